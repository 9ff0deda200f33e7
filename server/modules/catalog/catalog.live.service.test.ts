import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeReleased } from '../../../test/factories/release.ts';
import { makeSeason, type Season } from '../../../test/factories/season.ts';
import { activate, makeActive } from '../../../test/factories/switching.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { type OtherNode, openOtherNode } from '../../../test/harness/node.ts';
import { withStore } from '../../core/ctx.ts';
import { announce } from '../../core/live-changes.ts';
import { suspendStore } from '../stores/stores.states.service.ts';
import { fanStream } from './catalog.live.service.ts';

let app: TestApp;
let season: Season;
let node: OtherNode;
beforeAll(async () => {
  app = await openTestApp();
  node = await openOtherNode(app, { heardAgo: () => 0 });
});
afterAll(async () => {
  await node.close();
  await app.close();
});
const open: AsyncIterator<string>[] = [];
beforeEach(async () => {
  app.clock.set('2026-11-20T12:00:00.000Z');
  season = await makeSeason(app, 3);
  await makeActive(app, season.store, { eventCodes: season.eventCodes });
  await node.catchUp();
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.return?.();
});

type News = { topic: string; data: Record<string, unknown> };
async function listen(of = season) {
  const iterator = (await fanStream(withStore(node.ctx, of.store)))[Symbol.asyncIterator]();
  open.push(iterator);
  return async (): Promise<News[] | 'over'> => {
    const { value, done } = await iterator.next();
    if (done === true) return 'over';
    return [...value.matchAll(/event: (\S+)\ndata: (.+)\n\n/g)].map(([, topic = '', data = '']) => ({
      topic,
      data: JSON.parse(data),
    }));
  };
}

const tag = () => node.catalog.find(`/api/stores/${season.store.key}/offer`)?.ready.tag;
async function switchTo(parts: object) {
  const program = await makeReleased(app, season.store, { eventCodes: season.eventCodes, ...parts });
  app.clock.advance(1);
  await activate(app, season.store, program.id);
  await node.catchUp();
}
const seatsChanged = async (eventCode: string, sectionNames: string[]) => {
  const data = { eventCode, revision: 2, sectionNames, hasNewPrices: false };
  await announce(withStore(app.ctx, season.store), { topic: 'inventory.changed', data });
};

it('a stream begins with what is current and goes on with what changed, many changes as one', async () => {
  const next = await listen();
  expect(await next()).toEqual([{ topic: 'offer.changed', data: { offer: tag(), spreadMs: 2 } }]);
  await switchTo({ eventCodes: ['G01'] });
  await switchTo({ eventCodes: ['G02'] });
  await seatsChanged('G02', ['101', '102']);
  await seatsChanged('G02', ['102', '103']);
  await node.catchUp();
  expect(await next()).toEqual([
    { topic: 'offer.changed', data: { offer: tag(), spreadMs: 2 } },
    { topic: 'sections.changed', data: { eventCode: 'G02', sectionNames: ['101', '102', '103'], spreadMs: 2 } },
  ]);
});

it('readers are spread over the longer the more of them there are', async () => {
  const streams = [await listen(), await listen(), await listen()];
  const [first] = await Promise.all(streams.map((next) => next()));
  expect(first).toMatchObject([{ data: { spreadMs: 6 } }]);
});

it('a stream says nothing of staff, of plans or of another store', async () => {
  const other = await makeSeason(app, 1);
  await node.catchUp();
  const [mine, theirs] = [await listen(), await listen(other)];
  await Promise.all([mine(), theirs()]);
  await switchTo({ eventCodes: ['G02'], presentation: { headline: { en: 'Secret sale' } } });
  const news = await mine();
  expect(JSON.stringify(news)).not.toMatch(/Secret|program|release/i);
  await makeActive(app, other.store, { eventCodes: other.eventCodes });
  await node.catchUp();
  expect(await theirs()).toMatchObject([{ topic: 'offer.changed' }]);
});

it('more sections than anybody draws one by one are all of them', async () => {
  const next = await listen();
  await next();
  await seatsChanged(
    'G01',
    Array.from({ length: 201 }, (_, index) => `S${index}`),
  );
  await node.catchUp();
  expect(await next()).toMatchObject([{ data: { eventCode: 'G01', sectionNames: null } }]);
});

it('a stream of a store that is suspended ends', async () => {
  const next = await listen();
  await next();
  await suspendStore(withStore(app.ctx, season.store), 'maintenance of the arena');
  const ended = next();
  await node.catchUp();
  expect(await ended).toBe('over');
  await expect(fanStream(withStore(node.ctx, season.store))).rejects.toMatchObject({ code: 'store.closed' });
});

it('a stream that is left is forgotten', async () => {
  const next = await listen();
  await next();
  await open.splice(0)[0]?.return?.();
  const again = await listen();
  expect(await again()).toMatchObject([{ data: { spreadMs: 2 } }]);
});
