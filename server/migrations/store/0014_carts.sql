create table store.carts (
  id uuid primary key,
  token_hash bytea not null unique,
  fan_id uuid references store.fans (id) on delete restrict,
  state text not null check (state in ('choosing', 'holding', 'paying', 'bought', 'ended')),
  end_reason text check (end_reason in ('left', 'expired', 'replaced')),
  program_id uuid not null references store.programs (id) on delete restrict,
  release_id uuid not null references store.releases (id) on delete restrict,
  -- of a cart of post-purchase add-ons
  for_order_id uuid,
  -- of a bought cart: what it was bought as
  order_id uuid unique,
  pack_id uuid,
  package_id uuid,
  party_size integer not null check (party_size >= 1),
  accessible_seats integer not null check (accessible_seats >= 0),
  add_ons jsonb not null,
  -- the groups its prices were made with; while seats are held they stay
  account_groups text[] not null,
  -- our name of the vendor's cart; another one after each end of a hold
  vendor_cart_ref uuid not null unique,
  -- the vendor's instant
  expires_at timestamptz(3),
  notices jsonb not null,
  lease_token uuid,
  lease_until timestamptz(3),
  -- true from before a vendor call until its answer is written; a cart left so is reconciled before anything else
  is_unsettled boolean not null,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  ended_at timestamptz(3),
  check ((state in ('bought', 'ended')) = (ended_at is not null)),
  check ((state = 'bought') = (order_id is not null)),
  check ((lease_token is null) = (lease_until is null))
);

create index carts_live_by_fan on store.carts (fan_id) where state in ('choosing', 'holding', 'paying');

-- for the caps of a fan
create index carts_counted_by_fan on store.carts (fan_id) where state in ('holding', 'paying', 'bought');

create index carts_live_by_update on store.carts (updated_at) where state in ('choosing', 'holding', 'paying');

create table store.cart_events (
  cart_id uuid not null references store.carts (id) on delete cascade,
  event_code text not null,
  suite_id uuid,
  sort_order integer not null,
  -- seats held or being held, for the fan's caps
  reserved_seats integer not null check (reserved_seats >= 0),
  chosen_at timestamptz(3) not null,
  primary key (cart_id, event_code)
);

create index cart_events_by_event on store.cart_events (event_code);

create table store.cart_seats (
  cart_id uuid not null references store.carts (id) on delete cascade,
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
  -- the event whose seats a forced add-on goes with
  add_on_for text,
  held_at timestamptz(3) not null,
  -- a seat is in at most one live cart of the store
  primary key (event_code, section_name, row_name, seat_number)
);

create index cart_seats_by_cart on store.cart_seats (cart_id);
