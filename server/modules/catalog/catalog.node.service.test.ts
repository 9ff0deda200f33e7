import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { makeInventory } from '../../../test/factories/inventory.ts';
import { makeCondition, makeRule } from '../../../test/factories/program-content.ts';
import { makeReleased } from '../../../test/factories/release.ts';
import { makeSeason, prices, type Season } from '../../../test/factories/season.ts';
import { activate, makeActive } from '../../../test/factories/switching.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { hour, minute } from '../../../test/harness/clock.ts';
import { onCluster } from '../../../test/harness/cluster.ts';
import { type OtherNode, openOtherNode } from '../../../test/harness/node.ts';
import { type StoreFacts, withStore } from '../../core/ctx.ts';
import { announce } from '../../core/live-changes.ts';
import { planSwitch } from '../lifecycle/lifecycle.switch.service.ts';
import { resumeStore, suspendStore } from '../stores/stores.states.service.ts';
import { nodeOf } from './catalog.node.service.ts';
import { everybodys } from './catalog.service.ts';

let app: TestApp;
let season: Season;
let node: OtherNode;
const others: OtherNode[] = [];
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.set('2026-11-20T12:00:00.000Z');
  season = await makeSeason(app, 3);
  node = await openNode();
  // the news of the season itself is over
  await node.catchUp();
});
afterEach(async () => {
  for (const one of others.splice(0)) await one.close();
});

async function openNode(options: Parameters<typeof openOtherNode>[1] = {}) {
  const opened = await openOtherNode(app, { heardAgo: () => 0, ...options });
  others.push(opened);
  return opened;
}

const urlOf = (store: StoreFacts, rest = '') => `/api/stores/${store.key}/offer${rest}`;
const load = (on: OtherNode) => everybodys(withStore(on.ctx, season.store), 'offer');
/** What the node answers at once from memory; null when it would have to wait. */
function fromMemory(on: OtherNode, rest = '') {
  const found = on.catalog.find(urlOf(season.store, rest));
  return found === null ? null : JSON.parse(found.ready.plain.toString());
}
const sells = (ticketTypeCode: string) => [
  makeRule('everybody', { rows: [{ eventCode: null, priceCode: 'C', ticketTypeCode }] }),
];
const released = (ticketTypeCode: string) =>
  makeReleased(app, season.store, { eventCodes: season.eventCodes, rules: sells(ticketTypeCode) });
const soldAt = (body: { columns?: [string, string][] } | null) => body?.columns?.[0]?.[1] ?? null;

/** A sale from an hour from now, for an hour; the regular program before and after it. */
async function planSale() {
  await makeActive(app, season.store, { eventCodes: season.eventCodes, rules: sells('ADULT') });
  const sale = await released('BF25');
  const startsAt = new Date(app.clock.now().getTime() + hour);
  const endsAt = new Date(startsAt.getTime() + hour);
  const plan = { programId: sale.id, startsAt, endsAt, returnTo: { kind: 'base' as const }, reason: null };
  await planSwitch(withStore(app.ctx, season.store), plan);
  return { startsAt, endsAt };
}

