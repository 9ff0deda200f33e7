create table platform.staff (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  name text not null,
  password_hash text,
  password_changed_at timestamptz(3),
  is_active boolean not null default true,
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3),
  version integer not null default 1
);

create table platform.staff_roles (
  id uuid primary key,
  staff_id uuid not null references platform.staff (id) on delete cascade,
  scope text not null check (scope in ('platform', 'client', 'store')),
  client_id uuid references platform.clients (id) on delete cascade,
  store_id uuid references platform.stores (id) on delete cascade,
  role text not null check (role in ('operator', 'owner', 'admin', 'editor', 'publisher', 'support', 'viewer')),
  granted_at timestamptz(3) not null,
  check ((scope = 'platform') = (role = 'operator')),
  check ((scope = 'client') = (client_id is not null)),
  check ((scope = 'store') = (store_id is not null)),
  unique nulls not distinct (staff_id, scope, client_id, store_id)
);

create index staff_roles_by_client on platform.staff_roles (client_id);

create index staff_roles_by_store on platform.staff_roles (store_id);

create table platform.sessions (
  id uuid primary key,
  staff_id uuid not null references platform.staff (id) on delete cascade,
  token_hash bytea not null unique,
  created_at timestamptz(3) not null,
  seen_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  address text not null,
  user_agent text not null,
  method text not null check (method in ('password', 'link', 'oidc', 'invitation')),
  only_client_id uuid references platform.clients (id) on delete cascade,
  check ((method = 'oidc') = (only_client_id is not null))
);

create index sessions_by_staff on platform.sessions (staff_id);

create index sessions_by_provider on platform.sessions (only_client_id) where only_client_id is not null;

create index sessions_by_expiry on platform.sessions (expires_at);

create table platform.sign_in_links (
  staff_id uuid primary key references platform.staff (id) on delete cascade,
  token_hash bytea not null unique,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  mailed_at timestamptz(3),
  used_at timestamptz(3)
);

create index sign_in_links_by_expiry on platform.sign_in_links (expires_at);

create table platform.sign_in_failures (
  email_hash bytea primary key,
  failure_count integer not null,
  last_failed_at timestamptz(3) not null,
  locked_until timestamptz(3)
);

create index sign_in_failures_by_time on platform.sign_in_failures (last_failed_at);

create table platform.invitations (
  id uuid primary key,
  email text not null check (email = lower(email)),
  scope text not null check (scope in ('platform', 'client', 'store')),
  client_id uuid references platform.clients (id) on delete cascade,
  store_id uuid references platform.stores (id) on delete cascade,
  role text not null check (role in ('operator', 'owner', 'admin', 'editor', 'publisher', 'support', 'viewer')),
  invited_by uuid references platform.staff (id) on delete cascade,
  token_hash bytea unique,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  sent_at timestamptz(3),
  accepted_at timestamptz(3),
  check ((scope = 'platform') = (role = 'operator')),
  check ((scope = 'client') = (client_id is not null)),
  check ((scope = 'store') = (store_id is not null))
);

create unique index invitations_one_open on platform.invitations (email, scope, client_id, store_id)
  nulls not distinct where accepted_at is null;

create index invitations_by_client on platform.invitations (client_id);

create index invitations_by_store on platform.invitations (store_id);

create index invitations_by_inviter on platform.invitations (invited_by);

create table platform.oidc_connections (
  client_id uuid primary key references platform.clients (id) on delete cascade,
  issuer text not null,
  oidc_client_id text not null,
  oidc_client_secret bytea not null,
  email_domains text[] not null,
  default_role text check (default_role in ('admin', 'editor', 'publisher', 'support', 'viewer')),
  is_enabled boolean not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1
);

create table platform.oidc_logins (
  id uuid primary key,
  client_id uuid not null references platform.clients (id) on delete cascade,
  state_hash bytea not null unique,
  browser_hash bytea not null,
  code_verifier text not null,
  nonce text not null,
  return_to text not null,
  expires_at timestamptz(3) not null
);

create index oidc_logins_by_expiry on platform.oidc_logins (expires_at);

create table platform.oidc_identities (
  client_id uuid not null references platform.clients (id) on delete cascade,
  issuer text not null,
  subject text not null,
  staff_id uuid not null references platform.staff (id) on delete cascade,
  linked_at timestamptz(3) not null,
  primary key (client_id, issuer, subject)
);

create table platform.api_keys (
  id uuid primary key,
  store_id uuid not null references platform.stores (id) on delete cascade,
  name text not null,
  prefix text not null unique check (prefix ~ '^[a-z0-9]{8}$'),
  secret_hash bytea not null,
  permissions text[] not null,
  created_at timestamptz(3) not null,
  created_by text not null,
  expires_at timestamptz(3),
  last_used_at timestamptz(3),
  revoked_at timestamptz(3)
);

create index api_keys_by_store on platform.api_keys (store_id);
