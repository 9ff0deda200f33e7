import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openTestDatabase, type TestDatabase } from '../../test/harness/database.ts';
import { type Catalog, faultsOf, readCatalog } from '../../test/harness/describe.ts';
import { readMigrations } from './migrate.ts';
import { jsonb, registeredStatements, type Shape, storeSql } from './sql.ts';

let test: TestDatabase;
let client: Client;
let catalog: Catalog;

/** A database of its own, in which the schemas are called as the statements call them. No code runs in it. */
beforeAll(async () => {
  test = await openTestDatabase();
  client = new Client({ connectionString: test.url });
  await client.connect();
  const migrations = await readMigrations('server/migrations');
  await client.query('create schema store');
  for (const { statements } of migrations.store) for (const statement of statements) await client.query(statement);
  await client.query(`
    create table store.shelves (
      id uuid primary key, label text not null, note text, count integer not null, total bigint not null,
      ratio numeric not null, is_open boolean not null, at timestamptz(3) not null, local_at timestamp not null,
      tags text[] not null, facts jsonb not null, bytes bytea not null)`);
  catalog = await readCatalog(client);
});
afterAll(async () => {
  await client.end();
  await test.drop();
});

it('a statement whose prepared name PostgreSQL would cut short is refused', () => {
  const define = () => storeSql({ name: `shelves.${'x'.repeat(21)}`, isHot: true, params: {}, text: 'select' });
  expect(define).toThrow('needs a shorter name');
});

