import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idOf, makePack } from '../../../test/factories/program-content.ts';
import { makeReleased } from '../../../test/factories/release.ts';
import { activate } from '../../../test/factories/season-sales.ts';
import { makeStaff, onClient, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { minute } from '../../../test/harness/clock.ts';
import { type StoreCtx, withStore } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { funnel } from './insights.funnel.service.ts';
import { closeInsights, flushViews, openCounter } from './insights.seen.service.ts';

let app: TestApp;
let ctx: StoreCtx;
let owner: TestClient;
let base: string;
let programId: string;
const choiceId = idOf('five');

beforeAll(async () => {
  app = await openTestApp();
  const store = await makeStore(app, { timeZone: 'America/Los_Angeles' });
  ctx = withStore(app.ctx, store);
  base = `/api/stores/${store.key}`;
  owner = await signIn(app, await makeStaff(app, { grants: [onClient({ id: store.clientId }, 'owner')] }));
  const definition = { type: 'game_packs' as const };
  programId = (await makeReleased(app, store, { definition, packs: [makePack('five', ['G1'])] })).id;
  await activate(ctx, programId, '2026-10-01T00:00:00.000Z', null);
});
afterAll(() => app.close());

const look = (...views: object[]) => app.client().post(`${base}/seen`, { views });
const funnelOf = async (fromOn?: string) => (await funnel(ctx, { fromOn })).programs[0];
const nothing = { offer: 0, choice: 0, seats: 0, review: 0 };

describe('pages that fans look at', () => {
  it('are counted by program, pack and step, and are in the figures soon', async () => {
    expect((await look({ programId, step: 'offer' }, { programId, choiceId, step: 'choice' })).status).toBe(204);
    expect((await look({ programId, step: 'offer' }, { programId, choiceId, step: 'seats' })).status).toBe(204);
    expect(await funnelOf()).toBeUndefined();
    await flushViews(app.ctx);
    const { seen, choices } = (await owner.get(`${base}/insights/funnel`)).body.programs[0];
    expect(seen).toEqual({ offer: 2, choice: 1, seats: 1, review: 0 });
    expect(choices.find(({ id }: { id: string | null }) => id === choiceId)).toMatchObject({
      name: 'five',
      seen: { ...nothing, choice: 1, seats: 1 },
    });
    expect(choices.find(({ id }: { id: string | null }) => id === null).seen).toEqual({ ...nothing, offer: 2 });
  });

  it('add up over writings, and each day has its own', async () => {
    await look({ programId, choiceId, step: 'review' });
    await flushViews(app.ctx);
    app.clock.set('2026-10-02T06:59:59.999Z');
    await look({ programId, choiceId, step: 'review' });
    app.clock.set('2026-10-02T07:00:00.000Z');
    await look({ programId, choiceId, step: 'review' });
    await flushViews(app.ctx);
    expect((await funnelOf())?.seen.review).toBe(3);
    expect((await funnelOf('2026-10-02'))?.seen).toEqual({ ...nothing, review: 1 });
  });

  it('of nothing the store shows are not counted', async () => {
    const before = await funnelOf();
    await look({ programId: newId(), step: 'offer' }, { programId, choiceId: newId(), step: 'choice' });
    await flushViews(app.ctx);
    expect(await funnelOf()).toEqual(before);
  });

  it('name nothing but program, pack and step, and not too many at a time', async () => {
    const view = { programId, step: 'offer' };
    for (const views of [
      [],
      Array.from({ length: 21 }, () => view),
      [{ ...view, email: 'ana@example.com' }],
      [{ ...view, step: 'paid' }],
    ]) {
      expect((await look(...views)).body.code).toBe('request.invalid');
    }
  });

  it('are counted so often a minute for one address, and no more', async () => {
    app.clock.advance(minute);
    const statuses = [];
    for (let times = 0; times < 61; times += 1) statuses.push((await look({ programId, step: 'offer' })).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('the counter of a process', () => {
  it('holds so many different pages and drops what is more, but goes on counting those it has', async () => {
    const counter = openCounter(app.ctx, 1);
    app.clock.set('2026-10-03T12:00:00.000Z');
    const at = app.clock.now().getTime();
    for (const step of ['offer', 'review', 'offer'] as const) {
      counter.add(ctx.store, [{ programId, choiceId: null, step }], at);
    }
    await counter.close();
    expect((await funnelOf('2026-10-03'))?.seen).toEqual({ ...nothing, offer: 2 });
  });

  it('keeps what the database does not take for the next time', async () => {
    const rename = (from: string, to: string) =>
      app.ctx.database.pool.query(`alter table ${ctx.store.schemaName}.insight_views rename column ${from} to ${to}`);
    const counter = openCounter(app.ctx);
    app.clock.set('2026-10-04T12:00:00.000Z');
    counter.add(ctx.store, [{ programId, choiceId: null, step: 'offer' }], app.clock.now().getTime());
    await rename('step', 'gone');
    await counter.flush();
    await rename('gone', 'step');
    await counter.flush();
    await counter.close();
    expect((await funnelOf('2026-10-04'))?.seen).toEqual({ ...nothing, offer: 1 });
  });

  it('writes what it has when the process ends', async () => {
    app.clock.set('2026-10-05T12:00:00.000Z');
    await look({ programId, step: 'seats' });
    await closeInsights(app.ctx);
    expect((await funnelOf('2026-10-05'))?.seen.seats).toBe(1);
  });
});
