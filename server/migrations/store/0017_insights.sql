-- a day of the store's zone that was counted and is kept
create table store.insight_days (
  on_day date primary key,
  -- the zone its beginning and end are of; in another one it is counted anew
  time_zone text not null,
  counted_at timestamptz(3) not null
);

create table store.insight_figures (
  on_day date not null references store.insight_days (on_day) on delete cascade,
  place integer not null check (place >= 1),
  scope text not null check (scope in ('choice', 'tier', 'event')),
  program_id uuid not null references store.programs (id) on delete restrict,
  -- the pack or package
  choice_id uuid,
  tier_id uuid,
  event_code text,
  chosen integer not null,
  held integer not null,
  paying integer not null,
  bought integer not null,
  open integer not null,
  never_held integer not null,
  refused integer not null,
  expired integer not null,
  let_go integer not null,
  not_paid integer not null,
  unfinished_seats integer not null,
  orders integer not null,
  seats integer not null,
  add_on_seats integer not null,
  gross_cents bigint not null,
  refunded_seats integer not null,
  refunded_cents bigint not null,
  fees_cents bigint not null,
  primary key (on_day, place)
);

-- pages fans looked at; nobody is named
create table store.insight_views (
  on_day date not null,
  program_id uuid not null references store.programs (id) on delete restrict,
  -- the pack or package, or the program itself
  part_id uuid not null,
  step text not null check (step in ('offer', 'choice', 'seats', 'review')),
  view_count bigint not null check (view_count >= 0),
  primary key (on_day, program_id, part_id, step)
);

-- what is known of a game in a cart after its seats are gone from the cart
create table store.insight_trails (
  cart_id uuid not null references store.carts (id) on delete cascade,
  event_code text not null,
  held_at timestamptz(3),
  -- the vendor's hold ended by itself
  lost_at timestamptz(3),
  refused_at timestamptz(3),
  noted_at timestamptz(3) not null,
  primary key (cart_id, event_code)
);

create index carts_by_creation on store.carts (created_at);
