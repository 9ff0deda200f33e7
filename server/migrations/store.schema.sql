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

create table store.event_inventory (
  event_code text not null,
  read_at timestamp(3) with time zone not null,
  revision bigint not null,
  constraint event_inventory_pkey PRIMARY KEY (event_code)
);

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

create table store.fan_groups (
  fan_id uuid not null,
  account_group text not null,
  constraint fan_groups_pkey PRIMARY KEY (fan_id, account_group),
  constraint fan_groups_fan_id_fkey FOREIGN KEY (fan_id) REFERENCES store.fans(id) ON DELETE CASCADE
);

CREATE INDEX fan_groups_by_group ON store.fan_groups USING btree (account_group);

create table store.fans (
  id uuid not null,
  vendor_account_id text not null,
  email text not null,
  name text not null,
  created_at timestamp(3) with time zone not null,
  constraint fans_pkey PRIMARY KEY (id),
  constraint fans_vendor_account_id_key UNIQUE (vendor_account_id)
);

create table store.lifecycle_state (
  id smallint not null,
  schedule jsonb not null,
  last_act_at timestamp(3) with time zone not null,
  revision integer not null,
  constraint lifecycle_state_pkey PRIMARY KEY (id),
  constraint lifecycle_state_id_check CHECK ((id = 1))
);

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

create table store.seat_runs (
  event_code text not null,
  section_name text not null,
  row_name text not null,
  first_seat integer not null,
  last_seat integer not null,
  class_name text not null,
  price_code text not null,
  aisle smallint not null,
  quality integer not null,
  constraint seat_runs_pkey PRIMARY KEY (event_code, section_name, row_name, first_seat),
  constraint seat_runs_aisle_check CHECK (((aisle >= 0) AND (aisle <= 3))),
  constraint seat_runs_check CHECK ((last_seat >= first_seat)),
  constraint seat_runs_event_code_fkey FOREIGN KEY (event_code) REFERENCES store.event_inventory(event_code) ON DELETE CASCADE
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

create table store.vendor_prices (
  event_code text not null,
  price_code text not null,
  ticket_type_code text not null,
  amount_cents integer not null,
  constraint vendor_prices_pkey PRIMARY KEY (event_code, price_code, ticket_type_code),
  constraint vendor_prices_amount_cents_check CHECK ((amount_cents >= 0)),
  constraint vendor_prices_event_code_fkey FOREIGN KEY (event_code) REFERENCES store.event_inventory(event_code) ON DELETE CASCADE
);

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