describe('a planned switch', () => {
  it('happens on time, with its return, without a worker, without news and without the database', async () => {
    const { startsAt, endsAt } = await planSale();
    await load(node);
    const at = (instant: Date, offset = 0) => {
      app.clock.set(new Date(instant.getTime() + offset).toISOString());
      return soldAt(fromMemory(node));
    };
    expect(at(startsAt, -1)).toBe('ADULT');
    expect(at(startsAt)).toBe('BF25');
    expect(at(endsAt, -1)).toBe('BF25');
    expect(at(endsAt)).toBe('ADULT');
  });

  it('tells nobody of itself before it happens', async () => {
    const { startsAt } = await planSale();
    await load(node);
    expect(JSON.stringify(fromMemory(node))).not.toContain(startsAt.toISOString());
    expect(JSON.stringify(fromMemory(node, '/copy'))).not.toContain(startsAt.toISOString());
  });

  it('is asked about first by a node that has heard nothing for five seconds', async () => {
    let heardAgo = 0;
    const deaf = await openNode({ heardAgo: () => heardAgo });
    const { startsAt } = await planSale();
    await load(deaf);
    // somebody plans another program for that time, and this node does not hear of it
    await app.ctx.database.pool.query(
      `update ${season.store.schemaName}.activations set release_id = $1 where plan_id is not null`,
      [(await releaseOf((await released('5GP')).id)).id],
    );
    app.clock.set(startsAt.toISOString());
    heardAgo = 5_000;
    expect(fromMemory(deaf)).toBeNull();
    expect(soldAt(JSON.parse((await load(deaf)).plain.toString()))).toBe('5GP');
    expect(soldAt(fromMemory(deaf))).toBe('5GP');
  });

  it('is passed by a node that has heard that all is as it was', async () => {
    const { startsAt } = await planSale();
    const sure = await openNode({ heardAgo: () => 4_999 });
    await load(sure);
    app.clock.set(startsAt.toISOString());
    expect(soldAt(fromMemory(sure))).toBe('BF25');
  });

  it('is not passed on a guess when the database does not answer', async () => {
    const { startsAt } = await planSale();
    const cut = await openNode({ heardAgo: () => 60_000 });
    await load(cut);
    app.clock.set(startsAt.toISOString());
    await allowConnections(false);
    await cut.ctx.database.close();
    await expect(load(cut)).rejects.toThrow(/./);
    expect(fromMemory(cut)).toBeNull();
    await allowConnections(true);
    app.clock.advance(-1);
    expect(soldAt(fromMemory(cut))).toBe('ADULT');
    others.splice(others.indexOf(cut), 1);
    cut.catalog.stop();
    await cut.live.stop();
  });
});

describe('news', () => {
  it('of a switch replaces what every node shows, with the same tag on all of them', async () => {
    await makeActive(app, season.store, { eventCodes: season.eventCodes, rules: sells('ADULT') });
    const second = await openNode();
    await load(node);
    await load(second);
    const next = await released('BF25');
    app.clock.advance(1);
    await activate(app, season.store, next.id);
    await node.catchUp();
    await second.catchUp();
    const tags = [node, second].map((one) => one.catalog.find(urlOf(season.store))?.ready.tag);
    expect(soldAt(fromMemory(node))).toBe('BF25');
    expect(tags[0]).toBe(tags[1]);
  });

  it('of an event, of amounts and of seats changes what they are about, and keeps the bytes of the rest', async () => {
    await makeActive(app, season.store, { eventCodes: season.eventCodes, rules: sells('ADULT') });
    await load(node);
    const copy = node.catalog.find(urlOf(season.store, '/copy'))?.ready;
    await makeInventory(app, season.store, 'G02', { prices: { C: { ...prices.C, ADULT: 12_300 } }, runs: [] });
    const news = { eventCode: 'G02', revision: 2, sectionNames: ['101'], hasNewPrices: true };
    await announce(withStore(app.ctx, season.store), { topic: 'inventory.changed', data: news });
    await node.catchUp();
    expect(fromMemory(node).events.map(({ cents }: { cents: number[] }) => cents[0])).toEqual([10_000, 12_300, 10_000]);
    expect(fromMemory(node, '/availability').events.map(({ seats }: { seats: number[] }) => seats[0])).toEqual([
      10, 0, 10,
    ]);
    expect(node.catalog.find(urlOf(season.store, '/copy'))?.ready).toBe(copy);
    await app.ctx.database.pool.query(
      `update ${season.store.schemaName}.events set name = 'The derby' where code = 'G01'`,
    );
    await announce(withStore(app.ctx, season.store), {
      topic: 'events.changed',
      data: { eventIds: [], eventCodes: ['G01'] },
    });
    await node.catchUp();
    expect(fromMemory(node).events[0].name).toBe('The derby');
  });

  it('of another store changes nothing', async () => {
    await makeActive(app, season.store, { eventCodes: season.eventCodes });
    const other = await makeSeason(app, 1);
    await load(node);
    const before = node.catalog.find(urlOf(season.store))?.ready;
    await makeActive(app, other.store, { eventCodes: other.eventCodes, rules: sells('BF25') });
    await node.catchUp();
    expect(node.catalog.find(urlOf(season.store))?.ready).toBe(before);
    expect(node.catalog.find(urlOf(other.store))).toBeNull();
  });

  it('of a suspension is heard before the next answer, and of the end of it too', async () => {
    await makeActive(app, season.store, { eventCodes: season.eventCodes });
    await load(node);
    await suspendStore(withStore(app.ctx, season.store), 'maintenance of the arena');
    await node.catchUp();
    expect(fromMemory(node)).toBeNull();
    await expect(load(node)).rejects.toMatchObject({ code: 'store.closed' });
    await resumeStore(withStore(app.ctx, season.store));
    await node.catchUp();
    await load(node);
    expect(fromMemory(node)).toMatchObject({ state: 'open' });
  });

  it('reaches a node that lost its listening connection', async () => {
    await makeActive(app, season.store, { eventCodes: season.eventCodes, rules: sells('ADULT') });
    const deaf = await openNode({ pollEvery: 20, pollEveryWhileDeaf: 20 });
    await load(deaf);
    await app.ctx.database.pool.query(`
      select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where datname = current_database() and application_name = 'attend-flex-live'`);
    const next = await released('BF25');
    app.clock.advance(1);
    await activate(app, season.store, next.id);
    await expect.poll(() => soldAt(fromMemory(deaf)), { interval: 5, timeout: 60_000 }).toBe('BF25');
  });
});

