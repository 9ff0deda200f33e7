import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { seededRandom, wholeNumber } from './random.ts';
import { openSandbox } from './sandbox.ts';
import { makeCaller } from './testing.ts';
import { Refusal, type Sandbox, type SandboxOptions } from './types.ts';

const day = 86_400_000;
let folder: string;
let dataDir: string;
let clock: number;
let opened: Sandbox[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-store-'));
  dataDir = join(folder, 'sandbox');
  clock = Date.UTC(2026, 0, 15, 20);
});

afterEach(async () => {
  for (const sandbox of opened) await sandbox.close();
  opened = [];
  rmSync(folder, { recursive: true, force: true });
});

async function open(options: SandboxOptions = {}) {
  const sandbox = await openSandbox({ dataDir, now: () => clock, ...options });
  opened.push(sandbox);
  const [account] = sandbox.accounts;
  if (account === undefined) throw new Error('there is an account');
  return { sandbox, ...makeCaller(sandbox.url, account) };
}

/** What a process that is killed now leaves behind. */
function killed(): string {
  const copy = join(folder, `copy-${opened.length}`);
  cpSync(dataDir, copy, { recursive: true });
  return copy;
}

/** Buys, holds, releases, refunds, other channels, time: as the seed will have it. */
async function live({ sandbox, send }: Awaited<ReturnType<typeof open>>, seed: number, steps: number) {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[wholeNumber(random, 0, list.length - 1)] as T;
  const { events } = (await send('customer', 'event_search', { item_set: 'SEASON' })).fields;
  const codes = (events as { event_name: string }[]).map(({ event_name }) => event_name);
  const { customer } = (
    await send('customer', 'customer_add', { name_first: 'A', name_last: 'B', email: 'a@b.example' })
  ).fields;
  const acct_id = (customer as { acct_id: string }).acct_id;
  const maybe = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  };
  for (let step = 0; step < steps; step += 1) {
    clock += wholeNumber(random, 0, 40_000);
    const eventName = pick(codes);
    const session_id = `s${Math.floor(step / 10)}`;
    const hold = {
      session_id,
      event_name: eventName,
      class: 'FLEX',
      ticket_type_code: 'ADULT',
      num_seats: 2,
      contiguous: 'N',
    };
    const acts: (() => unknown)[] = [
      () => send('hold', 'seats_hold', hold),
      () => send('hold', 'seats_hold', hold),
      () => send('hold', 'seats_release', { session_id }),
      () => maybe(() => sandbox.acts.sellByOthers({ count: 3 })),
      () => maybe(() => sandbox.acts.returnSeats({ eventName, count: 1 })),
      () => maybe(() => sandbox.acts.changePrices({ eventName, percent: 101 })),
      () =>
        maybe(() =>
          sandbox.acts.endOrder({ orderNum: pick(sandbox.ledger())?.order_num ?? 'NONE', status: 'REFUNDED' }),
        ),
      () => sandbox.advance(20_000),
      async () => {
        const { amount_due } = (await send('buy', 'check_out', { session_id, acct_id })).fields;
        const payment = {
          amount: amount_due,
          payment_method: 'CARD',
          payment_token: pick(['tok_visa', 'tok_declined']),
        };
        await send('buy', 'payment_request', { session_id, acct_id, ...payment });
      },
    ];
    await pick(acts)();
  }
}

it.each([1, 2, 3])(
  'a world that was killed comes back as it was, holds and ledger and time (seed %i)',
  async (seed) => {
    const before = await open({ holdSeconds: 300 });
    await live(before, seed, 300);
    expect(before.sandbox.ledger().filter(({ channel }) => channel === 'FLEX').length).toBeGreaterThan(5);
    const { sandbox: after } = await open({ holdSeconds: 300, dataDir: killed() });
    expect(after.ledger()).toEqual(before.sandbox.ledger());
    expect(after.world.holds()).toEqual(before.sandbox.world.holds());
    expect(after.world.charges()).toEqual(before.sandbox.world.charges());
    expect(JSON.stringify(after.world.snapshot())).toEqual(JSON.stringify(before.sandbox.world.snapshot()));
    after.world.check();
  },
);