describe('the statements of the product', async () => {
  const folder = path.resolve('server');
  const files = (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => path.join(folder, name));
  const written = new Set<string>();
  let count = 0;
  for (const file of files) {
    const source = await readFile(file, 'utf8');
    count += source.match(/\b(platform|store)Sql\(\{/g)?.length ?? 0;
    for (const [, name = ''] of source.matchAll(/\b(?:platform|store)Sql\(\{\s*name: '([^']+)'/g)) written.add(name);
    if (/\b(platform|store)Sql\(\{/.test(source)) await import(file);
  }
  // Test files that ran before in the same worker registered theirs.
  const statements = registeredStatements().filter(({ name }) => written.has(name));

  it('are all registered when their files load', () => {
    expect(count).toBeGreaterThan(0);
    expect(statements.length).toBe(count);
  });

  it.each(statements.map((statement) => [statement.name, statement] as const))(
    '%s is as PostgreSQL describes it',
    async (_, statement) => {
      expect(await faultsOf(client, catalog, statement)).toEqual([]);
    },
  );
});

describe('a planted fault is found', () => {
  let planted = 0;
  /** The faults of a statement over `store.shelves`, without its name. */
  async function faults(text: string, params: Shape, row?: Shape): Promise<string[]> {
    planted += 1;
    const name = `planted.${planted}`;
    const statement = storeSql({ name, params, text, ...(row && { row: z.object(row) }) });
    return (await faultsOf(client, catalog, statement)).map((fault) => fault.replace(`${name}: `, ''));
  }
  const ofColumn = (column: string, type: z.ZodType) =>
    faults(`select ${column} as it from store.shelves`, {}, { it: type });
  const ofParam = (column: string, type: z.ZodType) =>
    faults(`select from store.shelves where ${column} = $it`, { it: type });

  it('in a statement that is right there is none', async () => {
    const row = {
      id: z.uuid(),
      label: z.enum(['a', 'b']),
      note: z.string().nullable(),
      count: z.int(),
      total: z.bigint(),
      ratio: z.string(),
      isOpen: z.boolean(),
      at: z.date(),
      tags: z.array(z.string()),
      facts: jsonb(z.object({ any: z.string() })),
      bytes: z.instanceof(Buffer),
    };
    const text = `
      select id, label, note, count, total, ratio, is_open, at, tags, facts, bytes
      from store.shelves
      where id = $id and label = $label and note is not distinct from $note and count = $count and total = $total
      and ratio > $ratio and is_open = $isOpen and at < $at and tags = $tags and facts = $facts and bytes = $bytes`;
    expect(await faults(text, row, row)).toEqual([]);
  });

  it.each([
    ['id', z.string(), 'is uuid, and its type says text or character varying'],
    ['label', z.uuid(), 'is text, and its type says uuid'],
    ['count', z.string(), 'is integer, and its type says text or character varying'],
    ['count', z.number(), 'is integer, and its type says double precision or real'],
    ['count', z.bigint(), 'is integer, and its type says bigint'],
    ['total', z.int(), 'is bigint, and its type says integer or smallint'],
    ['ratio', z.number(), 'is numeric, and its type says double precision or real'],
    ['is_open', z.int(), 'is boolean, and its type says integer or smallint'],
    ['at', z.string(), 'is timestamp with time zone, and its type says text or character varying'],
    ['local_at', z.date(), 'has no time zone: use timestamptz(3)'],
    ['tags', z.string(), 'is text[], and its type says text or character varying'],
    ['tags', z.array(z.uuid()), 'is text, and its type says uuid'],
    ['label', z.array(z.string()), 'is text, and its type says a list'],
    ['facts', z.object({}), 'has a type that is not plain (object): rows and parameters are not converted'],
    ['label', jsonb(z.string()), 'is text, and its type says jsonb'],
    ['bytes', z.string(), 'is bytea, and its type says text or character varying'],
    ['label', z.string().optional(), 'has a type that is not plain (optional): rows and parameters are not converted'],
    [
      'label',
      z.string().transform(Number),
      'has a type that is not plain (pipe): rows and parameters are not converted',
    ],
    ['count', z.coerce.date(), 'is integer, and its type says timestamp with time zone'],
  ])('column %s with a wrong type (%#)', async (column, type, fault) => {
    expect(await ofColumn(column, type)).toEqual([`column it ${fault}`]);
  });

  it.each([
    ['id', z.string(), 'is uuid, and its type says text or character varying'],
    ['count', z.string(), 'is integer, and its type says text or character varying'],
    ['at', z.string(), 'is timestamp with time zone, and its type says text or character varying'],
    ['facts', z.unknown(), 'has a type that is not plain (unknown): rows and parameters are not converted'],
    ['label', jsonb(z.string()), 'is text, and its type says jsonb'],
  ])('parameter for %s with a wrong type (%#)', async (column, type, fault) => {
    expect(await ofParam(column, type)).toEqual([`parameter it ${fault}`]);
  });

  it('an integer may be sent where more is held, but is not read from there', async () => {
    expect(await ofParam('total', z.int())).toEqual([]);
    expect(await ofParam('ratio', z.int())).toEqual([]);
  });

  it('nullability', async () => {
    expect(await ofColumn('note', z.string())).toEqual(['column it can be null, and its type says it cannot']);
    expect(await ofColumn('label', z.string().nullable())).toEqual([
      'column it is never null, and its type says it can be',
    ]);
    const joined = `select other.label as it from store.shelves left join store.shelves as other on other.id = shelves.id`;
    expect(await faults(joined, {}, { it: z.string().nullable() })).toEqual([]);
    expect(await ofColumn('max(count)', z.int().nullable())).toEqual([]);
  });

  it('columns that are missing, unknown or there twice', async () => {
    const both = { id: z.uuid(), label: z.string() };
    expect(await faults('select id from store.shelves', {}, both)).toEqual([
      'the row has label, which is no column of the answer',
    ]);
    expect(await faults('select id, label, count from store.shelves', {}, both)).toEqual([
      'column count is not in the row',
    ]);
    expect(await faults('select id, label, id from store.shelves', {}, both)).toEqual(['two columns are called id']);
    expect(await faults('select id from store.shelves', {})).toEqual([
      'it answers columns and declares no row: give it a row, or select nothing',
    ]);
    expect(await faults('delete from store.shelves', {}, { id: z.uuid() })).toEqual([
      'the row has id, which is no column of the answer',
    ]);
  });

  it('what PostgreSQL does not understand, and the statements after it are described as before', async () => {
    const [unknown] = await faults('select nothing from store.shelves', {}, {});
    expect(unknown).toBe('PostgreSQL refuses it: column "nothing" does not exist');
    const [ambiguous] = await faults('select from store.shelves where $it is null', { it: z.string() });
    expect(ambiguous).toBe('PostgreSQL refuses it: could not determine data type of parameter $1');
    expect(await ofParam('label', z.string())).toEqual([]);
  });
});
