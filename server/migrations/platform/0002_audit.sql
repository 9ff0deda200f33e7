create table platform.audit_entries (
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
  client_id uuid,
  before jsonb,
  after jsonb,
  reason text
);

create index audit_entries_newest on platform.audit_entries (at desc, id desc);

create index audit_entries_by_subject on platform.audit_entries (subject_id, at desc, id desc);

create index audit_entries_by_actor on platform.audit_entries (actor_id, at desc, id desc);