it('chance goes on where it was: killed and not killed, the next sales are the same', async () => {
  const { sandbox: before } = await open();
  for (let sale = 0; sale < 5; sale += 1) before.acts.sellByOthers({ count: 3 });
  const { sandbox: after } = await open({ dataDir: killed() });
  expect(after.acts.sellByOthers({ count: 3 })).toEqual(before.acts.sellByOthers({ count: 3 }));
});

it('a cart outlives a restart, and its time goes on', async () => {
  const first = await open({ holdSeconds: 60 });
  const { events } = await first.ask('customer', 'event_search', { item_set: 'SEASON' });
  const [, game] = events as { event_name: string }[];
  const hold = {
    event_name: game?.event_name,
    class: 'FLEX',
    ticket_type_code: 'ADULT',
    num_seats: 2,
    contiguous: 'N',
  };
  const cart = await first.ask('hold', 'seats_hold', { session_id: 's1', ...hold });
  const { held: _, ...asRead } = cart;
  await first.sandbox.close();
  clock += 59_000;
  const second = await open({ holdSeconds: 60 });
  expect(await second.ask('hold', 'shopping_cart', { session_id: 's1' })).toEqual({ ...asRead, cmd: 'shopping_cart' });
  await second.sandbox.close();
  clock += 1000;
  const third = await open({ holdSeconds: 60 });
  expect(await third.ask('hold', 'shopping_cart', { session_id: 's1' })).toMatchObject({ status: 'EXPIRED' });
});

it('a clock that was moved stays moved', async () => {
  const { sandbox: before } = await open();
  before.advance(3 * day);
  before.acts.sellByOthers({ count: 1 });
  const { sandbox: after } = await open({ dataDir: killed() });
  after.acts.sellByOthers({ count: 1 });
  expect(after.ledger().map(({ at }) => at)).toEqual(['2026-01-18T20:00:00Z', '2026-01-18T20:00:00Z']);
});

it('a reset leaves nothing, also after a restart', async () => {
  const { sandbox } = await open();
  sandbox.acts.sellByOthers({ count: 3 });
  const reset = await fetch(`${sandbox.url}/admin/reset`, { method: 'POST' });
  expect([reset.status, sandbox.ledger()]).toEqual([200, []]);
  const { sandbox: after } = await open({ dataDir: killed() });
  expect(after.ledger()).toEqual([]);
});

it('data that cannot be read, of another making, or of a season that is over is put aside with a reason', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const reasons = () => said.mock.calls.map(([text]) => /anew: (.{14})/.exec(String(text))?.[1]);
  const { sandbox } = await open();
  sandbox.acts.sellByOthers({ count: 3 });
  await sandbox.close();

  const other = await open({ holdSeconds: 61 });
  expect(other.sandbox.ledger()).toEqual([]);
  expect(existsSync(`${dataDir}.unreadable/state.json`)).toBe(true);
  await other.sandbox.close();

  writeFileSync(join(dataDir, 'state.json'), 'no state');
  const broken = await open({ holdSeconds: 61 });
  broken.sandbox.acts.sellByOthers({ count: 3 });
  await broken.sandbox.close();

  clock += 400 * day;
  const later = await open({ holdSeconds: 61 });
  expect(later.sandbox.ledger()).toEqual([]);
  expect(String(later.sandbox.world.summary().lastEvent) > '2027-02-18').toBe(true);
  expect(reasons()).toEqual(['its data is of', expect.stringContaining('Unexpected'), 'its season is ']);
  said.mockRestore();
});

it('when the disk fails nothing is answered any more, and a restart has what was answered', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { sandbox, send } = await open();
  mkdirSync(join(dataDir, 'journal-1.jsonl'));
  expect(() => sandbox.acts.sellByOthers({ count: 1 })).toThrow('cannot write its data');
  expect((await send('customer', 'ping')).status).toBe(500);
  await sandbox.close();
  rmSync(join(dataDir, 'journal-1.jsonl'), { recursive: true });
  expect((await open()).sandbox.ledger()).toEqual([]);
  said.mockRestore();
});

it('without a data folder nothing is written', async () => {
  const { sandbox } = await open({ dataDir: null });
  sandbox.acts.sellByOthers({ count: 1 });
  await sandbox.close();
  expect(existsSync(dataDir)).toBe(false);
});
