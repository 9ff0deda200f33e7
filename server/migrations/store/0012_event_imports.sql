create table store.event_imports (
  event_id uuid primary key references store.events (id) on delete cascade,
  -- the fields the vendor fills, as it said them last; one it says no usable thing of is absent
  said jsonb not null,
  -- for each field the value that ours is compared with to see whether staff touched it
  base jsonb not null,
  -- the rest of what it said, in its own words
  manifest text not null,
  item_sets text[] not null,
  venue_name text not null,
  category text,
  capacity integer,
  is_cancelled boolean not null,
  is_listed boolean not null,
  -- when the vendor was asked; an import that asked earlier leaves the event alone
  asked_at timestamptz(3) not null
);

create table store.vendor_venues (
  -- the vendor's name for the venue, as names are compared
  name_key text primary key,
  venue_id uuid not null references store.venues (id) on delete cascade
);

create index vendor_venues_by_venue on store.vendor_venues (venue_id);
