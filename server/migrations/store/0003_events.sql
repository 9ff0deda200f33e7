create table store.events (
  id uuid primary key,
  code text not null unique,
  name text not null,
  state text not null check (state in ('draft', 'published', 'archived')),
  venue_id uuid references store.venues (id) on delete restrict,
  opponent text,
  description jsonb not null,
  image jsonb,
  date_state text not null check (date_state in ('set', 'tbd', 'tba')),
  local_date date,
  time_state text not null check (time_state in ('set', 'tbd', 'tba')),
  local_time text check (local_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  starts_at timestamptz(3),
  estimated_at timestamptz(3),
  -- the place in lists: the start, else noon of the date, else the estimate
  sorts_at timestamptz(3),
  on_sale_at timestamptz(3),
  off_sale_at timestamptz(3),
  is_featured boolean not null,
  min_seats integer not null check (min_seats >= 1),
  max_seats integer,
  published_at timestamptz(3),
  created_at timestamptz(3) not null,
  version integer not null default 1,
  check (state <> 'published' or venue_id is not null),
  check ((state = 'published') = (published_at is not null)),
  check ((date_state = 'set') = (local_date is not null)),
  check ((time_state = 'set') = (local_time is not null)),
  check ((starts_at is not null) = (date_state = 'set' and time_state = 'set' and venue_id is not null)),
  check (off_sale_at > on_sale_at),
  check (max_seats >= min_seats)
);

create index events_by_place on store.events (coalesce(sorts_at, 'infinity'), id);

create index events_by_venue on store.events (venue_id);

create table store.categories (
  id uuid primary key,
  -- checked at the commit, so that two categories can swap their names
  name text not null unique deferrable initially deferred,
  sort_order integer not null
);

create table store.event_categories (
  event_id uuid not null references store.events (id) on delete cascade,
  category_id uuid not null references store.categories (id) on delete restrict,
  primary key (event_id, category_id)
);

create index event_categories_by_category on store.event_categories (category_id);

-- one row: the list of categories is read and written as a whole
create table store.category_list (
  id smallint primary key check (id = 1),
  version integer not null
);

insert into store.category_list (id, version) values (1, 1);
