create table platform.changes (
  id bigint generated always as identity primary key,
  -- the transaction that wrote it: readers follow this, because identities do not commit in their order
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz(3) not null,
  store_id uuid,
  topic text not null,
  data jsonb not null
);

create index changes_by_tx on platform.changes (tx);

create index changes_by_time on platform.changes (at);
