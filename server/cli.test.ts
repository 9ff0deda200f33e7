import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { makeProduct } from '../test/factories/client.ts';
import { uniqueKey } from '../test/factories/key.ts';
import { makeStore } from '../test/factories/store.ts';
import { openTestApp, type TestApp } from '../test/harness/app.ts';
import { listEntries } from '../test/harness/audit.ts';
import { untilSomebodyWaits } from '../test/harness/locks.ts';
import { commands } from './cli.commands.ts';
import { readCall, runCall } from './cli.run.ts';
import { asSystem } from './core/ctx.ts';

let app: TestApp;
let folder: string;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flex-cli-'));
  return () => rm(folder, { recursive: true });
});
afterAll(() => app.close());

/** The command in process; what it would write into a file is answered too. */
async function cli(...argv: string[]) {
  const said = { out: '', err: '', file: '' };
  const output = {
    out: (text: string) => {
      said.out += text;
    },
    err: (text: string) => {
      said.err += text;
    },
  };
  const call = readCall(argv, output);
  if ('exitCode' in call) return { ...said, code: call.exitCode };
  const write = async (path: string, lines: AsyncIterable<string>) => {
    for await (const line of lines) said.file += line;
    return path;
  };
  const code = await runCall(asSystem(app.ctx, 'cli:test'), call, output, { write });
  return { ...said, code };
}

async function show(key: string) {
  return JSON.parse((await cli('show', key, '--json')).out);
}

