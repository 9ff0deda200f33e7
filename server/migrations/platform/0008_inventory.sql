-- when each store's copy of the vendor's inventory is looked at next, so that one look finds the stores that have work
create table platform.inventory_rounds (
  store_id uuid primary key references platform.stores (id) on delete cascade,
  due_at timestamptz(3) not null
);

create index inventory_rounds_due on platform.inventory_rounds (due_at);
