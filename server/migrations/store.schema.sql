-- What the migrations add up to. Made by `npm run schema:dump`; do not edit.

create table store.activations (
  id uuid not null,
  program_id uuid not null,
  release_id uuid not null,
  plan_id uuid,
  starts_at timestamp(3) with time zone not null,
  ends_at timestamp(3) with time zone,
  constraint activations_pkey PRIMARY KEY (id),
  constraint activations_one_active EXCLUDE USING gist (tstzrange(starts_at, ends_at) WITH &&),
  constraint activations_check CHECK ((ends_at > starts_at)),
  constraint activations_program_id_fkey FOREIGN KEY (program_id) REFERENCES store.programs(id) ON DELETE RESTRICT,
  constraint activations_release_id_fkey FOREIGN KEY (release_id) REFERENCES store.releases(id) ON DELETE RESTRICT
);

create table store.audit_entries (
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
  before jsonb,
  after jsonb,
  reason text,
  constraint audit_entries_pkey PRIMARY KEY (id),
  constraint audit_entries_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['anonymous'::text, 'staff'::text, 'api_key'::text, 'system'::text])))
);

CREATE INDEX audit_entries_by_actor ON store.audit_entries USING btree (actor_id, at DESC, id DESC);

CREATE INDEX audit_entries_by_subject ON store.audit_entries USING btree (subject_id, at DESC, id DESC);

CREATE INDEX audit_entries_newest ON store.audit_entries USING btree (at DESC, id DESC);

create table store.cart_events (
  cart_id uuid not null,
  event_code text not null,
  suite_id uuid,
  sort_order integer not null,
  reserved_seats integer not null,
  chosen_at timestamp(3) with time zone not null,
  constraint cart_events_pkey PRIMARY KEY (cart_id, event_code),
  constraint cart_events_reserved_seats_check CHECK ((reserved_seats >= 0)),
  constraint cart_events_cart_id_fkey FOREIGN KEY (cart_id) REFERENCES store.carts(id) ON DELETE CASCADE
);

CREATE INDEX cart_events_by_event ON store.cart_events USING btree (event_code);

create table store.cart_seats (
  cart_id uuid not null,
  event_code text not null,
  section_name text not null,
  row_name text not null,
  seat_number integer not null,
  class_name text not null,
  price_code text not null,
  ticket_type_code text not null,
  amount_cents integer not null,
  suite_id uuid,
  add_on_id uuid,
  add_on_for text,
  held_at timestamp(3) with time zone not null,
  constraint cart_seats_pkey PRIMARY KEY (event_code, section_name, row_name, seat_number),
  constraint cart_seats_amount_cents_check CHECK ((amount_cents >= 0)),
  constraint cart_seats_cart_id_fkey FOREIGN KEY (cart_id) REFERENCES store.carts(id) ON DELETE CASCADE
);

CREATE INDEX cart_seats_by_cart ON store.cart_seats USING btree (cart_id);

create table store.carts (
  id uuid not null,
  token_hash bytea not null,
  fan_id uuid,
  state text not null,
  end_reason text,
  program_id uuid not null,
  release_id uuid not null,
  for_order_id uuid,
  order_id uuid,
  pack_id uuid,
  package_id uuid,
  party_size integer not null,
  accessible_seats integer not null,
  add_ons jsonb not null,
  account_groups text[] not null,
  vendor_cart_ref uuid not null,
  expires_at timestamp(3) with time zone,
  notices jsonb not null,
  lease_token uuid,
  lease_until timestamp(3) with time zone,
  is_unsettled boolean not null,
  version integer not null default 1,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  held_from bytea,
  constraint carts_pkey PRIMARY KEY (id),
  constraint carts_order_id_key UNIQUE (order_id),
  constraint carts_token_hash_key UNIQUE (token_hash),
  constraint carts_vendor_cart_ref_key UNIQUE (vendor_cart_ref),
  constraint carts_accessible_seats_check CHECK ((accessible_seats >= 0)),
  constraint carts_check CHECK (((state = ANY (ARRAY['bought'::text, 'ended'::text])) = (ended_at IS NOT NULL))),
  constraint carts_check1 CHECK (((state = 'bought'::text) = (order_id IS NOT NULL))),
  constraint carts_check2 CHECK (((lease_token IS NULL) = (lease_until IS NULL))),
  constraint carts_end_reason_check CHECK ((end_reason = ANY (ARRAY['left'::text, 'expired'::text, 'replaced'::text]))),
  constraint carts_party_size_check CHECK ((party_size >= 1)),
  constraint carts_state_check CHECK ((state = ANY (ARRAY['choosing'::text, 'holding'::text, 'paying'::text, 'bought'::text, 'ended'::text]))),
  constraint carts_fan_id_fkey FOREIGN KEY (fan_id) REFERENCES store.fans(id) ON DELETE RESTRICT,
  constraint carts_program_id_fkey FOREIGN KEY (program_id) REFERENCES store.programs(id) ON DELETE RESTRICT,
  constraint carts_release_id_fkey FOREIGN KEY (release_id) REFERENCES store.releases(id) ON DELETE RESTRICT
);

CREATE INDEX carts_by_creation ON store.carts USING btree (created_at);

