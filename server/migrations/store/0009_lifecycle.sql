create table store.releases (
  id uuid primary key,
  program_id uuid not null references store.programs (id) on delete restrict,
  number integer not null check (number >= 1),
  content jsonb not null,
  content_hash text not null,
  reports jsonb not null,
  accepted jsonb not null,
  published_at timestamptz(3) not null,
  published_by text not null,
  unique (program_id, number)
);

create table store.lifecycle_state (
  id smallint primary key check (id = 1),
  schedule jsonb not null,
  last_act_at timestamptz(3) not null,
  revision integer not null
);

insert into store.lifecycle_state (id, schedule, last_act_at, revision)
values (1, '{"baseProgramId": null, "plans": []}', '2000-01-01 00:00:00+00', 0);

create table store.switch_acts (
  id uuid primary key,
  number integer not null unique check (number >= 1),
  at timestamptz(3) not null,
  kind text not null check (kind in ('now', 'plan', 'change', 'cancel', 'hold', 'release_hold', 'undo', 'republish', 'close')),
  actor_kind text not null,
  actor_id text,
  actor_name text not null,
  reason text,
  program_id uuid references store.programs (id) on delete restrict,
  plan_id uuid,
  schedule_before jsonb not null,
  schedule_after jsonb not null,
  findings jsonb not null,
  is_override boolean not null,
  request_id text not null
);

create table store.activations (
  id uuid primary key,
  program_id uuid not null references store.programs (id) on delete restrict,
  release_id uuid not null references store.releases (id) on delete restrict,
  plan_id uuid,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3),
  check (ends_at > starts_at),
  constraint activations_one_active exclude using gist (tstzrange(starts_at, ends_at) with &&)
);
