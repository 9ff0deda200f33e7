create table store.audit_entries (
  id uuid primary key,
  at timestamptz(3) not null,
  request_id text not null,
  actor_kind text not null check (actor_kind in ('anonymous', 'staff', 'api_key', 'system')),
  actor_id text,
  actor_name text not null,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  subject_name text not null,
  subject_version integer,
  before jsonb,
  after jsonb,
  reason text
);

create index audit_entries_newest on store.audit_entries (at desc, id desc);

create index audit_entries_by_subject on store.audit_entries (subject_id, at desc, id desc);

create index audit_entries_by_actor on store.audit_entries (actor_id, at desc, id desc);

create table store.settings (
  name text primary key,
  value jsonb not null,
  version integer not null
);

create table store.settings_history (
  id uuid primary key,
  name text not null,
  version integer not null,
  at timestamptz(3) not null,
  actor_name text not null,
  before jsonb,
  after jsonb not null,
  reason text,
  restored_version integer,
  unique (name, version)
);

create table store.outbox (
  id bigint generated always as identity primary key,
  at timestamptz(3) not null,
  kind text not null,
  payload jsonb not null
);