CREATE INDEX carts_counted_by_fan ON store.carts USING btree (fan_id) WHERE (state = ANY (ARRAY['holding'::text, 'paying'::text, 'bought'::text]));

CREATE INDEX carts_held_from ON store.carts USING btree (held_from) WHERE (held_from IS NOT NULL);

CREATE INDEX carts_live_by_fan ON store.carts USING btree (fan_id) WHERE (state = ANY (ARRAY['choosing'::text, 'holding'::text, 'paying'::text]));

CREATE INDEX carts_live_by_update ON store.carts USING btree (updated_at) WHERE (state = ANY (ARRAY['choosing'::text, 'holding'::text, 'paying'::text]));

CREATE INDEX carts_of_fan ON store.carts USING btree (fan_id, created_at DESC, id DESC) WHERE (fan_id IS NOT NULL);

create table store.categories (
  id uuid not null,
  name text not null,
  sort_order integer not null,
  constraint categories_pkey PRIMARY KEY (id),
  constraint categories_name_key UNIQUE (name) DEFERRABLE INITIALLY DEFERRED
);

create table store.category_list (
  id smallint not null,
  version integer not null,
  constraint category_list_pkey PRIMARY KEY (id),
  constraint category_list_id_check CHECK ((id = 1))
);

create table store.check_runs (
  id uuid not null,
  program_id uuid not null,
  at timestamp(3) with time zone not null,
  for_instant timestamp(3) with time zone not null,
  cause text not null,
  reports jsonb not null,
  error_count integer not null,
  warning_count integer not null,
  constraint check_runs_pkey PRIMARY KEY (id),
  constraint check_runs_cause_check CHECK ((cause = ANY (ARRAY['publish'::text, 'change'::text, 'plan'::text]))),
  constraint check_runs_program_id_fkey FOREIGN KEY (program_id) REFERENCES store.programs(id) ON DELETE CASCADE
);

CREATE INDEX check_runs_newest ON store.check_runs USING btree (program_id, at DESC);

create table store.event_categories (
  event_id uuid not null,
  category_id uuid not null,
  constraint event_categories_pkey PRIMARY KEY (event_id, category_id),
  constraint event_categories_category_id_fkey FOREIGN KEY (category_id) REFERENCES store.categories(id) ON DELETE RESTRICT,
  constraint event_categories_event_id_fkey FOREIGN KEY (event_id) REFERENCES store.events(id) ON DELETE CASCADE
);

CREATE INDEX event_categories_by_category ON store.event_categories USING btree (category_id);

create table store.event_imports (
  event_id uuid not null,
  said jsonb not null,
  base jsonb not null,
  manifest text not null,
  item_sets text[] not null,
  venue_name text not null,
  category text,
  capacity integer,
  is_cancelled boolean not null,
  is_listed boolean not null,
  asked_at timestamp(3) with time zone not null,
  constraint event_imports_pkey PRIMARY KEY (event_id),
  constraint event_imports_event_id_fkey FOREIGN KEY (event_id) REFERENCES store.events(id) ON DELETE CASCADE
);

create table store.event_inventory (
  event_code text not null,
  read_at timestamp(3) with time zone,
  revision bigint not null,
  detail_read_at timestamp(3) with time zone,
  summary_hash text,
  prices_hash text,
  prices_revision bigint not null default 0,
  counts jsonb not null default '[]'::jsonb,
  seat_count integer not null default 0,
  vendor_state text not null default 'listed'::text,
  vendor_state_at timestamp(3) with time zone,
  is_offered boolean not null default false,
  next_due_at timestamp(3) with time zone,
  cadence_seconds integer,
  lease_id uuid,
  lease_until timestamp(3) with time zone,
  wanted_by uuid,
  is_full_wanted boolean not null default false,
  stale_sections text[] not null default '{}'::text[],
  stale_at timestamp(3) with time zone,
  activity_at timestamp(3) with time zone,
  failing_since timestamp(3) with time zone,
  failed_at timestamp(3) with time zone,
  failure_kind text,
  failure_detail text,
  failure_count integer not null default 0,
  findings jsonb not null default '[]'::jsonb,
  sold_meanwhile jsonb not null default '[]'::jsonb,
  constraint event_inventory_pkey PRIMARY KEY (event_code),
  constraint event_inventory_cadence_seconds_check CHECK ((cadence_seconds > 0)),
  constraint event_inventory_check CHECK (((lease_id IS NULL) = (lease_until IS NULL))),
  constraint event_inventory_check1 CHECK (((failing_since IS NULL) = (failure_kind IS NULL))),
  constraint event_inventory_failure_kind_check CHECK ((failure_kind = ANY (ARRAY['refused'::text, 'unavailable'::text, 'unknown'::text, 'setup'::text, 'unreadable'::text]))),
  constraint event_inventory_seat_count_check CHECK ((seat_count >= 0)),
  constraint event_inventory_vendor_state_check CHECK ((vendor_state = ANY (ARRAY['listed'::text, 'cancelled'::text, 'missing'::text])))
);

