create table store.programs (
  id uuid primary key,
  name text not null,
  state text not null check (state in ('draft', 'published', 'archived')),
  copied_from uuid references store.programs (id) on delete set null,
  created_at timestamptz(3) not null,
  created_by text not null,
  version integer not null
);

create unique index programs_by_name on store.programs (lower(name)) where state <> 'archived';

create index programs_newest on store.programs (created_at desc, id desc);

create table store.program_stages (
  program_id uuid not null references store.programs (id) on delete cascade,
  stage text not null check (
    stage in ('definition', 'events', 'packs', 'packages', 'suites', 'access', 'presentation', 'add_ons')
  ),
  version integer not null,
  content jsonb not null,
  updated_at timestamptz(3) not null,
  updated_by text not null,
  primary key (program_id, stage)
);

create table store.pricing_stages (
  program_id uuid primary key references store.programs (id) on delete cascade,
  version integer not null,
  updated_at timestamptz(3) not null,
  updated_by text not null
);

create table store.pricing_rules (
  program_id uuid not null references store.programs (id) on delete cascade,
  id uuid not null,
  sort_order integer not null,
  name text not null,
  priority integer check (priority >= 0),
  is_on boolean not null,
  conditions jsonb not null,
  rows jsonb not null,
  suite_rows jsonb not null,
  primary key (program_id, id)
);
