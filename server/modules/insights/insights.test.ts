import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idOf } from '../../../test/factories/program-content.ts';
import {
  activate,
  giveBack,
  makeThreePrograms,
  type Offered,
  playSeason,
} from '../../../test/factories/season-sales.ts';
import { makeStaff, onClient, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { Answer, TestClient } from '../../../test/harness/client.ts';
import { day, hour, minute } from '../../../test/harness/clock.ts';
import { runJobs } from '../../../test/harness/jobs.ts';
import { type By, type CartStory, countNaively, type OrderStory } from '../../../test/oracle/naive-insights.ts';
import { parseCsv } from '../../core/csv.ts';
import { type StoreCtx, withStore } from '../../core/ctx.ts';
import { enqueue } from '../../core/jobs.ts';
import { figuresOf } from './insights.figures.service.ts';
import { keepDaysJob } from './insights.keep.service.ts';

const timeZone = 'America/Los_Angeles';
/** The clocks are put back on 1 November, at nine in the morning UTC. */
const range = { firstOn: '2026-10-30', lastOn: '2026-11-03' };
const midnights = [
  '2026-10-30T07:00Z',
  '2026-10-31T07:00Z',
  '2026-11-01T07:00Z',
  '2026-11-02T08:00Z',
  '2026-11-03T08:00Z',
];

let app: TestApp;
let ctx: StoreCtx;
let owner: TestClient;
let base: string;
let offers: Offered[];
let carts: CartStory[];
let orders: Awaited<ReturnType<typeof playSeason>>['orders'];

beforeAll(async () => {
  app = await openTestApp();
  const store = await makeStore(app, { timeZone });
  ctx = withStore(app.ctx, store);
  base = `/api/stores/${store.key}/insights`;
  owner = await signIn(app, await makeStaff(app, { grants: [onClient({ id: store.clientId }, 'owner')] }));
  app.clock.set('2026-10-29T00:00:00.000Z');
  offers = await makeThreePrograms(app, ctx);
  const random = makeRandom(7);
  const spread = Array.from({ length: 90 }, () => Date.parse('2026-10-29T12:00Z') + random() * 6 * day);
  const edges = midnights.flatMap((at) => [Date.parse(at) - 1, Date.parse(at), Date.parse(at) + 23.5 * hour]);
  const instants = [...spread, ...edges].map(Math.floor).sort((a, b) => a - b);
  ({ carts, orders } = await playSeason(app, ctx, { offers, instants, random }));
  app.clock.set('2026-11-03T23:00:00.000Z');
  owner = await signIn(app, await makeStaff(app, { grants: [onClient({ id: store.clientId }, 'owner')] }));
});
afterAll(() => app.close());

/** Numbers that repeat from run to run. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function done({ status, text, body }: Answer) {
  if (status !== 200) throw new Error(`${status} ${text}`);
  return body;
}

const ask = async (path: string, query = '') =>
  done(await owner.get(`${base}${path}?fromOn=${range.firstOn}&toOn=${range.lastOn}${query}`));

/** Those that are not zero, as the oracle names them; what is net must follow from the others. */
function numbersOf({ funnel, sales }: { funnel: Record<string, unknown>; sales: Record<string, number> }) {
  const { abandoned, ...counts } = funnel;
  const { netCents, ...sold } = sales;
  expect(netCents).toBe((sold.grossCents ?? 0) - (sold.refundedCents ?? 0));
  const all: Record<string, number> = { ...counts, ...Object(abandoned), ...sold };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== 0));
}

type Listed = { funnel: Record<string, unknown>; sales: Record<string, number> };

function expectAll(listed: [string, Listed][], by: By, isByDay = false) {
  const expected = countNaively({ carts, orders }, { by, timeZone, ...range, isByDay });
  const found = Object.fromEntries(
    listed.map(([key, one]) => [key, numbersOf(one)] as const).filter(([, one]) => Object.keys(one).length > 0),
  );
  expect(found).toEqual(expected);
}