create table store.event_sections (
  event_code text not null,
  section_name text not null,
  runs text not null,
  counts jsonb not null,
  seat_count integer not null,
  hash text not null,
  revision bigint not null,
  changed_at timestamp(3) with time zone not null,
  constraint event_sections_pkey PRIMARY KEY (event_code, section_name),
  constraint event_sections_seat_count_check CHECK ((seat_count >= 0)),
  constraint event_sections_event_code_fkey FOREIGN KEY (event_code) REFERENCES store.event_inventory(event_code) ON DELETE CASCADE
);

CREATE INDEX event_sections_by_name ON store.event_sections USING btree (section_name);

create table store.events (
  id uuid not null,
  code text not null,
  name text not null,
  state text not null,
  venue_id uuid,
  opponent text,
  description jsonb not null,
  image jsonb,
  date_state text not null,
  local_date date,
  time_state text not null,
  local_time text,
  starts_at timestamp(3) with time zone,
  estimated_at timestamp(3) with time zone,
  sorts_at timestamp(3) with time zone,
  on_sale_at timestamp(3) with time zone,
  off_sale_at timestamp(3) with time zone,
  is_featured boolean not null,
  min_seats integer not null,
  max_seats integer,
  published_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint events_pkey PRIMARY KEY (id),
  constraint events_code_key UNIQUE (code),
  constraint events_check CHECK (((state <> 'published'::text) OR (venue_id IS NOT NULL))),
  constraint events_check1 CHECK (((state = 'published'::text) = (published_at IS NOT NULL))),
  constraint events_check2 CHECK (((date_state = 'set'::text) = (local_date IS NOT NULL))),
  constraint events_check3 CHECK (((time_state = 'set'::text) = (local_time IS NOT NULL))),
  constraint events_check4 CHECK (((starts_at IS NOT NULL) = ((date_state = 'set'::text) AND (time_state = 'set'::text) AND (venue_id IS NOT NULL)))),
  constraint events_check5 CHECK ((off_sale_at > on_sale_at)),
  constraint events_check6 CHECK ((max_seats >= min_seats)),
  constraint events_date_state_check CHECK ((date_state = ANY (ARRAY['set'::text, 'tbd'::text, 'tba'::text]))),
  constraint events_local_time_check CHECK ((local_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  constraint events_min_seats_check CHECK ((min_seats >= 1)),
  constraint events_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'archived'::text]))),
  constraint events_time_state_check CHECK ((time_state = ANY (ARRAY['set'::text, 'tbd'::text, 'tba'::text]))),
  constraint events_venue_id_fkey FOREIGN KEY (venue_id) REFERENCES store.venues(id) ON DELETE RESTRICT
);

CREATE INDEX events_by_place ON store.events USING btree (COALESCE(sorts_at, 'infinity'::timestamp with time zone), id);

CREATE INDEX events_by_venue ON store.events USING btree (venue_id);

create table store.fan_codes (
  email text not null,
  id uuid not null,
  code_hash bytea not null,
  created_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  mailed_at timestamp(3) with time zone,
  tries integer not null,
  constraint fan_codes_pkey PRIMARY KEY (email),
  constraint fan_codes_tries_check CHECK ((tries >= 0))
);

create table store.fan_groups (
  fan_id uuid not null,
  account_group text not null,
  constraint fan_groups_pkey PRIMARY KEY (fan_id, account_group),
  constraint fan_groups_fan_id_fkey FOREIGN KEY (fan_id) REFERENCES store.fans(id) ON DELETE CASCADE
);

CREATE INDEX fan_groups_by_group ON store.fan_groups USING btree (account_group);

create table store.fan_sessions (
  id uuid not null,
  fan_id uuid not null,
  token_hash bytea not null,
  created_at timestamp(3) with time zone not null,
  seen_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  constraint fan_sessions_pkey PRIMARY KEY (id),
  constraint fan_sessions_token_hash_key UNIQUE (token_hash),
  constraint fan_sessions_fan_id_fkey FOREIGN KEY (fan_id) REFERENCES store.fans(id) ON DELETE CASCADE
);

CREATE INDEX fan_sessions_by_fan ON store.fan_sessions USING btree (fan_id);

create table store.fans (
  id uuid not null,
  vendor_account_id text not null,
  email text not null,
  name text not null,
  created_at timestamp(3) with time zone not null,
  constraint fans_pkey PRIMARY KEY (id),
  constraint fans_vendor_account_id_key UNIQUE (vendor_account_id)
);

create table store.hold_addresses (
  address_hash bytea not null,
  seen_at timestamp(3) with time zone not null,
  constraint hold_addresses_pkey PRIMARY KEY (address_hash)
);

create table store.insight_days (
  on_day date not null,
  time_zone text not null,
  counted_at timestamp(3) with time zone not null,
  constraint insight_days_pkey PRIMARY KEY (on_day)
);

