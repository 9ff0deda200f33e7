create table store.event_inventory (
  event_code text primary key,
  read_at timestamptz(3) not null,
  revision bigint not null
);

create table store.vendor_prices (
  event_code text not null references store.event_inventory (event_code) on delete cascade,
  price_code text not null,
  ticket_type_code text not null,
  amount_cents integer not null check (amount_cents >= 0),
  primary key (event_code, price_code, ticket_type_code)
);

create table store.seat_runs (
  event_code text not null references store.event_inventory (event_code) on delete cascade,
  section_name text not null,
  row_name text not null,
  first_seat integer not null,
  last_seat integer not null,
  class_name text not null,
  price_code text not null,
  aisle smallint not null check (aisle between 0 and 3),
  quality integer not null,
  check (last_seat >= first_seat),
  primary key (event_code, section_name, row_name, first_seat)
);
