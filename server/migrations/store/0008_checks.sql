create table store.check_runs (
  id uuid primary key,
  program_id uuid not null references store.programs (id) on delete cascade,
  at timestamptz(3) not null,
  for_instant timestamptz(3) not null,
  cause text not null check (cause in ('publish', 'change', 'plan')),
  reports jsonb not null,
  error_count integer not null,
  warning_count integer not null
);

create index check_runs_newest on store.check_runs (program_id, at desc);
