create table store.suite_types (
  id uuid primary key,
  name text not null,
  description jsonb not null,
  image jsonb,
  created_at timestamptz(3) not null,
  version integer not null default 1
);

create unique index suite_types_by_name on store.suite_types (lower(name));

create table store.suites (
  id uuid primary key,
  venue_id uuid not null references store.venues (id) on delete restrict,
  name text not null,
  suite_type_id uuid references store.suite_types (id) on delete restrict,
  description jsonb not null,
  image jsonb,
  partial_sizes integer[] not null,
  is_archived boolean not null,
  created_at timestamptz(3) not null,
  version integer not null default 1,
  unique (id, venue_id, is_archived)
);

create unique index suites_by_name on store.suites (venue_id, lower(name)) where not is_archived;

create index suites_by_type on store.suites (suite_type_id);

create table store.suite_seats (
  suite_id uuid not null,
  venue_id uuid not null,
  is_archived boolean not null,
  section_name text not null,
  row_name text not null,
  first_seat integer not null check (first_seat >= 0),
  last_seat integer not null check (last_seat >= first_seat),
  is_overflow boolean not null,
  primary key (suite_id, section_name, row_name, first_seat),
  foreign key (suite_id, venue_id, is_archived)
    references store.suites (id, venue_id, is_archived) on update cascade on delete cascade,
  foreign key (venue_id, section_name)
    references store.venue_sections (venue_id, section_name) on delete restrict,
  -- an archived suite keeps its seats and gives them free
  constraint suite_seats_in_one_suite exclude using gist (
    venue_id with =, section_name with =, row_name with =, int4range(first_seat, last_seat, '[]') with &&
  ) where (not is_archived)
);

create index suite_seats_by_section on store.suite_seats (venue_id, section_name);