/** Every answer against what was counted one by one. */
async function compareAll() {
  const { programs, total } = await ask('');
  expectAll(
    programs.map((one: Listed & { program: { id: string } }) => [one.program.id, one]),
    'program',
  );
  const sum = Object.values(countNaively({ carts, orders }, { by: 'program', timeZone, ...range }));
  for (const [name, value] of Object.entries<number>(numbersOf(total))) {
    expect(
      sum.reduce((all, one) => all + (one[name] ?? 0), 0),
      name,
    ).toBe(value);
  }
  const funnel = await ask('/funnel');
  type Choice = Listed & { id: string | null; tiers: (Listed & { id: string })[] };
  const choices: [string, Choice][] = funnel.programs.flatMap((one: { program: { id: string }; choices: Choice[] }) =>
    one.choices.map((choice) => [`${one.program.id} ${choice.id}`, choice]),
  );
  expectAll(choices, 'choice');
  expectAll(
    choices.flatMap(([key, { tiers }]) => tiers.map((tier): [string, Listed] => [`${key} ${tier.id}`, tier])),
    'tier',
  );
  const { days } = await ask('/days');
  expect(days.map(({ on }: { on: string }) => on)).toEqual([
    '2026-10-30',
    '2026-10-31',
    '2026-11-01',
    '2026-11-02',
    '2026-11-03',
  ]);
  type Day = { on: string; programs: (Listed & { program: { id: string } })[] };
  expectAll(
    days.flatMap(({ on, programs: own }: Day) => own.map((one) => [`${on} ${one.program.id}`, one])),
    'program',
    true,
  );
  const { events } = await ask('/events');
  expectAll(
    events.map((one: Listed & { eventCode: string }) => [one.eventCode, one]),
    'event',
  );
}

describe('every figure is what counting one by one finds', () => {
  it('while no day is kept, all of them counted for the answer', async () => {
    await compareAll();
    expect((await ask('')).fresh).toEqual({
      at: '2026-11-03T23:00:00.000Z',
      countedAt: '2026-11-03T23:00:00.000Z',
      liveDays: 5,
    });
  });

  it('when the days that are over are kept, and only today is counted', async () => {
    await enqueue(app.ctx, keepDaysJob, {});
    await runJobs(app);
    app.clock.advance(minute);
    await compareAll();
    expect((await ask('')).fresh).toEqual({
      at: '2026-11-03T23:01:00.000Z',
      countedAt: '2026-11-03T23:00:00.000Z',
      liveDays: 1,
    });
  });

  it('after seats came back, once the hour is over', async () => {
    const old = orders.filter(({ seats, soldAt }) => seats.length > 2 && soldAt < Date.parse('2026-11-02T00:00Z'));
    expect(old.length).toBeGreaterThan(5);
    for (const order of old.slice(0, 6)) await giveBack(ctx, order, 2);
    app.clock.advance(hour);
    const before = await ask('');
    await enqueue(app.ctx, keepDaysJob, {});
    await runJobs(app);
    await compareAll();
    const after = await ask('');
    expect(after.total.sales.grossCents).toBe(before.total.sales.grossCents);
    expect(after.total.sales.netCents).toBeLessThan(before.total.sales.netCents);
    expect(after.total.sales.refundedSeats).toBeGreaterThan(0);
  });

  it('twice kept is the same as once', async () => {
    const before = await ask('/days');
    for (let times = 0; times < 2; times += 1) {
      await enqueue(app.ctx, keepDaysJob, {});
      await runJobs(app);
    }
    expect({ ...(await ask('/days')), fresh: null }).toEqual({ ...before, fresh: null });
  });

  it('of a game under one program only', async () => {
    const [first] = offers;
    const { events } = await ask('/events', `&programId=${first?.programId}`);
    const own = { carts: carts.filter(isFirst), orders: orders.filter(isFirst) };
    const expected = countNaively(own, { by: 'event', timeZone, ...range });
    expect(
      Object.fromEntries(events.map((one: Listed & { eventCode: string }) => [one.eventCode, numbersOf(one)])),
    ).toEqual(expected);
    function isFirst({ programId }: CartStory | OrderStory) {
      return programId === first?.programId;
    }
  });

  it('those most wanted in vain come first, and each reason occurs', async () => {
    const { events } = await ask('/events');
    type Interest = { funnel: { abandoned: Record<string, number> } };
    const inVain = events.map(({ funnel }: Interest) => Object.values(funnel.abandoned).reduce((a, b) => a + b, 0));
    expect(inVain).toEqual(inVain.toSorted((a: number, b: number) => b - a));
    for (const reason of ['neverHeld', 'refused', 'seatsGone', 'expired', 'letGo', 'notPaid']) {
      expect(
        events.some(({ funnel }: Interest) => (funnel.abandoned[reason] ?? 0) > 0),
        reason,
      ).toBe(true);
    }
  });
});

