create table store.fans (
  id uuid primary key,
  vendor_account_id text not null unique,
  email text not null,
  name text not null,
  created_at timestamptz(3) not null
);

create table store.fan_groups (
  fan_id uuid not null references store.fans (id) on delete cascade,
  account_group text not null,
  primary key (fan_id, account_group)
);

create index fan_groups_by_group on store.fan_groups (account_group);
