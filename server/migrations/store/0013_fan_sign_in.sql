create table store.fan_codes (
  email text primary key,
  id uuid not null,
  code_hash bytea not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  mailed_at timestamptz(3),
  tries integer not null check (tries >= 0)
);

create table store.fan_sessions (
  id uuid primary key,
  fan_id uuid not null references store.fans (id) on delete cascade,
  token_hash bytea not null unique,
  created_at timestamptz(3) not null,
  seen_at timestamptz(3) not null,
  expires_at timestamptz(3) not null
);

create index fan_sessions_by_fan on store.fan_sessions (fan_id);
