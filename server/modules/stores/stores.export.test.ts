import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import { type StoreCtx, type StoreFacts, withStore } from '../../core/ctx.ts';
import { isSecretName } from '../../core/redact.ts';
import { secretColumns } from '../../core/secret-columns.ts';
import { exportStore } from './stores.export.service.ts';
import { addHost } from './stores.hosts.service.ts';

let app: TestApp;
let store: StoreFacts;
let ctx: StoreCtx;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  store = await makeStore(app);
  ctx = withStore(app.ctx, store);
});
afterAll(() => app.close());

type Line = { kind: string; table?: string; row?: Record<string, unknown> } & Record<string, unknown>;

function linesOf(text: string): Line[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

async function readAll(source: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of source) text += piece;
  return text;
}

function run(text: string, values: unknown[] = []) {
  return app.ctx.database.pool.query(text, values);
}

async function exportedAt(): Promise<Date | null> {
  return (await run('select exported_at from platform.stores where id = $1', [store.id])).rows[0].exported_at;
}

describe('an export', () => {
  test('has every table of the store and the platform rows about it, and none of another store', async () => {
    const other = await makeStore(app);
    await addHost(withStore(app.ctx, other), `${other.key}.team.com`);
    await addHost(ctx, `${store.key}.team.com`);
    const text = await readAll(await exportStore(ctx));
    const lines = linesOf(text);
    expect(lines[0]).toMatchObject({
      kind: 'store',
      format: 1,
      store: { id: store.id, key: store.key, currency: 'USD', hosts: [{ host: `${store.key}.team.com` }] },
      at: app.clock.now().toISOString(),
    });
    expect(lines[0]).not.toHaveProperty('store.permissions');
    const tables = lines.filter(({ kind }) => kind === 'table').map(({ table }) => table);
    const { rows } = await run('select tablename from pg_tables where schemaname = $1 order by 1', [store.schemaName]);
    expect(tables.slice(0, rows.length)).toEqual(rows.map(({ tablename }) => `store.${tablename}`));
    expect(tables).toContain('platform.store_hosts');
    expect(tables).toContain('platform.staff_roles');
    expect(lines.filter(({ table }) => table === 'platform.store_hosts').slice(1)).toMatchObject([
      { kind: 'row', row: { host: `${store.key}.team.com`, store_id: store.id } },
    ]);
    expect(text).not.toContain(other.id);
    expect(text).not.toContain(other.key);
  });

  test('has tables that were added later and values of every kind, ordered by their key', async () => {
    await run(`create table ${store.schemaName}."odd ""name" (
      id bigint primary key, at timestamptz(3), data jsonb, "Quoted Column" text, tags text[])`);
    await run(
      `insert into ${store.schemaName}."odd ""name" values
         (9007199254740993, '2026-01-02T03:04:05.006Z', '{"b":[1,null]}', E'line\\nbreak "q"', '{a,"b,c"}'), (7, null, null, null, null)`,
    );
    const text = await readAll(await exportStore(ctx));
    const found = text.split('\n').filter((line) => line.includes('odd \\"name'));
    expect(JSON.parse(found[0] ?? '').columns).toEqual(['id', 'at', 'data', 'Quoted Column', 'tags']);
    expect(JSON.parse(found[1] ?? '').row.id).toBe(7);
    expect(found[2]).toContain('"id":9007199254740993,');
    expect(JSON.parse(found[2] ?? '').row).toMatchObject({
      at: expect.stringMatching(/^2026-01-02T/),
      data: { b: [1, null] },
      'Quoted Column': 'line\nbreak "q"',
      tags: ['a', 'b,c'],
    });
  });

  test('ends with the rows of each table and a checksum; what is cut does not', async () => {
    const text = await readAll(await exportStore(ctx));
    const lines = linesOf(text);
    const end = lines.at(-1);
    const counts: Record<string, number> = {};
    for (const { kind, table = '' } of lines) {
      if (kind === 'table') counts[table] = 0;
      if (kind === 'row') counts[table] = (counts[table] ?? 0) + 1;
    }
    const body = text.slice(0, text.lastIndexOf('{"kind":"end"'));
    expect(end).toEqual({ kind: 'end', tables: counts, sha256: createHash('sha256').update(body).digest('hex') });
    expect(counts['store.settings']).toBe(3);
  });

  test('leaves out secrets and says which', async () => {
    await run(
      `insert into platform.api_keys (id, store_id, name, prefix, secret_hash, permissions, created_at, created_by)
       values (gen_random_uuid(), $1, 'Import', 'abcd1234', $2, '{store.view}', $3, 'Ann')`,
      [store.id, Buffer.from('deadbeef', 'hex'), app.clock.now()],
    );
    const text = await readAll(await exportStore(ctx));
    const lines = linesOf(text).filter(({ table }) => table === 'platform.api_keys');
    expect(lines[0]).toMatchObject({ kind: 'table', leftOut: ['secret_hash'] });
    expect(lines[1]?.row).toMatchObject({ name: 'Import', prefix: 'abcd1234' });
    expect(text).not.toContain('deadbeef');
  });

  test('leaves out every column that looks secret or is bytes, and the list names them all', async () => {
    const { rows } = await run(
      `select replace(table_schema, $1, 'store') || '.' || table_name as name, column_name, data_type
       from information_schema.columns as columns
       where table_schema = $1 or (table_schema = 'platform' and exists (
         select 1 from information_schema.columns as other
         where other.table_schema = 'platform' and other.table_name = columns.table_name and other.column_name = 'store_id'))`,
      [store.schemaName],
    );
    const secret = rows.filter((row) => row.data_type === 'bytea' || isSecretName(row.column_name));
    expect(secret.map((row) => `${row.name}.${row.column_name}`).sort()).toEqual([...secretColumns].sort());
  });

  test('is of one moment, though rows are written and tables emptied while it is read', async () => {
    const other = `${store.schemaName}.zz_later`;
    await run(`create table ${other} (id integer primary key)`);
    await run(`insert into ${other} select generate_series(1, 1000)`);
    const source = (await exportStore(ctx))[Symbol.asyncIterator]();
    const first = await source.next();
    await source.next();
    await run(`delete from ${other} where id > 5`);
    let text = String(first.value);
    for (let next = await source.next(); next.done !== true; next = await source.next()) text += next.value;
    expect(linesOf(text).at(-1)).toMatchObject({ tables: { 'store.zz_later': 1_000 } });
  });

  test('comes in pieces, however many rows there are', async () => {
    await run(`create table ${store.schemaName}.many (id integer primary key, text text)`);
    await run(`insert into ${store.schemaName}.many select at, repeat('x', 100) from generate_series(1, 20000) as at`);
    const sizes: number[] = [];
    for await (const piece of await exportStore(ctx)) sizes.push(piece.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(2_000_000);
    expect(Math.max(...sizes)).toBeLessThan(50_000);
  });
});

describe('taking an export', () => {
  test('counts as taken when it was read to its end', async () => {
    app.clock.advance(1_000);
    const at = app.clock.now();
    await readAll(await exportStore(ctx));
    expect(await exportedAt()).toEqual(at);
    expect(await listStoreEntries(app, store, store.id)).toMatchObject([{}, { action: 'stores.export' }]);
  });

  test('that is given up does not count, and gives its connection back', async () => {
    const { pool } = app.ctx.database;
    for (let time = 0; time < 5; time += 1) {
      for await (const _ of await exportStore(ctx)) break;
    }
    expect(await exportedAt()).toBeNull();
    expect(pool.totalCount - pool.idleCount).toBe(0);
  });

  test('whose reader vanishes without a word gives connection and place back', async () => {
    const { pool } = app.ctx.database;
    for (let time = 0; time < 3; time += 1) {
      const leaving = new AbortController();
      const source = (await exportStore({ ...ctx, request: requestOf(leaving.signal) }))[Symbol.asyncIterator]();
      await source.next();
      leaving.abort();
      expect(pool.totalCount - pool.idleCount).toBe(0);
    }
    expect(await exportedAt()).toBeNull();
    expect(linesOf(await readAll(await exportStore(ctx))).at(-1)?.kind).toBe('end');
  });

  test('whose connection breaks is cut, and hurts nobody else', async () => {
    const source = (await exportStore(ctx))[Symbol.asyncIterator]();
    await source.next();
    await run(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and state = 'idle in transaction'`,
    );
    await expect(readRest(source)).rejects.toThrow('onnection');
    expect(await exportedAt()).toBeNull();
    expect(linesOf(await readAll(await exportStore(ctx))).at(-1)?.kind).toBe('end');
  });

  test('is done by two at once, a third is asked to wait', async () => {
    const sources = [await exportStore(ctx), await exportStore(ctx)].map((source) => source[Symbol.asyncIterator]());
    for (const source of sources) await source.next();
    await expect(readAll(await exportStore(ctx))).rejects.toMatchObject({ code: 'store.export_busy' });
    await Promise.all(sources.map(readRest));
    expect(linesOf(await readAll(await exportStore(ctx))).at(-1)?.kind).toBe('end');
  });

  test('over HTTP is a file for admins and owners', async () => {
    const path = `/api/stores/${store.key}/export`;
    const admin = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'admin')] }));
    const { status, headers, text } = await admin.get(path);
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('application/x-ndjson');
    expect(headers['content-disposition']).toBe(`attachment; filename="${store.key}.ndjson"`);
    expect(linesOf(text).at(-1)?.kind).toBe('end');
    const publisher = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'publisher')] }));
    expect((await publisher.get(path)).body.code).toBe('permission.denied');
  });
});

async function readRest(source: AsyncIterator<string>): Promise<void> {
  let next = await source.next();
  while (next.done !== true) next = await source.next();
}

function requestOf(signal: AbortSignal) {
  return { address: '127.0.0.1', userAgent: '', host: 'localhost', cookies: {}, headers: {}, signal };
}
