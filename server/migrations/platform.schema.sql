-- What the migrations add up to. Made by `npm run schema:dump`; do not edit.

create table platform.api_keys (
  id uuid not null,
  store_id uuid not null,
  name text not null,
  prefix text not null,
  secret_hash bytea not null,
  permissions text[] not null,
  created_at timestamp(3) with time zone not null,
  created_by text not null,
  expires_at timestamp(3) with time zone,
  last_used_at timestamp(3) with time zone,
  revoked_at timestamp(3) with time zone,
  constraint api_keys_pkey PRIMARY KEY (id),
  constraint api_keys_prefix_key UNIQUE (prefix),
  constraint api_keys_prefix_check CHECK ((prefix ~ '^[a-z0-9]{8}$'::text)),
  constraint api_keys_store_id_fkey FOREIGN KEY (store_id) REFERENCES platform.stores(id) ON DELETE CASCADE
);

CREATE INDEX api_keys_by_store ON platform.api_keys USING btree (store_id);

create table platform.audit_entries (
  id uuid not null,
  at timestamp(3) with time zone not null,
  request_id text not null,
  actor_kind text not null,
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
  reason text,
  constraint audit_entries_pkey PRIMARY KEY (id),
  constraint audit_entries_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['anonymous'::text, 'staff'::text, 'api_key'::text, 'system'::text])))
);

CREATE INDEX audit_entries_by_actor ON platform.audit_entries USING btree (actor_id, at DESC, id DESC);

CREATE INDEX audit_entries_by_subject ON platform.audit_entries USING btree (subject_id, at DESC, id DESC);

CREATE INDEX audit_entries_newest ON platform.audit_entries USING btree (at DESC, id DESC);

create table platform.changes (
  id bigint not null generated always as identity,
  tx xid8 not null default pg_current_xact_id(),
  at timestamp(3) with time zone not null,
  store_id uuid,
  topic text not null,
  data jsonb not null,
  constraint changes_pkey PRIMARY KEY (id)
);

CREATE INDEX changes_by_time ON platform.changes USING btree (at);

CREATE INDEX changes_by_tx ON platform.changes USING btree (tx);

create table platform.clients (
  id uuid not null,
  key text not null,
  name text not null,
  created_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint clients_pkey PRIMARY KEY (id),
  constraint clients_key_key UNIQUE (key)
);

create table platform.inventory_rounds (
  store_id uuid not null,
  due_at timestamp(3) with time zone not null,
  constraint inventory_rounds_pkey PRIMARY KEY (store_id),
  constraint inventory_rounds_store_id_fkey FOREIGN KEY (store_id) REFERENCES platform.stores(id) ON DELETE CASCADE
);

CREATE INDEX inventory_rounds_due ON platform.inventory_rounds USING btree (due_at);

create table platform.invitations (
  id uuid not null,
  email text not null,
  scope text not null,
  client_id uuid,
  store_id uuid,
  role text not null,
  invited_by uuid,
  token_hash bytea,
  created_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  sent_at timestamp(3) with time zone,
  accepted_at timestamp(3) with time zone,
  constraint invitations_pkey PRIMARY KEY (id),
  constraint invitations_token_hash_key UNIQUE (token_hash),
  constraint invitations_check CHECK (((scope = 'platform'::text) = (role = 'operator'::text))),
  constraint invitations_check1 CHECK (((scope = 'client'::text) = (client_id IS NOT NULL))),
  constraint invitations_check2 CHECK (((scope = 'store'::text) = (store_id IS NOT NULL))),
  constraint invitations_email_check CHECK ((email = lower(email))),
  constraint invitations_role_check CHECK ((role = ANY (ARRAY['operator'::text, 'owner'::text, 'admin'::text, 'editor'::text, 'publisher'::text, 'support'::text, 'viewer'::text]))),
  constraint invitations_scope_check CHECK ((scope = ANY (ARRAY['platform'::text, 'client'::text, 'store'::text]))),
  constraint invitations_client_id_fkey FOREIGN KEY (client_id) REFERENCES platform.clients(id) ON DELETE CASCADE,
  constraint invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES platform.staff(id) ON DELETE CASCADE,
  constraint invitations_store_id_fkey FOREIGN KEY (store_id) REFERENCES platform.stores(id) ON DELETE CASCADE
);

CREATE INDEX invitations_by_client ON platform.invitations USING btree (client_id);

CREATE INDEX invitations_by_inviter ON platform.invitations USING btree (invited_by);

CREATE INDEX invitations_by_store ON platform.invitations USING btree (store_id);

