create table store.venues (
  id uuid primary key,
  name text not null,
  time_zone text not null,
  city text not null,
  is_archived boolean not null,
  created_at timestamptz(3) not null,
  version integer not null default 1
);

create unique index venues_by_name on store.venues (lower(name)) where not is_archived;

create table store.venue_sections (
  venue_id uuid not null references store.venues (id) on delete cascade,
  -- the vendor's name; what staff add hangs on it and survives every rebuild of the inventory
  section_name text not null,
  display_name text not null,
  level text not null,
  sort_order integer not null,
  primary key (venue_id, section_name)
);

create table store.venue_maps (
  id uuid primary key,
  venue_id uuid not null references store.venues (id) on delete cascade,
  name text not null,
  drawing jsonb not null,
  is_default boolean not null,
  created_at timestamptz(3) not null,
  version integer not null default 1
);

create unique index venue_maps_by_name on store.venue_maps (venue_id, lower(name));

create unique index venue_maps_one_default on store.venue_maps (venue_id) where is_default;