describe('a node', () => {
  it('reads a store once, however many ask at the same time', async () => {
    await makeActive(app, season.store, { eventCodes: season.eventCodes });
    const all = await Promise.all(Array.from({ length: 50 }, () => load(node)));
    expect(new Set(all).size).toBe(1);
  });

  it('that hears nothing by itself reads each time, so that it is never behind', async () => {
    await makeActive(app, season.store, { eventCodes: season.eventCodes, rules: sells('ADULT') });
    const ctx = withStore(app.ctx, season.store);
    expect(soldAt(JSON.parse((await everybodys(ctx, 'offer')).plain.toString()))).toBe('ADULT');
    app.clock.advance(minute);
    await activate(app, season.store, (await released('BF25')).id);
    expect(soldAt(JSON.parse((await everybodys(ctx, 'offer')).plain.toString()))).toBe('BF25');
    expect(app.ctx.live.heardAgo()).toBe(Number.POSITIVE_INFINITY);
  });

  it('keeps what 24 kinds of fans see, forgets the one longest unasked for, and makes it anew as it was', async () => {
    const groups = Array.from({ length: 25 }, (_, index) => `S${index}`);
    const rows = [{ eventCode: null, priceCode: 'C', ticketTypeCode: '5GP' }];
    const rules = groups.map((name) => makeRule(name, { rows, conditions: [makeCondition({ accountGroup: name })] }));
    await makeActive(app, season.store, { eventCodes: season.eventCodes, rules: [...rules, ...sells('ADULT')] });
    const viewOf = async (name = '') => {
      const fan = { email: 'fan@example.com', accountGroups: new Set([name]) };
      const { showing } = await nodeOf(node.ctx).present(withStore(node.ctx, season.store), fan);
      return showing.view;
    };
    const views: Awaited<ReturnType<typeof viewOf>>[] = [];
    for (const name of groups.slice(0, 24)) views.push(await viewOf(name));
    expect(new Set(views).size).toBe(24);
    const isKept = async (index: number) => (await viewOf(groups[index])) === views[index];
    expect(await isKept(0)).toBe(true);
    await viewOf(groups[24]);
    expect(await isKept(0)).toBe(true);
    const again = await viewOf(groups[1]);
    expect([again === views[1], again.ready.tag]).toEqual([false, views[1]?.ready.tag]);
    expect(again.offer).toEqual(views[1]?.offer);
    expect([await isKept(3), await isKept(2)]).toEqual([true, false]);
  });

  it('forgets a store that could not be read, and reads it when it can', async () => {
    await makeActive(app, season.store, { eventCodes: season.eventCodes });
    const { schemaName } = season.store;
    await app.ctx.database.pool.query(`alter table ${schemaName}.activations rename to away`);
    await expect(load(node)).rejects.toThrow(/./);
    await app.ctx.database.pool.query(`alter table ${schemaName}.away rename to activations`);
    expect(JSON.parse((await load(node)).plain.toString()).state).toBe('open');
  });
});

async function releaseOf(programId: string): Promise<{ id: string }> {
  const { rows } = await app.ctx.database.pool.query(
    `select id from ${season.store.schemaName}.releases where program_id = $1`,
    [programId],
  );
  return rows[0];
}

/** Whether new connections to the test's database are let in. */
async function allowConnections(areAllowed: boolean) {
  const name = new URL(app.databaseUrl).pathname.slice(1);
  await onCluster(inject('clusterUrl'), `alter database ${name} with allow_connections ${areAllowed}`);
}
