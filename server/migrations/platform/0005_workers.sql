create table platform.workers (
  id text primary key,
  seen_at timestamptz(3) not null
);