create table store.insight_figures (
  on_day date not null,
  place integer not null,
  scope text not null,
  program_id uuid not null,
  choice_id uuid,
  tier_id uuid,
  event_code text,
  chosen integer not null,
  held integer not null,
  paying integer not null,
  bought integer not null,
  open integer not null,
  never_held integer not null,
  refused integer not null,
  expired integer not null,
  let_go integer not null,
  not_paid integer not null,
  unfinished_seats integer not null,
  orders integer not null,
  seats integer not null,
  add_on_seats integer not null,
  gross_cents bigint not null,
  refunded_seats integer not null,
  refunded_cents bigint not null,
  fees_cents bigint not null,
  seats_gone integer not null,
  constraint insight_figures_pkey PRIMARY KEY (on_day, place),
  constraint insight_figures_place_check CHECK ((place >= 1)),
  constraint insight_figures_scope_check CHECK ((scope = ANY (ARRAY['choice'::text, 'tier'::text, 'event'::text]))),
  constraint insight_figures_on_day_fkey FOREIGN KEY (on_day) REFERENCES store.insight_days(on_day) ON DELETE CASCADE,
  constraint insight_figures_program_id_fkey FOREIGN KEY (program_id) REFERENCES store.programs(id) ON DELETE RESTRICT
);

create table store.insight_trails (
  cart_id uuid not null,
  event_code text not null,
  held_at timestamp(3) with time zone,
  lost_at timestamp(3) with time zone,
  refused_at timestamp(3) with time zone,
  noted_at timestamp(3) with time zone not null,
  gone_at timestamp(3) with time zone,
  constraint insight_trails_pkey PRIMARY KEY (cart_id, event_code),
  constraint insight_trails_cart_id_fkey FOREIGN KEY (cart_id) REFERENCES store.carts(id) ON DELETE CASCADE
);

create table store.insight_views (
  on_day date not null,
  program_id uuid not null,
  part_id uuid not null,
  step text not null,
  view_count bigint not null,
  constraint insight_views_pkey PRIMARY KEY (on_day, program_id, part_id, step),
  constraint insight_views_step_check CHECK ((step = ANY (ARRAY['offer'::text, 'choice'::text, 'seats'::text, 'review'::text]))),
  constraint insight_views_view_count_check CHECK ((view_count >= 0)),
  constraint insight_views_program_id_fkey FOREIGN KEY (program_id) REFERENCES store.programs(id) ON DELETE RESTRICT
);

create table store.inventory_state (
  id smallint not null,
  planned_at timestamp(3) with time zone,
  listed_at timestamp(3) with time zone,
  pruned_at timestamp(3) with time zone,
  requests_per_100_calls integer not null default 100,
  detail_seconds integer not null default 21600,
  constraint inventory_state_pkey PRIMARY KEY (id),
  constraint inventory_state_detail_seconds_check CHECK ((detail_seconds > 0)),
  constraint inventory_state_id_check CHECK ((id = 1)),
  constraint inventory_state_requests_per_100_calls_check CHECK ((requests_per_100_calls >= 100))
);

create table store.lifecycle_state (
  id smallint not null,
  schedule jsonb not null,
  last_act_at timestamp(3) with time zone not null,
  revision integer not null,
  constraint lifecycle_state_pkey PRIMARY KEY (id),
  constraint lifecycle_state_id_check CHECK ((id = 1))
);

create table store.order_seats (
  order_id uuid not null,
  event_code text not null,
  section_name text not null,
  row_name text not null,
  seat_number integer not null,
  class_name text not null,
  price_code text not null,
  ticket_type_code text not null,
  amount_cents integer not null,
  suite_id uuid,
  add_on_id uuid,
  status text not null,
  constraint order_seats_pkey PRIMARY KEY (order_id, event_code, section_name, row_name, seat_number),
  constraint order_seats_amount_cents_check CHECK ((amount_cents >= 0)),
  constraint order_seats_status_check CHECK ((status = ANY (ARRAY['sold'::text, 'refunded'::text, 'cancelled'::text]))),
  constraint order_seats_order_id_fkey FOREIGN KEY (order_id) REFERENCES store.orders(id) ON DELETE RESTRICT
);

CREATE UNIQUE INDEX order_seats_sold_once ON store.order_seats USING btree (event_code, section_name, row_name, seat_number) WHERE (status = 'sold'::text);

create table store.orders (
  id uuid not null,
  number text not null,
  purchase_id uuid not null,
  cart_id uuid not null,
  fan_id uuid not null,
  for_order_id uuid,
  program_id uuid not null,
  release_id uuid not null,
  pack_id uuid,
  package_id uuid,
  vendor_order_number text not null,
  vendor_account_id text not null,
  total_cents integer not null,
  fees_cents integer not null,
  currency text not null,
  content jsonb not null,
  tickets jsonb,
  attention text,
  sold_at timestamp(3) with time zone not null,
  checked_at timestamp(3) with time zone not null,
  watched_until timestamp(3) with time zone not null,
  mailed_at timestamp(3) with time zone,
  has_left_copy boolean not null default false,
  constraint orders_pkey PRIMARY KEY (id),
  constraint orders_cart_id_key UNIQUE (cart_id),
  constraint orders_number_key UNIQUE (number),
  constraint orders_purchase_id_key UNIQUE (purchase_id),
  constraint orders_vendor_order_number_key UNIQUE (vendor_order_number),
  constraint orders_fees_cents_check CHECK ((fees_cents >= 0)),
  constraint orders_total_cents_check CHECK ((total_cents >= 0)),
  constraint orders_cart_id_fkey FOREIGN KEY (cart_id) REFERENCES store.carts(id) ON DELETE RESTRICT,
  constraint orders_fan_id_fkey FOREIGN KEY (fan_id) REFERENCES store.fans(id) ON DELETE RESTRICT,
  constraint orders_for_order_id_fkey FOREIGN KEY (for_order_id) REFERENCES store.orders(id) ON DELETE RESTRICT,
  constraint orders_program_id_fkey FOREIGN KEY (program_id) REFERENCES store.programs(id) ON DELETE RESTRICT,
  constraint orders_purchase_id_fkey FOREIGN KEY (purchase_id) REFERENCES store.purchases(id) ON DELETE RESTRICT,
  constraint orders_release_id_fkey FOREIGN KEY (release_id) REFERENCES store.releases(id) ON DELETE RESTRICT
);