describe('days', () => {
  it('kept in one zone are counted anew when the store moves to another', async () => {
    const moved = { ...ctx, store: { ...ctx.store, timeZone: 'Europe/Berlin' } };
    const days = { firstOn: '2026-10-31', lastOn: '2026-11-01' };
    const { lines, fresh } = await figuresOf(moved, { days, scopes: ['choice'] });
    const naive = countNaively({ carts, orders }, { by: 'program', timeZone: 'Europe/Berlin', ...days });
    const chosen = Object.values(naive).reduce((sum, one) => sum + (one.chosen ?? 0), 0);
    expect(lines.reduce((sum, one) => sum + one.chosen, 0)).toBe(chosen);
    expect(fresh.liveDays).toBe(2);
  });

  it('are thirty up to today unless said, and end today whatever is asked', async () => {
    const usual = done(await owner.get(base));
    expect([usual.fromOn, usual.toOn, usual.today.on]).toEqual(['2026-10-05', '2026-11-03', '2026-11-03']);
    expect(done(await owner.get(`${base}?fromOn=2026-11-01&toOn=2030-01-01`)).toOn).toBe('2026-11-03');
  });

  it.each([['fromOn=2026-11-03&toOn=2026-11-02'], ['fromOn=2027-01-01'], ['fromOn=2020-01-01&toOn=2026-11-01']])(
    'that cannot be are refused: %s',
    async (query) => {
      const answer = await owner.get(`${base}/days?${query}`);
      expect([answer.status, answer.body.code]).toEqual([422, 'insights.days_unusable']);
    },
  );
});

describe('two programs', () => {
  beforeAll(async () => {
    const [own = '', sale = ''] = offers.map(({ programId }) => programId);
    await activate(ctx, own, '2026-10-29T07:00:00.000Z', '2026-10-31T07:00:00.000Z');
    await activate(ctx, own, '2026-10-31T07:00:00.000Z', '2026-11-01T19:00:00.000Z');
    await activate(ctx, sale, '2026-11-01T19:00:00.000Z', '2026-11-02T01:00:00.000Z');
    await activate(ctx, own, '2026-11-02T01:00:00.000Z', null);
  });

  it('are compared over the hours they were active, in the days that are asked for and up to now', async () => {
    const [own, sale] = offers;
    app.clock.set('2026-11-03T23:00:00.000Z');
    const answer = await ask('/comparison', `&from=${own?.programId}&to=${sale?.programId}`);
    expect(answer.from.intervals).toEqual([
      { startsAt: '2026-10-30T07:00:00.000Z', endsAt: '2026-11-01T19:00:00.000Z' },
      { startsAt: '2026-11-02T01:00:00.000Z', endsAt: '2026-11-03T23:00:00.000Z' },
    ]);
    expect([answer.from.activeHours, answer.to.activeHours]).toEqual([60 + 46, 6]);
    const naive = countNaively({ carts, orders }, { by: 'program', timeZone, ...range });
    const counted = naive[sale?.programId ?? ''] ?? {};
    const net = (counted.grossCents ?? 0) - (counted.refundedCents ?? 0);
    expect(numbersOf(answer.to)).toEqual(counted);
    expect(answer.to.perActiveHour.netCents).toBeCloseTo(net / 6, 1);
    expect(answer.to.perActiveDay.orders).toBeCloseTo(((counted.orders ?? 0) / 6) * 24, 1);
  });

  it('of which one was never active have no rates for it', async () => {
    const [own, , packages] = offers;
    const answer = await ask('/comparison', `&from=${packages?.programId}&to=${own?.programId}`);
    expect([answer.from.activeHours, answer.from.perActiveHour, answer.from.intervals]).toEqual([0, null, []]);
  });

  it('of which one is not there are a problem', async () => {
    const answer = await owner.get(`${base}/comparison?from=${offers[0]?.programId}&to=${idOf('nobody')}`);
    expect([answer.status, answer.body.code]).toEqual([404, 'program.not_found']);
  });
});

