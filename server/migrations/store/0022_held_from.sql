alter table store.carts
  -- of a cart that holds seats and was nobody's when it took them: a keyed hash of its visitor's address
  add column held_from bytea;

create index carts_held_from on store.carts (held_from) where held_from is not null;

-- addresses of which visitors without a name hold seats, or did not long ago; the row is what they wait for
create table store.hold_addresses (
  address_hash bytea primary key,
  seen_at timestamptz(3) not null
);
