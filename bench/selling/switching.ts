import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { transaction, withStore } from '../../server/core/ctx.ts';
import { perform } from '../../server/modules/lifecycle/lifecycle.acts.service.ts';
import { onServer } from '../support/database.ts';
import { nextMessage, type ServerProcess, serve } from '../support/processes.ts';
import type { Told } from '../support/serve.ts';
import { openWire, type Wire } from '../support/wire.ts';
import { against, type Bench, type Measured } from './bench.ts';
import { get } from './sample.ts';

const processes = 8;
const switches = 60;
const deafSwitches = 8;
const targets = { p99: 25, deaf: 1_000 };

/** How long after a switch is committed each of eight server processes answers with the other program. */
export async function measureSwitching(bench: Bench): Promise<Measured> {
  const bare = await measureBare(bench.url);
  const servers: ServerProcess[] = [];
  for (let index = 0; index < processes; index += 1)
    servers.push(await serve({ kind: 'product', databaseUrl: bench.url }));
  const path = `/api/stores/${bench.shop.store.key}/offer`;
  const mixed: string[] = [];
  const watch = { path, wires: await Promise.all(servers.map(({ port }) => openWire(port))), mixed };
  const calm = await measure(bench, watch, { count: switches, pause: 1 });
  const isLoading = bench.load.run({
    port: servers[0]?.port ?? 0,
    connections: 32,
    requests: [get(path)],
    count: switches * 1_000,
  });
  const loaded = await measure(bench, watch, { count: switches, pause: 0 });
  const reads = await isLoading;
  const deaf = await measureDeaf(bench, watch);
  for (const wire of watch.wires) wire.close();
  for (const server of servers) await server.stop();
  const isCalmMet = quantile(calm, 0.99) < targets.p99;
  const isLoadedMet = quantile(loaded, 0.99) < targets.p99;
  const isDeafMet = Math.max(...deaf) < targets.deaf;
  const text = `From the commit of the act until each of ${processes} processes answers with the other program, ${switches} switches each. Answers that mixed two releases: ${watch.mixed.length}.

| | p50 ms | p99 ms | slowest ms | target |
|---|---|---|---|---|
| bare LISTEN and NOTIFY to ${processes} listeners | ${row(bare)} | |
| switch seen, asked every millisecond | ${row(calm)} | ${against(`p99 < ${targets.p99}`, isCalmMet)} |
| switch seen under full read load (${(reads.count / (reads.took / 1_000)).toFixed(0)} reads/s on one of them, all asked without pause) | ${row(loaded)} | ${against(`p99 < ${targets.p99}`, isLoadedMet)} |
| switch seen with every listening connection lost and none let in | ${row(deaf)} | ${against(`< ${targets.deaf}`, isDeafMet)} |

For context, measured by others on such a machine: the same act takes 11 s with mixed reads in Vendure 3.7, and 55 ms in Medusa 2.21.`;
  return { text, isMet: isCalmMet && isLoadedMet && isDeafMet && watch.mixed.length === 0 };
}

type Watch = { path: string; wires: readonly Wire[]; mixed: string[] };

async function measure(bench: Bench, watch: Watch, how: { count: number; pause: number }): Promise<number[]> {
  const seen: number[] = [];
  for (let index = 0; index < how.count; index += 1) {
    seen.push(...(await switchOnce(bench, watch, how.pause)));
    await sleep(20);
  }
  return seen;
}

/** One switch; answers after how many milliseconds each process showed it. */
async function switchOnce(bench: Bench, watch: Watch, pause: number): Promise<number[]> {
  const before = await Promise.all(watch.wires.map((wire) => wire.get(watch.path)));
  const { regular, sale } = bench.shop.programs;
  const first = before[0]?.body ?? '';
  const committedAt = await commitSwitch(bench, first.includes(regular) ? sale : regular);
  return Promise.all(
    watch.wires.map(async (wire, place) => {
      const known = [`if-none-match: ${before[place]?.etag}`];
      for (;;) {
        const { status, body } = await wire.get(watch.path, known);
        if (status === 200) {
          if (isMixed(bench, body)) watch.mixed.push(body);
          return Math.max(0, performance.now() - committedAt);
        }
        if (pause > 0) await sleep(pause);
      }
    }),
  );
}

/** The act itself, without the checks before it; answers when its commit was known here. */
async function commitSwitch({ app, shop }: Bench, programId: string): Promise<number> {
  let committedAt = 0;
  await transaction(withStore(app.ctx, shop.store), async (ctx) => {
    ctx.afterCommit(() => {
      committedAt = performance.now();
    });
    await perform(ctx, { kind: 'now', reason: null, programId, act: async () => ({ kind: 'switch', programId }) });
  });
  return committedAt;
}

function isMixed({ shop }: Bench, body: string): boolean {
  const offer: { release: { programId: string }; columns: [string, string][] } = JSON.parse(body);
  const isSale = offer.release.programId === shop.programs.sale;
  return offer.columns.some(([, type]) => (type === 'BF25') !== isSale);
}

/** No notification comes, and no new listening connection is let in: only the look of each process is left. */
async function measureDeaf(bench: Bench, watch: Watch): Promise<number[]> {
  const name = new URL(bench.url).pathname.slice(1);
  const server = new URL(bench.url);
  server.pathname = '/postgres';
  const letIn = (isLetIn: boolean) => onServer(server.href, `alter database ${name} with allow_connections ${isLetIn}`);
  const seen: number[] = [];
  for (let index = 0; index < deafSwitches; index += 1) {
    await bench.app.ctx.database.pool.query('select 1');
    await letIn(false);
    await onServer(
      server.href,
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${name}' and application_name = 'attend-flex-live'`,
    );
    seen.push(...(await switchOnce(bench, watch, 1)));
    await letIn(true);
    await sleep(1_500);
  }
  return seen;
}

async function measureBare(url: string): Promise<number[]> {
  const listeners = await Promise.all(
    Array.from({ length: processes }, () => serve({ kind: 'listener', databaseUrl: url })),
  );
  const client = new Client({ connectionString: url });
  await client.connect();
  const seen: number[] = [];
  for (let index = 0; index < switches; index += 1) {
    const heard = listeners.map(({ child }) => nextMessage<Told>(child, (told) => 'heardAt' in told));
    await client.query(`select pg_notify('bench_bare', '')`);
    const sentAt = performance.timeOrigin + performance.now();
    for (const told of await Promise.all(heard))
      seen.push(Math.max(0, ('heardAt' in told ? told.heardAt : 0) - sentAt));
    await sleep(20);
  }
  await client.end();
  for (const listener of listeners) await listener.stop();
  return seen;
}

function row(values: readonly number[]): string {
  return [quantile(values, 0.5), quantile(values, 0.99), Math.max(...values)]
    .map((value) => value.toFixed(1))
    .join(' | ');
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