CREATE UNIQUE INDEX invitations_one_open ON platform.invitations USING btree (email, scope, client_id, store_id) NULLS NOT DISTINCT WHERE (accepted_at IS NULL);

create table platform.oidc_connections (
  client_id uuid not null,
  issuer text not null,
  oidc_client_id text not null,
  oidc_client_secret bytea not null,
  email_domains text[] not null,
  default_role text,
  is_enabled boolean not null,
  updated_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint oidc_connections_pkey PRIMARY KEY (client_id),
  constraint oidc_connections_default_role_check CHECK ((default_role = ANY (ARRAY['admin'::text, 'editor'::text, 'publisher'::text, 'support'::text, 'viewer'::text]))),
  constraint oidc_connections_client_id_fkey FOREIGN KEY (client_id) REFERENCES platform.clients(id) ON DELETE CASCADE
);

create table platform.oidc_identities (
  client_id uuid not null,
  issuer text not null,
  subject text not null,
  staff_id uuid not null,
  linked_at timestamp(3) with time zone not null,
  constraint oidc_identities_pkey PRIMARY KEY (client_id, issuer, subject),
  constraint oidc_identities_client_id_fkey FOREIGN KEY (client_id) REFERENCES platform.clients(id) ON DELETE CASCADE,
  constraint oidc_identities_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES platform.staff(id) ON DELETE CASCADE
);

create table platform.oidc_logins (
  id uuid not null,
  client_id uuid not null,
  state_hash bytea not null,
  browser_hash bytea not null,
  code_verifier text not null,
  nonce text not null,
  return_to text not null,
  expires_at timestamp(3) with time zone not null,
  constraint oidc_logins_pkey PRIMARY KEY (id),
  constraint oidc_logins_state_hash_key UNIQUE (state_hash),
  constraint oidc_logins_client_id_fkey FOREIGN KEY (client_id) REFERENCES platform.clients(id) ON DELETE CASCADE
);

CREATE INDEX oidc_logins_by_expiry ON platform.oidc_logins USING btree (expires_at);

create table platform.platform_migrations (
  file text not null,
  sha256 text not null,
  applied_at timestamp(3) with time zone not null default now(),
  constraint platform_migrations_pkey PRIMARY KEY (file)
);

create table platform.products (
  id uuid not null,
  key text not null,
  name text not null,
  created_at timestamp(3) with time zone not null,
  constraint products_pkey PRIMARY KEY (id),
  constraint products_key_key UNIQUE (key)
);

create table platform.removed_stores (
  id uuid not null,
  key text not null,
  name text not null,
  client_id uuid not null,
  client_key text not null,
  product_key text not null,
  created_at timestamp(3) with time zone not null,
  exported_at timestamp(3) with time zone not null,
  removed_at timestamp(3) with time zone not null,
  removed_by text not null,
  reason text not null,
  constraint removed_stores_pkey PRIMARY KEY (id),
  constraint removed_stores_key_key UNIQUE (key)
);

create table platform.sessions (
  id uuid not null,
  staff_id uuid not null,
  token_hash bytea not null,
  created_at timestamp(3) with time zone not null,
  seen_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  address text not null,
  user_agent text not null,
  method text not null,
  only_client_id uuid,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_hash_key UNIQUE (token_hash),
  constraint sessions_check CHECK (((method = 'oidc'::text) = (only_client_id IS NOT NULL))),
  constraint sessions_method_check CHECK ((method = ANY (ARRAY['password'::text, 'link'::text, 'oidc'::text, 'invitation'::text]))),
  constraint sessions_only_client_id_fkey FOREIGN KEY (only_client_id) REFERENCES platform.clients(id) ON DELETE CASCADE,
  constraint sessions_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES platform.staff(id) ON DELETE CASCADE
);

CREATE INDEX sessions_by_expiry ON platform.sessions USING btree (expires_at);

CREATE INDEX sessions_by_provider ON platform.sessions USING btree (only_client_id) WHERE (only_client_id IS NOT NULL);

CREATE INDEX sessions_by_staff ON platform.sessions USING btree (staff_id);

create table platform.sign_in_failures (
  email_hash bytea not null,
  failure_count integer not null,
  last_failed_at timestamp(3) with time zone not null,
  locked_until timestamp(3) with time zone,
  constraint sign_in_failures_pkey PRIMARY KEY (email_hash)
);

CREATE INDEX sign_in_failures_by_time ON platform.sign_in_failures USING btree (last_failed_at);

