-- a fan's carts, newest first, whatever became of them
create index carts_of_fan on store.carts (fan_id, created_at desc, id desc) where fan_id is not null;