describe('a table', () => {
  const paths = ['.csv', '/funnel.csv', '/days.csv', '/events.csv'];
  const query = `?fromOn=${range.firstOn}&toOn=${range.lastOn}`;

  it('says the same as the answer it is of, and no cell of it is a formula', async () => {
    const { text, headers } = await owner.get(`${base}.csv${query}`);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename="insights-programs.csv"');
    expect(text).toContain("\r\n'=Sale,");
    const [head, ...lines] = parseCsv(text).records.map(({ cells }) => cells);
    const { programs } = await ask('');
    const at = (name: string) => head?.indexOf(name) ?? -1;
    expect(
      lines.map((cells) => [cells[at('program')], Number(cells[at('net_cents')]), Number(cells[at('let_go')])]),
    ).toEqual(
      programs.map((one: Listed & { program: { name: string }; funnel: { abandoned: { letGo: number } } }) => [
        one.program.name,
        one.sales.netCents,
        one.funnel.abandoned.letGo,
      ]),
    );
  });

  it.each([...paths, '/comparison.csv'])('%s has as many cells in each line as columns', async (path) => {
    const both = path === '/comparison.csv' ? `&from=${offers[0]?.programId}&to=${offers[1]?.programId}` : '';
    const { status, text } = await owner.get(`${base}${path}${query}${both}`);
    expect(status, text).toBe(200);
    const [head, ...lines] = parseCsv(text).records;
    expect(lines.length).toBeGreaterThan(1);
    for (const { cells } of lines) expect(cells.length).toBe(head?.cells.length);
  });
});

it('nothing that is answered is of a person', async () => {
  const query = `?fromOn=${range.firstOn}&toOn=${range.lastOn}`;
  const paths = ['', '.csv', '/funnel', '/funnel.csv', '/days', '/days.csv', '/events', '/events.csv'];
  const { rows: people } = await app.ctx.database.pool.query(
    `select id, email, name, vendor_account_id from ${ctx.store.schemaName}.fans`,
  );
  const { rows: named } = await app.ctx.database.pool.query(
    `select id from ${ctx.store.schemaName}.carts union select id from ${ctx.store.schemaName}.orders`,
  );
  const secrets = [...people, ...named]
    .flatMap((one) => Object.values(one).map(String))
    .filter((text) => text.length > 2);
  expect(secrets).toContain('secret.fan@example.test');
  for (const path of paths) {
    const { text } = await owner.get(base + path + query);
    expect(text.length).toBeGreaterThan(100);
    for (const secret of secrets) expect(text.includes(secret), `${path} tells ${secret}`).toBe(false);
  }
});

it("another store's people and figures are on the other side of the wall", async () => {
  const other = await makeStore(app, { timeZone });
  const theirs = await signIn(app, await makeStaff(app, { grants: [onClient({ id: other.clientId }, 'owner')] }));
  expect((await theirs.get(base)).status).toBe(404);
  const { total, programs } = done(await theirs.get(`/api/stores/${other.key}/insights?fromOn=2026-10-30`));
  expect([numbersOf(total), programs]).toEqual([{}, []]);
});