CREATE INDEX orders_added ON store.orders USING btree (for_order_id) WHERE (for_order_id IS NOT NULL);

CREATE INDEX orders_by_fan ON store.orders USING btree (fan_id, sold_at DESC);

CREATE INDEX orders_by_program ON store.orders USING btree (program_id, sold_at);

CREATE INDEX orders_newest ON store.orders USING btree (sold_at DESC, id DESC);

CREATE INDEX orders_still_in_copy ON store.orders USING btree (sold_at, id) WHERE (NOT has_left_copy);

CREATE INDEX orders_to_check ON store.orders USING btree (checked_at, watched_until);

create table store.outbox (
  id bigint not null generated always as identity,
  at timestamp(3) with time zone not null,
  kind text not null,
  payload jsonb not null,
  constraint outbox_pkey PRIMARY KEY (id)
);

create table store.pricing_rules (
  program_id uuid not null,
  id uuid not null,
  sort_order integer not null,
  name text not null,
  priority integer,
  is_on boolean not null,
  conditions jsonb not null,
  rows jsonb not null,
  suite_rows jsonb not null,
  constraint pricing_rules_pkey PRIMARY KEY (program_id, id),
  constraint pricing_rules_priority_check CHECK ((priority >= 0)),
  constraint pricing_rules_program_id_fkey FOREIGN KEY (program_id) REFERENCES store.programs(id) ON DELETE CASCADE
);

create table store.pricing_stages (
  program_id uuid not null,
  version integer not null,
  updated_at timestamp(3) with time zone not null,
  updated_by text not null,
  constraint pricing_stages_pkey PRIMARY KEY (program_id),
  constraint pricing_stages_program_id_fkey FOREIGN KEY (program_id) REFERENCES store.programs(id) ON DELETE CASCADE
);

create table store.program_presence (
  page_id uuid not null,
  program_id uuid not null,
  actor_id uuid not null,
  name text not null,
  place text not null,
  since timestamp(3) with time zone not null,
  seen_at timestamp(3) with time zone not null,
  constraint program_presence_pkey PRIMARY KEY (page_id),
  constraint program_presence_program_id_fkey FOREIGN KEY (program_id) REFERENCES store.programs(id) ON DELETE CASCADE
);

CREATE INDEX program_presence_by_program ON store.program_presence USING btree (program_id);

CREATE INDEX program_presence_by_seen ON store.program_presence USING btree (seen_at);

create table store.program_stages (
  program_id uuid not null,
  stage text not null,
  version integer not null,
  content jsonb not null,
  updated_at timestamp(3) with time zone not null,
  updated_by text not null,
  constraint program_stages_pkey PRIMARY KEY (program_id, stage),
  constraint program_stages_stage_check CHECK ((stage = ANY (ARRAY['definition'::text, 'events'::text, 'packs'::text, 'packages'::text, 'suites'::text, 'access'::text, 'presentation'::text, 'add_ons'::text]))),
  constraint program_stages_program_id_fkey FOREIGN KEY (program_id) REFERENCES store.programs(id) ON DELETE CASCADE
);

create table store.programs (
  id uuid not null,
  name text not null,
  state text not null,
  copied_from uuid,
  created_at timestamp(3) with time zone not null,
  created_by text not null,
  version integer not null,
  constraint programs_pkey PRIMARY KEY (id),
  constraint programs_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'archived'::text]))),
  constraint programs_copied_from_fkey FOREIGN KEY (copied_from) REFERENCES store.programs(id) ON DELETE SET NULL
);

CREATE UNIQUE INDEX programs_by_name ON store.programs USING btree (lower(name)) WHERE (state <> 'archived'::text);

CREATE INDEX programs_newest ON store.programs USING btree (created_at DESC, id DESC);

