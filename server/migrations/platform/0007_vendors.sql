create table platform.vendor_accounts (
  id uuid primary key,
  client_id uuid not null references platform.clients (id) on delete cascade,
  name text not null,
  adapter text not null check (adapter ~ '^[a-z][a-z0-9_]{0,39}$'),
  connection jsonb not null,
  secret_keys bytea not null,
  key_hints jsonb not null,
  keys_changed_at timestamptz(3) not null,
  hold_seconds integer check (hold_seconds between 30 and 86400),
  per_minute integer check (per_minute >= 1),
  per_day integer check (per_day >= 1),
  checkout_share integer not null check (checkout_share between 0 and 90),
  hold_share integer not null check (hold_share between 0 and 90),
  granted_classes text[],
  classes_heard_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1,
  check (checkout_share + hold_share <= 95),
  check ((granted_classes is null) = (classes_heard_at is null)),
  constraint vendor_accounts_of_client unique (id, client_id)
);

create unique index vendor_accounts_by_name on platform.vendor_accounts (client_id, lower(name));

alter table platform.stores add constraint stores_of_client unique (id, client_id);

-- both references name the client, so a store cannot be connected to the account of another client
create table platform.vendor_connections (
  store_id uuid primary key,
  client_id uuid not null,
  account_id uuid not null,
  connected_at timestamptz(3) not null,
  connected_by text not null,
  calls_dropped integer not null default 0,
  version integer not null default 1,
  foreign key (store_id, client_id) references platform.stores (id, client_id) on delete cascade,
  constraint vendor_connections_of_client foreign key (account_id, client_id)
    references platform.vendor_accounts (id, client_id) on delete restrict
);

create index vendor_connections_by_account on platform.vendor_connections (account_id);

-- one row for each account: its lock is what makes all processes share one budget
create table platform.vendor_usage (
  account_id uuid primary key references platform.vendor_accounts (id) on delete cascade,
  spent jsonb not null,
  waiting_count integer not null default 0 check (waiting_count >= 0),
  refusing_until timestamptz(3)
);

create table platform.vendor_line (
  account_id uuid not null references platform.vendor_accounts (id) on delete cascade,
  rank integer not null check (rank between 0 and 2),
  key text not null,
  number bigint generated always as identity,
  joined_at timestamptz(3) not null,
  lapses_at timestamptz(3) not null,
  primary key (account_id, rank, key)
);

create index vendor_line_in_order on platform.vendor_line (account_id, rank, number);

create index vendor_line_by_lapse on platform.vendor_line (lapses_at);
