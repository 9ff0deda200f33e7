drop table store.seat_runs;

alter table store.event_inventory
  -- null: planned, and never read
  alter column read_at drop not null,
  add column detail_read_at timestamptz(3),
  -- of the vendor's summary that the copy answers to
  add column summary_hash text,
  add column prices_hash text,
  -- the revision at which the amounts changed last
  add column prices_revision bigint not null default 0,
  -- free seats: [class name, price code, count]
  add column counts jsonb not null default '[]',
  add column seat_count integer not null default 0 check (seat_count >= 0),
  add column vendor_state text not null default 'listed' check (vendor_state in ('listed', 'cancelled', 'missing')),
  add column vendor_state_at timestamptz(3),
  -- in what is active now
  add column is_offered boolean not null default false,
  -- null: never again, because it is past or archived
  add column next_due_at timestamptz(3),
  add column cadence_seconds integer check (cadence_seconds > 0),
  add column lease_id uuid,
  add column lease_until timestamptz(3),
  add column wanted_by uuid,
  add column is_full_wanted boolean not null default false,
  add column stale_sections text[] not null default '{}',
  add column stale_at timestamptz(3),
  add column activity_at timestamptz(3),
  add column failing_since timestamptz(3),
  add column failed_at timestamptz(3),
  add column failure_kind text check (failure_kind in ('refused', 'unavailable', 'unknown', 'setup', 'unreadable')),
  add column failure_detail text,
  add column failure_count integer not null default 0,
  add column findings jsonb not null default '[]',
  add check ((lease_id is null) = (lease_until is null)),
  add check ((failing_since is null) = (failure_kind is null));

-- rows are taken and confirmed at every turn: with room beside them that touches no index
alter table store.event_inventory set (fillfactor = 50);

create table store.event_sections (
  event_code text not null references store.event_inventory (event_code) on delete cascade,
  section_name text not null,
  -- JSON: written once, read as a whole, never looked into by SQL; see docs/rules/inventory.md
  runs text not null,
  -- free seats: [class name, price code, count]
  counts jsonb not null,
  seat_count integer not null check (seat_count >= 0),
  hash text not null,
  -- of the event, when this section changed last
  revision bigint not null,
  changed_at timestamptz(3) not null,
  primary key (event_code, section_name)
);

create index event_sections_by_name on store.event_sections (section_name);

create table store.sync_runs (
  id uuid primary key,
  cause text not null check (cause in ('schedule', 'staff')),
  asked_by text not null,
  is_full boolean not null,
  state text not null check (state in ('running', 'done', 'cancelled')),
  started_at timestamptz(3) not null,
  ended_at timestamptz(3),
  ended_by text,
  -- the vendor takes no more calls until then
  waiting_until timestamptz(3),
  event_count integer not null,
  unchanged_count integer not null,
  changed_count integer not null,
  failed_count integer not null,
  sections_written integer not null,
  sections_unchanged integer not null,
  prices_written integer not null,
  summary_calls integer not null,
  detail_calls integer not null,
  finding_count integer not null,
  check ((state = 'running') = (ended_at is null))
);

create index sync_runs_newest on store.sync_runs (started_at desc, id desc);

create unique index sync_runs_one_asked_for on store.sync_runs (cause) where cause = 'staff' and state = 'running';

create table store.sync_results (
  run_id uuid not null references store.sync_runs (id) on delete cascade,
  event_code text not null,
  at timestamptz(3) not null,
  outcome text not null check (outcome in ('changed', 'unchanged', 'failed', 'cancelled', 'missing')),
  revision bigint not null,
  seats_before integer not null,
  seats_after integer not null,
  -- [section name, seats before, seats after]
  sections jsonb not null,
  -- [price code, ticket type code, cents before, cents after]; null where there is none
  prices jsonb not null,
  failure text,
  findings jsonb not null,
  primary key (run_id, event_code)
);

create index sync_results_by_event on store.sync_results (event_code, at desc, run_id desc);

create table store.inventory_state (
  id smallint primary key check (id = 1),
  planned_at timestamptz(3),
  -- when the vendor was last asked which events it still lists
  listed_at timestamptz(3),
  pruned_at timestamptz(3),
  -- what a call costs of the vendor's quota, polls and everybody's else counted in
  requests_per_100_calls integer not null default 100 check (requests_per_100_calls >= 100),
  -- how often the seats of every event are read whole, as far as the quota allows it
  detail_seconds integer not null default 21600 check (detail_seconds > 0)
);

insert into store.inventory_state (id) values (1);