create table store.purchases (
  id uuid not null,
  cart_id uuid not null,
  fan_id uuid not null,
  idempotency_key text not null,
  body_hash bytea not null,
  state text not null,
  vendor_account_id text not null,
  vendor_cart_ref uuid not null,
  release_id uuid not null,
  agreed_cents integer not null,
  fees_cents integer,
  content jsonb not null,
  steps jsonb not null,
  failure jsonb,
  order_id uuid,
  lease_token uuid,
  lease_until timestamp(3) with time zone,
  asks integer not null default 0,
  next_ask_at timestamp(3) with time zone,
  started_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  constraint purchases_pkey PRIMARY KEY (id),
  constraint purchases_fan_id_idempotency_key_key UNIQUE (fan_id, idempotency_key),
  constraint purchases_agreed_cents_check CHECK ((agreed_cents >= 0)),
  constraint purchases_check CHECK (((state = ANY (ARRAY['sold'::text, 'failed'::text])) = (ended_at IS NOT NULL))),
  constraint purchases_check1 CHECK (((state = 'sold'::text) = (order_id IS NOT NULL))),
  constraint purchases_state_check CHECK ((state = ANY (ARRAY['comparing'::text, 'paying'::text, 'unknown'::text, 'sold'::text, 'failed'::text]))),
  constraint purchases_cart_id_fkey FOREIGN KEY (cart_id) REFERENCES store.carts(id) ON DELETE RESTRICT,
  constraint purchases_fan_id_fkey FOREIGN KEY (fan_id) REFERENCES store.fans(id) ON DELETE RESTRICT,
  constraint purchases_release_id_fkey FOREIGN KEY (release_id) REFERENCES store.releases(id) ON DELETE RESTRICT
);

CREATE INDEX purchases_newest ON store.purchases USING btree (started_at DESC, id DESC);

CREATE UNIQUE INDEX purchases_one_live ON store.purchases USING btree (cart_id) WHERE (state = ANY (ARRAY['comparing'::text, 'paying'::text, 'unknown'::text]));

CREATE INDEX purchases_unfinished ON store.purchases USING btree (lease_until) WHERE (state = ANY (ARRAY['comparing'::text, 'paying'::text, 'unknown'::text]));

create table store.releases (
  id uuid not null,
  program_id uuid not null,
  number integer not null,
  content jsonb not null,
  content_hash text not null,
  reports jsonb not null,
  accepted jsonb not null,
  published_at timestamp(3) with time zone not null,
  published_by text not null,
  constraint releases_pkey PRIMARY KEY (id),
  constraint releases_program_id_number_key UNIQUE (program_id, number),
  constraint releases_number_check CHECK ((number >= 1)),
  constraint releases_program_id_fkey FOREIGN KEY (program_id) REFERENCES store.programs(id) ON DELETE RESTRICT
);

create table store.settings (
  name text not null,
  value jsonb not null,
  version integer not null,
  constraint settings_pkey PRIMARY KEY (name)
);

create table store.settings_history (
  id uuid not null,
  name text not null,
  version integer not null,
  at timestamp(3) with time zone not null,
  actor_name text not null,
  before jsonb,
  after jsonb not null,
  reason text,
  restored_version integer,
  constraint settings_history_pkey PRIMARY KEY (id),
  constraint settings_history_name_version_key UNIQUE (name, version)
);

create table store.suite_seats (
  suite_id uuid not null,
  venue_id uuid not null,
  is_archived boolean not null,
  section_name text not null,
  row_name text not null,
  first_seat integer not null,
  last_seat integer not null,
  is_overflow boolean not null,
  constraint suite_seats_pkey PRIMARY KEY (suite_id, section_name, row_name, first_seat),
  constraint suite_seats_in_one_suite EXCLUDE USING gist (venue_id WITH =, section_name WITH =, row_name WITH =, int4range(first_seat, last_seat, '[]'::text) WITH &&) WHERE ((NOT is_archived)),
  constraint suite_seats_check CHECK ((last_seat >= first_seat)),
  constraint suite_seats_first_seat_check CHECK ((first_seat >= 0)),
  constraint suite_seats_suite_id_venue_id_is_archived_fkey FOREIGN KEY (suite_id, venue_id, is_archived) REFERENCES store.suites(id, venue_id, is_archived) ON UPDATE CASCADE ON DELETE CASCADE,
  constraint suite_seats_venue_id_section_name_fkey FOREIGN KEY (venue_id, section_name) REFERENCES store.venue_sections(venue_id, section_name) ON DELETE RESTRICT
);

CREATE INDEX suite_seats_by_section ON store.suite_seats USING btree (venue_id, section_name);