describe('a command', () => {
  test('makes a store with its client, product and owner, as the system', async () => {
    const [client, product, key] = [uniqueKey('client'), uniqueKey('product'), uniqueKey('store')];
    expect((await cli('client-create', client, '--name', 'Golden State')).code).toBe(0);
    expect((await cli('product-create', product, '--name', 'Flex')).code).toBe(0);
    const places = ['--client', client, '--product', product, '--owner', 'Owner@Team.com'];
    const made = await cli('create', key, '--name', 'Flex Store', '--time-zone', 'America/Denver', ...places);
    expect([made.code, made.err]).toEqual([0, '']);
    expect(made.out).toContain('owner.email: owner@team.com\nowner.how: invited\n');
    const store = await show(key);
    expect(store).toMatchObject({ name: 'Flex Store', timeZone: 'America/Denver', currency: 'USD', locale: 'en' });
    expect(await listEntries(app, store.id)).toMatchObject([{ actorKind: 'system', actorName: 'cli:test' }]);
    expect((await cli('clients')).out).toContain(`key: ${client}\n`);
    expect((await cli('products')).out).toContain(`key: ${product}\n`);
  });

  test('edits, suspends, resumes and names hosts through the same services', async () => {
    const { key } = await makeStore(app);
    expect((await cli('edit', key, '--name', 'New name')).out).toContain('name: New name\n');
    expect((await cli('host-add', key, `A.${key}.com`)).out).toContain(`hosts.0.host: a.${key}.com\n`);
    await cli('host-add', key, `b.${key}.com`);
    await cli('host-primary', key, `b.${key}.com`);
    await cli('host-remove', key, `a.${key}.com`);
    expect((await show(key)).hosts).toEqual([{ host: `b.${key}.com`, isPrimary: true }]);
    expect((await cli('suspend', key, '--reason', 'Unpaid')).out).toContain('state: suspended\n');
    expect((await cli('edit', key, '--name', 'x')).code).toBe(1);
    expect((await cli('resume', key)).out).toContain('state: active\n');
    expect((await cli('settings', key, '--name', 'languages')).out).toContain('value.default: en\n');
    expect(JSON.parse((await cli('settings', key, '--json')).out)).toHaveLength(8);
  });

  test('removes a store in its two steps', async () => {
    const { key } = await makeStore(app);
    expect((await cli('request-removal', key, '--reason', 'Over')).out).toContain('removal.reason: Over\n');
    expect((await cli('cancel-removal', key)).out).toContain('state: active\n');
    await cli('request-removal', key, '--reason', 'Over');
    const early = await cli('confirm-removal', key, '--key', key);
    expect([early.code, early.err]).toEqual([
      1,
      'The store was not exported since removal was requested. Download the export first, then confirm. (store.not_exported)\n',
    ]);
    const exported = await cli('export', key, '--to', 'copy.ndjson');
    expect(exported.out).toBe(`Exported ${key} to copy.ndjson.\n`);
    expect(JSON.parse(exported.file.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ kind: 'end' });
    expect((await cli('confirm-removal', key, '--key', key)).out).toBe(`Removed ${key}.\n`);
    expect((await cli('show', key)).err).toContain('(store.not_found)');
  });

  test('lists stores by client and state', async () => {
    const { key, clientKey } = await makeStore(app);
    const { key: sister } = await makeStore(app, { clientKey });
    const list = async (...options: string[]) => (await cli('list', '--client', clientKey, ...options)).out;
    const keys = JSON.parse(await list('--json')).map((store: { key: string }) => store.key);
    expect(keys).toEqual([key, sister].sort());
    expect(await list('--state', 'suspended')).toBe('None.\n');
  });

  test('lists more than one page has', async () => {
    for (let number = 0; number < 201; number += 1) await makeProduct(app);
    const keys = JSON.parse((await cli('products', '--json')).out).map((product: { key: string }) => product.key);
    expect(keys.length).toBeGreaterThan(200);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('a wrong call', () => {
  test.each([
    [['dance'], 'There is no command "dance".'],
    [['__proto__'], 'There is no command "__proto__".'],
    [['show'], 'STORE is missing.'],
    [['show', 'a', 'b'], '"b" is too much; put text with spaces in quotes.'],
    [['show', 'Upper Case'], 'STORE: Use lower-case letters, digits and single hyphens, starting with a letter.'],
    [['suspend', 'some-store'], '--reason is missing.'],
    [['suspend', 'some-store', '--because', 'x'], "Unknown option '--because'"],
    [['suspend', 'some-store', '--reason'], "Option '--reason <value>' argument missing"],
    [['edit', 'some-store', '--time-zone', 'Mars'], '--time-zone: Use an IANA time zone such as America/Los_Angeles.'],
    [['host-add', 'some-store', 'https://x'], 'HOST: Use a host name such as tickets.team.com'],
  ])('%j says what is wrong and how it is called', async (argv, message) => {
    const { code, out, err } = await cli(...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).toContain('Usage: npm run store --');
  });

  test('without a command shows every command, and help is no fault', async () => {
    const bare = await cli();
    expect(bare.code).toBe(2);
    for (const name of Object.keys(commands)) expect(bare.out).toContain(`\n  ${name}`);
    expect(await cli('--help')).toEqual({ ...bare, code: 0 });
    const { code, out } = await cli('create', '--help');
    expect([code, out]).toEqual([
      0,
      'Makes a store with its schema, settings and owner.\nUsage: npm run store -- create STORE --client CLIENT --product PRODUCT --name NAME --time-zone ZONE [--currency CURRENCY] [--locale LOCALE] [--owner OWNER]\n',
    ]);
  });
});

test('a failure of ours is told apart from a refusal', async () => {
  const said: string[] = [];
  const output = { out: () => {}, err: (text: string) => said.push(text) };
  const run = async () => {
    throw new Error('no disk');
  };
  const command = { about: '', places: [], args: z.strictObject({}), run };
  const files = { write: async (path: string) => path };
  expect(await runCall(app.ctx, { name: 'x', command, args: {}, isJson: false }, output, files)).toBe(3);
  expect(said).toEqual(['It failed: no disk\n']);
});

describe('the process', { timeout: 60_000 }, () => {
  let program: string;
  beforeAll(async () => {
    await mkdir('.cache', { recursive: true });
    const bundled = await mkdtemp(join('.cache', 'cli-'));
    program = join(bundled, 'cli.js');
    const made = { bundle: true, packages: 'external', platform: 'node', format: 'esm', outfile: program } as const;
    await build({ entryPoints: ['server/cli.ts'], ...made });
    return () => rm(bundled, { recursive: true });
  });

  test('works on the database of DATABASE_URL, as the user of the machine, and writes a whole file', async () => {
    const { key, id } = await makeStore(app);
    expect(await run('suspend', key, '--reason', 'Unpaid')).toMatchObject({ code: 0, err: '' });
    expect((await listEntries(app, id)).at(-1)).toMatchObject({ actorName: `cli:${userInfo().username}` });
    const file = join(folder, 'copy.ndjson');
    expect(await run('export', key, '--to', 'copy.ndjson')).toEqual({
      code: 0,
      out: `Exported ${key} to ${file}.\n`,
      err: '',
    });
    expect(await readFile(file, 'utf8')).toMatch(/\{"kind":"end",.*\}\n$/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('overwrites no file, and leaves no half one', async () => {
    const { key } = await makeStore(app);
    await writeFile(join(folder, 'copy.ndjson'), 'mine');
    const { code, err } = await run('export', key, '--to', 'copy.ndjson');
    expect([code, err]).toEqual([3, `It failed: ${join(folder, 'copy.ndjson')} is there already; name another file\n`]);
    expect((await readdir(folder)).sort()).toEqual(['copy.ndjson', 'data']);
  });

  test('tells in a sentence that the database does not answer', async () => {
    const { code, err } = await endOf(start(['list'], { DATABASE_URL: 'postgres://127.0.0.1:1/nothing' }));
    expect([code, err]).toEqual([3, expect.stringContaining('does not answer')]);
  });

  test('that is stopped in an export leaves no file, and the export does not count', async () => {
    const { key, id, schemaName } = await makeStore(app);
    const other = await app.ctx.database.pool.connect();
    try {
      await other.query('begin');
      await other.query(`lock table ${schemaName}.settings`);
      const child = start(['export', key, '--to', 'copy.ndjson']);
      await untilSomebodyWaits(app);
      child.kill('SIGINT');
      await other.query('rollback');
      expect(await endOf(child)).toMatchObject({ code: 3, err: 'It failed: stopped; nothing was written\n' });
    } finally {
      other.release(true);
    }
    expect(await readdir(folder)).toEqual(['data']);
    const { rows } = await app.ctx.database.pool.query('select exported_at from platform.stores where id = $1', [id]);
    expect(rows).toEqual([{ exported_at: null }]);
  });

  function run(...argv: string[]) {
    return endOf(start(argv));
  }

  function start(argv: string[], environment: Record<string, string> = {}) {
    return spawn(process.execPath, [program, 'store', ...argv], {
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: app.databaseUrl,
        FLEX_DATA_DIR: join(folder, 'data'),
        INIT_CWD: folder,
        ...environment,
      },
    });
  }

  async function endOf(child: ReturnType<typeof start>) {
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { code, out, err };
  }
});
