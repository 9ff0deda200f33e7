create table store.vendor_calls (
  id uuid primary key,
  operation text not null,
  purpose text not null check (purpose in ('checkout', 'hold', 'staff', 'sync')),
  event_code text,
  started_at timestamptz(3) not null,
  duration_ms integer not null check (duration_ms >= 0),
  attempt_count integer not null check (attempt_count >= 0),
  poll_count integer not null check (poll_count >= 0),
  outcome text not null check (outcome in ('done', 'refused', 'busy', 'unavailable', 'unknown', 'setup')),
  detail text
);

create index vendor_calls_newest on store.vendor_calls (started_at desc, id desc);

create index vendor_calls_by_outcome on store.vendor_calls (outcome, started_at desc, id desc);

create index vendor_calls_by_event on store.vendor_calls (event_code, started_at desc, id desc) where event_code is not null;
