create table store.webhook_endpoints (
  id uuid primary key,
  url text not null,
  description text not null,
  message_types text[] not null,
  is_on boolean not null,
  -- why it is off
  off_because text check (off_because in ('staff', 'gone', 'failing')),
  off_at timestamptz(3),
  sealed_secret bytea not null,
  -- signs beside the present one until then
  previous_sealed_secret bytea,
  previous_until timestamptz(3),
  -- every try since then has failed
  failing_since timestamptz(3),
  created_at timestamptz(3) not null,
  created_by text not null,
  version integer not null,
  check (is_on = (off_because is null)),
  check (is_on = (off_at is null)),
  check ((previous_sealed_secret is null) = (previous_until is null))
);

create table store.webhook_messages (
  id uuid primary key,
  type text not null,
  at timestamptz(3) not null,
  -- what must be told once
  key text unique,
  -- as it is sent and signed, byte for byte
  body text not null
);

create index webhook_messages_oldest on store.webhook_messages (at);

create table store.webhook_deliveries (
  id uuid primary key,
  message_id uuid not null references store.webhook_messages (id) on delete cascade,
  endpoint_id uuid not null references store.webhook_endpoints (id) on delete cascade,
  type text not null,
  created_at timestamptz(3) not null,
  state text not null check (state in ('waiting', 'delivered', 'failed')),
  -- of this round; a replay begins another
  try_count integer not null,
  attempt_count integer not null,
  due_at timestamptz(3),
  lease_token uuid,
  leased_until timestamptz(3),
  last_attempt_at timestamptz(3),
  last_status integer,
  last_failure text,
  delivered_at timestamptz(3),
  unique (message_id, endpoint_id),
  check ((state = 'waiting') = (due_at is not null)),
  check ((state = 'delivered') = (delivered_at is not null)),
  check ((lease_token is null) = (leased_until is null))
);

create index webhook_deliveries_due on store.webhook_deliveries (endpoint_id, due_at) where state = 'waiting';

create index webhook_deliveries_newest on store.webhook_deliveries (created_at desc, id desc);

create index webhook_deliveries_of_endpoint on store.webhook_deliveries (endpoint_id, created_at desc, id desc);

create table store.webhook_attempts (
  id uuid primary key,
  delivery_id uuid not null references store.webhook_deliveries (id) on delete cascade,
  number integer not null check (number >= 1),
  started_at timestamptz(3) not null,
  -- without status and failure: it is under way, or its process died
  duration_ms integer,
  status integer,
  failure text,
  answer text,
  unique (delivery_id, number)
);

create table store.webhook_watch (
  id smallint primary key check (id = 1),
  -- told up to and with this act of the schedule, and this instant of the ledger
  act_number integer not null,
  told_until timestamptz(3) not null,
  -- the active program whose readiness was told as lost
  unready_program_id uuid,
  stale_since timestamptz(3),
  is_stale_told boolean not null
);

insert into store.webhook_watch (id, act_number, told_until, stale_since, is_stale_told)
values (1, 0, '2000-01-01 00:00:00+00', null, false);
