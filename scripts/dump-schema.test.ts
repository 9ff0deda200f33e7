import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../test/harness/database.ts';
import { makeDumps } from './schema/dumps.ts';
import { schemaText } from './schema/text.ts';

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await openTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

it('the committed schema dumps are what the migrations add up to', async () => {
  for (const { path, text } of await makeDumps(database.url)) {
    expect(readFileSync(path, 'utf8'), `${path} is stale: run "npm run schema:dump" and commit it`).toBe(text);
  }
});

it('every property of a table is in its text', async () => {
  await client.query('create schema s_shown');
  await client.query('create table s_shown.parents (id uuid primary key)');
  await client.query(`
    create table s_shown.children (
      id bigint generated always as identity primary key,
      parent_id uuid not null references s_shown.parents (id) on delete cascade,
      "order" integer not null default 1 check ("order" > 0),
      doubled integer generated always as ("order" * 2) stored,
      at timestamptz(3),
      name text collate "C" not null,
      unique nulls not distinct (parent_id, at)
    )`);
  await client.query('create unique index children_by_name on s_shown.children (lower(name)) where at is not null');
  expect(await schemaText(client, 's_shown', 'store')).toBe(`create table store.children (
  id bigint not null generated always as identity,
  parent_id uuid not null,
  "order" integer not null default 1,
  doubled integer generated always as (("order" * 2)) stored,
  at timestamp(3) with time zone,
  name text collate "C" not null,
  constraint children_pkey PRIMARY KEY (id),
  constraint children_parent_id_at_key UNIQUE NULLS NOT DISTINCT (parent_id, at),
  constraint children_order_check CHECK (("order" > 0)),
  constraint children_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES store.parents(id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX children_by_name ON store.children USING btree (lower(name)) WHERE (at IS NOT NULL);

create table store.parents (
  id uuid not null,
  constraint parents_pkey PRIMARY KEY (id)
);
`);
});

it.each([
  ['a view', 'create view s_odd.a as select 1 as one', 'relation a'],
  ['a lone sequence', 'create sequence s_odd.a', 'relation a'],
  ['an enumeration', `create type s_odd.a as enum ('b')`, 'type a'],
  ['a function', `create function s_odd.a() returns integer language sql as 'select 1'`, 'function a'],
])('%s cannot be shown and is not passed over', async (_what, statement, named) => {
  await client.query('create schema s_odd');
  await client.query(statement);
  await expect(schemaText(client, 's_odd', 'store')).rejects.toThrow(`cannot show ${named}:`);
  await client.query('drop schema s_odd cascade');
});