create table store.suite_types (
  id uuid not null,
  name text not null,
  description jsonb not null,
  image jsonb,
  created_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint suite_types_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX suite_types_by_name ON store.suite_types USING btree (lower(name));

create table store.suites (
  id uuid not null,
  venue_id uuid not null,
  name text not null,
  suite_type_id uuid,
  description jsonb not null,
  image jsonb,
  partial_sizes integer[] not null,
  is_archived boolean not null,
  created_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint suites_pkey PRIMARY KEY (id),
  constraint suites_id_venue_id_is_archived_key UNIQUE (id, venue_id, is_archived),
  constraint suites_suite_type_id_fkey FOREIGN KEY (suite_type_id) REFERENCES store.suite_types(id) ON DELETE RESTRICT,
  constraint suites_venue_id_fkey FOREIGN KEY (venue_id) REFERENCES store.venues(id) ON DELETE RESTRICT
);

CREATE UNIQUE INDEX suites_by_name ON store.suites USING btree (venue_id, lower(name)) WHERE (NOT is_archived);

CREATE INDEX suites_by_type ON store.suites USING btree (suite_type_id);

create table store.switch_acts (
  id uuid not null,
  number integer not null,
  at timestamp(3) with time zone not null,
  kind text not null,
  actor_kind text not null,
  actor_id text,
  actor_name text not null,
  reason text,
  program_id uuid,
  plan_id uuid,
  schedule_before jsonb not null,
  schedule_after jsonb not null,
  findings jsonb not null,
  is_override boolean not null,
  request_id text not null,
  constraint switch_acts_pkey PRIMARY KEY (id),
  constraint switch_acts_number_key UNIQUE (number),
  constraint switch_acts_kind_check CHECK ((kind = ANY (ARRAY['now'::text, 'plan'::text, 'change'::text, 'cancel'::text, 'hold'::text, 'release_hold'::text, 'undo'::text, 'republish'::text, 'close'::text]))),
  constraint switch_acts_number_check CHECK ((number >= 1)),
  constraint switch_acts_program_id_fkey FOREIGN KEY (program_id) REFERENCES store.programs(id) ON DELETE RESTRICT
);

create table store.sync_results (
  run_id uuid not null,
  event_code text not null,
  at timestamp(3) with time zone not null,
  outcome text not null,
  revision bigint not null,
  seats_before integer not null,
  seats_after integer not null,
  sections jsonb not null,
  prices jsonb not null,
  failure text,
  findings jsonb not null,
  constraint sync_results_pkey PRIMARY KEY (run_id, event_code),
  constraint sync_results_outcome_check CHECK ((outcome = ANY (ARRAY['changed'::text, 'unchanged'::text, 'failed'::text, 'cancelled'::text, 'missing'::text]))),
  constraint sync_results_run_id_fkey FOREIGN KEY (run_id) REFERENCES store.sync_runs(id) ON DELETE CASCADE
);

CREATE INDEX sync_results_by_event ON store.sync_results USING btree (event_code, at DESC, run_id DESC);

create table store.sync_runs (
  id uuid not null,
  cause text not null,
  asked_by text not null,
  is_full boolean not null,
  state text not null,
  started_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  ended_by text,
  waiting_until timestamp(3) with time zone,
  event_count integer not null,
  unchanged_count integer not null,
  changed_count integer not null,
  failed_count integer not null,
  sections_written integer not null,
  sections_unchanged integer not null,
  prices_written integer not null,
  summary_calls integer not null,
  detail_calls integer not null,
  finding_count integer not null,
  constraint sync_runs_pkey PRIMARY KEY (id),
  constraint sync_runs_cause_check CHECK ((cause = ANY (ARRAY['schedule'::text, 'staff'::text]))),
  constraint sync_runs_check CHECK (((state = 'running'::text) = (ended_at IS NULL))),
  constraint sync_runs_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'cancelled'::text])))
);

CREATE INDEX sync_runs_newest ON store.sync_runs USING btree (started_at DESC, id DESC);

CREATE UNIQUE INDEX sync_runs_one_asked_for ON store.sync_runs USING btree (cause) WHERE ((cause = 'staff'::text) AND (state = 'running'::text));

create table store.vendor_calls (
  id uuid not null,
  operation text not null,
  purpose text not null,
  event_code text,
  started_at timestamp(3) with time zone not null,
  duration_ms integer not null,
  attempt_count integer not null,
  poll_count integer not null,
  outcome text not null,
  detail text,
  constraint vendor_calls_pkey PRIMARY KEY (id),
  constraint vendor_calls_attempt_count_check CHECK ((attempt_count >= 0)),
  constraint vendor_calls_duration_ms_check CHECK ((duration_ms >= 0)),
  constraint vendor_calls_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text, 'busy'::text, 'unavailable'::text, 'unknown'::text, 'setup'::text]))),
  constraint vendor_calls_poll_count_check CHECK ((poll_count >= 0)),
  constraint vendor_calls_purpose_check CHECK ((purpose = ANY (ARRAY['checkout'::text, 'hold'::text, 'staff'::text, 'sync'::text])))
);

CREATE INDEX vendor_calls_by_event ON store.vendor_calls USING btree (event_code, started_at DESC, id DESC) WHERE (event_code IS NOT NULL);

CREATE INDEX vendor_calls_by_outcome ON store.vendor_calls USING btree (outcome, started_at DESC, id DESC);

CREATE INDEX vendor_calls_newest ON store.vendor_calls USING btree (started_at DESC, id DESC);

create table store.vendor_prices (
  event_code text not null,
  price_code text not null,
  ticket_type_code text not null,
  amount_cents integer not null,
  constraint vendor_prices_pkey PRIMARY KEY (event_code, price_code, ticket_type_code),
  constraint vendor_prices_amount_cents_check CHECK ((amount_cents >= 0)),
  constraint vendor_prices_event_code_fkey FOREIGN KEY (event_code) REFERENCES store.event_inventory(event_code) ON DELETE CASCADE
);

create table store.vendor_venues (
  name_key text not null,
  venue_id uuid not null,
  constraint vendor_venues_pkey PRIMARY KEY (name_key),
  constraint vendor_venues_venue_id_fkey FOREIGN KEY (venue_id) REFERENCES store.venues(id) ON DELETE CASCADE
);

CREATE INDEX vendor_venues_by_venue ON store.vendor_venues USING btree (venue_id);

