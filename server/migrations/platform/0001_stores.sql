create table platform.clients (
  id uuid primary key,
  key text not null unique,
  name text not null,
  created_at timestamptz(3) not null,
  version integer not null default 1
);

create table platform.products (
  id uuid primary key,
  key text not null unique,
  name text not null,
  created_at timestamptz(3) not null
);

create table platform.stores (
  id uuid primary key,
  key text not null unique,
  name text not null,
  client_id uuid not null references platform.clients (id) on delete restrict,
  product_id uuid not null references platform.products (id) on delete restrict,
  schema_name text not null unique check (schema_name ~ '^s_[a-z0-9_]{1,48}$'),
  suspended_at timestamptz(3),
  suspended_reason text,
  removal_requested_at timestamptz(3),
  removal_reason text,
  exported_at timestamptz(3),
  first_sale_at timestamptz(3),
  state text not null generated always as (
    case
      when removal_requested_at is not null then 'removing'
      when suspended_at is not null then 'suspended'
      else 'active'
    end) stored,
  time_zone text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  locale text not null,
  created_at timestamptz(3) not null,
  version integer not null default 1,
  check ((suspended_at is null) = (suspended_reason is null)),
  check ((removal_requested_at is null) = (removal_reason is null))
);

create index stores_by_client on platform.stores (client_id);

create table platform.store_hosts (
  host text primary key check (host = lower(host)),
  store_id uuid not null references platform.stores (id) on delete cascade,
  is_primary boolean not null,
  created_at timestamptz(3) not null
);

create unique index store_hosts_one_primary on platform.store_hosts (store_id) where is_primary;

create table platform.removed_stores (
  id uuid primary key,
  key text not null unique,
  name text not null,
  client_id uuid not null,
  client_key text not null,
  product_key text not null,
  created_at timestamptz(3) not null,
  exported_at timestamptz(3) not null,
  removed_at timestamptz(3) not null,
  removed_by text not null,
  reason text not null
);
