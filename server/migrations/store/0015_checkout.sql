create table store.purchases (
  id uuid primary key,
  cart_id uuid not null references store.carts (id) on delete restrict,
  fan_id uuid not null references store.fans (id) on delete restrict,
  idempotency_key text not null,
  body_hash bytea not null,
  state text not null check (state in ('comparing', 'paying', 'unknown', 'sold', 'failed')),
  vendor_account_id text not null,
  vendor_cart_ref uuid not null,
  release_id uuid not null references store.releases (id) on delete restrict,
  agreed_cents integer not null check (agreed_cents >= 0),
  fees_cents integer,
  -- what is bought and why it costs this: the quote with its seats, as the fan saw it
  content jsonb not null,
  -- each vendor step: kind, begun at, answered at, outcome
  steps jsonb not null,
  failure jsonb,
  order_id uuid,
  lease_token uuid,
  lease_until timestamptz(3),
  asks integer not null default 0,
  next_ask_at timestamptz(3),
  started_at timestamptz(3) not null,
  ended_at timestamptz(3),
  unique (fan_id, idempotency_key),
  check ((state in ('sold', 'failed')) = (ended_at is not null)),
  check ((state = 'sold') = (order_id is not null))
);

-- one attempt at a time
create unique index purchases_one_live on store.purchases (cart_id) where state in ('comparing', 'paying', 'unknown');

create index purchases_unfinished on store.purchases (lease_until) where state in ('comparing', 'paying', 'unknown');

create index purchases_newest on store.purchases (started_at desc, id desc);

create table store.orders (
  id uuid primary key,
  number text not null unique,
  purchase_id uuid not null unique references store.purchases (id) on delete restrict,
  cart_id uuid not null unique references store.carts (id) on delete restrict,
  fan_id uuid not null references store.fans (id) on delete restrict,
  -- of post-purchase add-ons: the order they belong to
  for_order_id uuid references store.orders (id) on delete restrict,
  program_id uuid not null references store.programs (id) on delete restrict,
  release_id uuid not null references store.releases (id) on delete restrict,
  pack_id uuid,
  package_id uuid,
  vendor_order_number text not null unique,
  vendor_account_id text not null,
  total_cents integer not null check (total_cents >= 0),
  fees_cents integer not null check (fees_cents >= 0),
  currency text not null,
  -- lines as the fan saw them, and the price decision
  content jsonb not null,
  tickets jsonb,
  -- why staff should look at it
  attention text,
  sold_at timestamptz(3) not null,
  -- what the vendor says of its seats was read then, and is read until then
  checked_at timestamptz(3) not null,
  watched_until timestamptz(3) not null,
  -- when the fan was told
  mailed_at timestamptz(3)
);

create index orders_newest on store.orders (sold_at desc, id desc);

create index orders_by_fan on store.orders (fan_id, sold_at desc);

create index orders_added on store.orders (for_order_id) where for_order_id is not null;

create index orders_by_program on store.orders (program_id, sold_at);

create index orders_to_check on store.orders (checked_at, watched_until);

create table store.order_seats (
  order_id uuid not null references store.orders (id) on delete restrict,
  event_code text not null,
  section_name text not null,
  row_name text not null,
  seat_number integer not null,
  class_name text not null,
  price_code text not null,
  ticket_type_code text not null,
  amount_cents integer not null check (amount_cents >= 0),
  suite_id uuid,
  add_on_id uuid,
  status text not null check (status in ('sold', 'refunded', 'cancelled')),
  primary key (order_id, event_code, section_name, row_name, seat_number)
);

-- a seat that was given back may be sold again
create unique index order_seats_sold_once on store.order_seats (event_code, section_name, row_name, seat_number)
where status = 'sold';