create table store.venue_maps (
  id uuid not null,
  venue_id uuid not null,
  name text not null,
  drawing jsonb not null,
  is_default boolean not null,
  created_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint venue_maps_pkey PRIMARY KEY (id),
  constraint venue_maps_venue_id_fkey FOREIGN KEY (venue_id) REFERENCES store.venues(id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX venue_maps_by_name ON store.venue_maps USING btree (venue_id, lower(name));

CREATE UNIQUE INDEX venue_maps_one_default ON store.venue_maps USING btree (venue_id) WHERE is_default;

create table store.venue_sections (
  venue_id uuid not null,
  section_name text not null,
  display_name text not null,
  level text not null,
  sort_order integer not null,
  constraint venue_sections_pkey PRIMARY KEY (venue_id, section_name),
  constraint venue_sections_venue_id_fkey FOREIGN KEY (venue_id) REFERENCES store.venues(id) ON DELETE CASCADE
);

create table store.venues (
  id uuid not null,
  name text not null,
  time_zone text not null,
  city text not null,
  is_archived boolean not null,
  created_at timestamp(3) with time zone not null,
  version integer not null default 1,
  constraint venues_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX venues_by_name ON store.venues USING btree (lower(name)) WHERE (NOT is_archived);

create table store.webhook_attempts (
  id uuid not null,
  delivery_id uuid not null,
  number integer not null,
  started_at timestamp(3) with time zone not null,
  duration_ms integer,
  status integer,
  failure text,
  answer text,
  constraint webhook_attempts_pkey PRIMARY KEY (id),
  constraint webhook_attempts_delivery_id_number_key UNIQUE (delivery_id, number),
  constraint webhook_attempts_number_check CHECK ((number >= 1)),
  constraint webhook_attempts_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES store.webhook_deliveries(id) ON DELETE CASCADE
);

create table store.webhook_deliveries (
  id uuid not null,
  message_id uuid not null,
  endpoint_id uuid not null,
  type text not null,
  created_at timestamp(3) with time zone not null,
  state text not null,
  try_count integer not null,
  attempt_count integer not null,
  due_at timestamp(3) with time zone,
  lease_token uuid,
  leased_until timestamp(3) with time zone,
  last_attempt_at timestamp(3) with time zone,
  last_status integer,
  last_failure text,
  delivered_at timestamp(3) with time zone,
  constraint webhook_deliveries_pkey PRIMARY KEY (id),
  constraint webhook_deliveries_message_id_endpoint_id_key UNIQUE (message_id, endpoint_id),
  constraint webhook_deliveries_check CHECK (((state = 'waiting'::text) = (due_at IS NOT NULL))),
  constraint webhook_deliveries_check1 CHECK (((state = 'delivered'::text) = (delivered_at IS NOT NULL))),
  constraint webhook_deliveries_check2 CHECK (((lease_token IS NULL) = (leased_until IS NULL))),
  constraint webhook_deliveries_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'failed'::text]))),
  constraint webhook_deliveries_endpoint_id_fkey FOREIGN KEY (endpoint_id) REFERENCES store.webhook_endpoints(id) ON DELETE CASCADE,
  constraint webhook_deliveries_message_id_fkey FOREIGN KEY (message_id) REFERENCES store.webhook_messages(id) ON DELETE CASCADE
);

CREATE INDEX webhook_deliveries_due ON store.webhook_deliveries USING btree (endpoint_id, due_at) WHERE (state = 'waiting'::text);

CREATE INDEX webhook_deliveries_newest ON store.webhook_deliveries USING btree (created_at DESC, id DESC);

CREATE INDEX webhook_deliveries_of_endpoint ON store.webhook_deliveries USING btree (endpoint_id, created_at DESC, id DESC);

create table store.webhook_endpoints (
  id uuid not null,
  url text not null,
  description text not null,
  message_types text[] not null,
  is_on boolean not null,
  off_because text,
  off_at timestamp(3) with time zone,
  sealed_secret bytea not null,
  previous_sealed_secret bytea,
  previous_until timestamp(3) with time zone,
  failing_since timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null,
  created_by text not null,
  version integer not null,
  constraint webhook_endpoints_pkey PRIMARY KEY (id),
  constraint webhook_endpoints_check CHECK ((is_on = (off_because IS NULL))),
  constraint webhook_endpoints_check1 CHECK ((is_on = (off_at IS NULL))),
  constraint webhook_endpoints_check2 CHECK (((previous_sealed_secret IS NULL) = (previous_until IS NULL))),
  constraint webhook_endpoints_off_because_check CHECK ((off_because = ANY (ARRAY['staff'::text, 'gone'::text, 'failing'::text])))
);

create table store.webhook_messages (
  id uuid not null,
  type text not null,
  at timestamp(3) with time zone not null,
  key text,
  body text not null,
  constraint webhook_messages_pkey PRIMARY KEY (id),
  constraint webhook_messages_key_key UNIQUE (key)
);

CREATE INDEX webhook_messages_oldest ON store.webhook_messages USING btree (at);

create table store.webhook_watch (
  id smallint not null,
  act_number integer not null,
  told_until timestamp(3) with time zone not null,
  unready_program_id uuid,
  stale_since timestamp(3) with time zone,
  is_stale_told boolean not null,
  constraint webhook_watch_pkey PRIMARY KEY (id),
  constraint webhook_watch_id_check CHECK ((id = 1))
);
