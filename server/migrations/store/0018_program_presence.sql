-- a page of Cortex that has a program's editor open; it says so again and again, and is over when it stops
create table store.program_presence (
  page_id uuid primary key,
  program_id uuid not null references store.programs (id) on delete cascade,
  -- the staff member, or the key of the API
  actor_id uuid not null,
  name text not null,
  -- a stage of the program, or 'review'
  place text not null,
  since timestamptz(3) not null,
  seen_at timestamptz(3) not null
);

create index program_presence_by_program on store.program_presence (program_id);
create index program_presence_by_seen on store.program_presence (seen_at);
