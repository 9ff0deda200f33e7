alter table store.event_inventory
  -- [section, row, first seat, last seat, sold at]: what we sold while somebody reads the event, see docs/rules/inventory.md
  add column sold_meanwhile jsonb not null default '[]';

alter table store.orders
  -- its seats are out of the inventory copy; orders of before have left it with a reading
  add column has_left_copy boolean not null default true;

alter table store.orders
  alter column has_left_copy set default false;

create index orders_still_in_copy on store.orders (sold_at, id) where not has_left_copy;