create table platform.sign_in_links (
  staff_id uuid not null,
  token_hash bytea not null,
  created_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  mailed_at timestamp(3) with time zone,
  used_at timestamp(3) with time zone,
  constraint sign_in_links_pkey PRIMARY KEY (staff_id),
  constraint sign_in_links_token_hash_key UNIQUE (token_hash),
  constraint sign_in_links_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES platform.staff(id) ON DELETE CASCADE
);

CREATE INDEX sign_in_links_by_expiry ON platform.sign_in_links USING btree (expires_at);

create table platform.staff (
  id uuid not null,
  email text not null,
  name text not null,
  password_hash text,
  password_changed_at timestamp(3) with time zone,
  is_active boolean not null default true,
  created_at timestamp(3) with time zone not null,
  last_seen_at timestamp(3) with time zone,
  version integer not null default 1,
  constraint staff_pkey PRIMARY KEY (id),
  constraint staff_email_key UNIQUE (email),
  constraint staff_email_check CHECK ((email = lower(email)))
);

create table platform.staff_roles (
  id uuid not null,
  staff_id uuid not null,
  scope text not null,
  client_id uuid,
  store_id uuid,
  role text not null,
  granted_at timestamp(3) with time zone not null,
  constraint staff_roles_pkey PRIMARY KEY (id),
  constraint staff_roles_staff_id_scope_client_id_store_id_key UNIQUE NULLS NOT DISTINCT (staff_id, scope, client_id, store_id),
  constraint staff_roles_check CHECK (((scope = 'platform'::text) = (role = 'operator'::text))),
  constraint staff_roles_check1 CHECK (((scope = 'client'::text) = (client_id IS NOT NULL))),
  constraint staff_roles_check2 CHECK (((scope = 'store'::text) = (store_id IS NOT NULL))),
  constraint staff_roles_role_check CHECK ((role = ANY (ARRAY['operator'::text, 'owner'::text, 'admin'::text, 'editor'::text, 'publisher'::text, 'support'::text, 'viewer'::text]))),
  constraint staff_roles_scope_check CHECK ((scope = ANY (ARRAY['platform'::text, 'client'::text, 'store'::text]))),
  constraint staff_roles_client_id_fkey FOREIGN KEY (client_id) REFERENCES platform.clients(id) ON DELETE CASCADE,
  constraint staff_roles_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES platform.staff(id) ON DELETE CASCADE,
  constraint staff_roles_store_id_fkey FOREIGN KEY (store_id) REFERENCES platform.stores(id) ON DELETE CASCADE
);

CREATE INDEX staff_roles_by_client ON platform.staff_roles USING btree (client_id);

CREATE INDEX staff_roles_by_store ON platform.staff_roles USING btree (store_id);

create table platform.store_hosts (
  host text not null,
  store_id uuid not null,
  is_primary boolean not null,
  created_at timestamp(3) with time zone not null,
  constraint store_hosts_pkey PRIMARY KEY (host),
  constraint store_hosts_host_check CHECK ((host = lower(host))),
  constraint store_hosts_store_id_fkey FOREIGN KEY (store_id) REFERENCES platform.stores(id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX store_hosts_one_primary ON platform.store_hosts USING btree (store_id) WHERE is_primary;

create table platform.store_migrations (
  schema_name text not null,
  file text not null,
  sha256 text not null,
  applied_at timestamp(3) with time zone not null default now(),
  constraint store_migrations_pkey PRIMARY KEY (schema_name, file)
);

create table platform.stores (
  id uuid not null,
  key text not null,
  name text not null,
  client_id uuid not null,
  product_id uuid not null,
  schema_name text not null,
  suspended_at timestamp(3) with time zone,
  suspended_reason text,
  removal_requested_at timestamp(3) with time zone,
  removal_reason text,
  exported_at timestamp(3) with time zone,
  first_sale_at timestamp(3) with time zone,
  state text not null generated always as (
CASE
    WHEN (removal_requested_at IS NOT NULL) THEN 'removing'::text
    WHEN (suspended_at IS NOT NULL) THEN 'suspended'::text
    ELSE 'active'::text
END) stored,
  time_zone text not null,
  currency text not null,
  locale text not null,
  created_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint stores_pkey PRIMARY KEY (id),
  constraint stores_key_key UNIQUE (key),
  constraint stores_of_client UNIQUE (id, client_id),
  constraint stores_schema_name_key UNIQUE (schema_name),
  constraint stores_check CHECK (((suspended_at IS NULL) = (suspended_reason IS NULL))),
  constraint stores_check1 CHECK (((removal_requested_at IS NULL) = (removal_reason IS NULL))),
  constraint stores_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint stores_schema_name_check CHECK ((schema_name ~ '^s_[a-z0-9_]{1,48}$'::text)),
  constraint stores_client_id_fkey FOREIGN KEY (client_id) REFERENCES platform.clients(id) ON DELETE RESTRICT,
  constraint stores_product_id_fkey FOREIGN KEY (product_id) REFERENCES platform.products(id) ON DELETE RESTRICT
);

CREATE INDEX stores_by_client ON platform.stores USING btree (client_id);

create table platform.vendor_accounts (
  id uuid not null,
  client_id uuid not null,
  name text not null,
  adapter text not null,
  connection jsonb not null,
  secret_keys bytea not null,
  key_hints jsonb not null,
  keys_changed_at timestamp(3) with time zone not null,
  hold_seconds integer,
  per_minute integer,
  per_day integer,
  checkout_share integer not null,
  hold_share integer not null,
  granted_classes text[],
  classes_heard_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint vendor_accounts_pkey PRIMARY KEY (id),
  constraint vendor_accounts_of_client UNIQUE (id, client_id),
  constraint vendor_accounts_adapter_check CHECK ((adapter ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
  constraint vendor_accounts_check CHECK (((checkout_share + hold_share) <= 95)),
  constraint vendor_accounts_check1 CHECK (((granted_classes IS NULL) = (classes_heard_at IS NULL))),
  constraint vendor_accounts_checkout_share_check CHECK (((checkout_share >= 0) AND (checkout_share <= 90))),
  constraint vendor_accounts_hold_seconds_check CHECK (((hold_seconds >= 30) AND (hold_seconds <= 86400))),
  constraint vendor_accounts_hold_share_check CHECK (((hold_share >= 0) AND (hold_share <= 90))),
  constraint vendor_accounts_per_day_check CHECK ((per_day >= 1)),
  constraint vendor_accounts_per_minute_check CHECK ((per_minute >= 1)),
  constraint vendor_accounts_client_id_fkey FOREIGN KEY (client_id) REFERENCES platform.clients(id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX vendor_accounts_by_name ON platform.vendor_accounts USING btree (client_id, lower(name));

create table platform.vendor_connections (
  store_id uuid not null,
  client_id uuid not null,
  account_id uuid not null,
  connected_at timestamp(3) with time zone not null,
  connected_by text not null,
  calls_dropped integer not null default 0,
  version integer not null default 1,
  bound_at timestamp(3) with time zone,
  constraint vendor_connections_pkey PRIMARY KEY (store_id),
  constraint vendor_connections_of_client FOREIGN KEY (account_id, client_id) REFERENCES platform.vendor_accounts(id, client_id) ON DELETE RESTRICT,
  constraint vendor_connections_store_id_client_id_fkey FOREIGN KEY (store_id, client_id) REFERENCES platform.stores(id, client_id) ON DELETE CASCADE
);

CREATE INDEX vendor_connections_by_account ON platform.vendor_connections USING btree (account_id);

create table platform.vendor_line (
  account_id uuid not null,
  rank integer not null,
  key text not null,
  number bigint not null generated always as identity,
  joined_at timestamp(3) with time zone not null,
  lapses_at timestamp(3) with time zone not null,
  constraint vendor_line_pkey PRIMARY KEY (account_id, rank, key),
  constraint vendor_line_rank_check CHECK (((rank >= 0) AND (rank <= 2))),
  constraint vendor_line_account_id_fkey FOREIGN KEY (account_id) REFERENCES platform.vendor_accounts(id) ON DELETE CASCADE
);

CREATE INDEX vendor_line_by_lapse ON platform.vendor_line USING btree (lapses_at);

CREATE INDEX vendor_line_in_order ON platform.vendor_line USING btree (account_id, rank, number);

create table platform.vendor_usage (
  account_id uuid not null,
  spent jsonb not null,
  waiting_count integer not null default 0,
  refusing_until timestamp(3) with time zone,
  constraint vendor_usage_pkey PRIMARY KEY (account_id),
  constraint vendor_usage_waiting_count_check CHECK ((waiting_count >= 0)),
  constraint vendor_usage_account_id_fkey FOREIGN KEY (account_id) REFERENCES platform.vendor_accounts(id) ON DELETE CASCADE
);

create table platform.workers (
  id text not null,
  seen_at timestamp(3) with time zone not null,
  constraint workers_pkey PRIMARY KEY (id)
);
