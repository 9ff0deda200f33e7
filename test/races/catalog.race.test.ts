import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StoreFacts, withStore } from '../../server/core/ctx.ts';
import { everybodys } from '../../server/modules/catalog/catalog.service.ts';
import { newestContent } from '../../server/modules/lifecycle/lifecycle.releases.service.ts';
import * as schedules from '../../server/modules/lifecycle/lifecycle.schedule.repository.ts';
import { Offer, type OpenOffer } from '../../shared/contract/catalog.ts';
import { makeRule } from '../factories/program-content.ts';
import { makeReleased } from '../factories/release.ts';
import { makeSeason, prices, type Season } from '../factories/season.ts';
import { activate } from '../factories/switching.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { type OtherNode, openOtherNode } from '../harness/node.ts';
import { isSoak } from '../harness/soak.ts';

const switches = isSoak ? 100 : 40;
const readersOfEach = 4;
/** Each program sells other events at another ticket type and says so in its headline. */
const kinds = { ADULT: ['G01', 'G02', 'G03'], BF25: ['G03', 'G04'] } as const;
type Kind = keyof typeof kinds;

let app: TestApp;
let season: Season;
let nodes: OtherNode[];
const programs = new Map<string, Kind>();
beforeAll(async () => {
  app = await openTestApp();
  season = await makeSeason(app, 4);
  for (const kind of ['ADULT', 'BF25'] as const) {
    const rules = [makeRule('everybody', { rows: [{ eventCode: null, priceCode: 'C', ticketTypeCode: kind }] })];
    const presentation = { headline: { en: kind } };
    const program = await makeReleased(app, season.store, { eventCodes: [...kinds[kind]], rules, presentation });
    programs.set(program.id, kind);
  }
  nodes = [await openOtherNode(app), await openOtherNode(app)];
});
afterAll(async () => {
  for (const node of nodes) await node.close();
  await app.close();
});

/** The programs that parts of an offer are of. */
function kindsIn({ release, columns, events }: OpenOffer): (Kind | undefined)[] {
  const byEvents = (Object.keys(kinds) as Kind[]).find(
    (kind) => String(kinds[kind]) === String(events.map(({ code }) => code)),
  );
  const byColumn = (Object.keys(kinds) as Kind[]).find((kind) => kind === columns[0]?.[1]);
  const byAmount = (Object.keys(kinds) as Kind[]).find((kind) => prices.C[kind] === events[0]?.cents[0]);
  return [programs.get(release.programId), byEvents, byColumn, byAmount];
}

function read(node: OtherNode, store: StoreFacts) {
  const found = node.catalog.find(`/api/stores/${store.key}/offer`);
  return found === null ? null : Offer.parse(JSON.parse(found.ready.plain.toString()));
}

it(`no reader on any node ever sees parts of two releases, under ${switches} switches`, async () => {
  const [first = '', second = ''] = programs.keys();
  await activate(app, season.store, first);
  for (const node of nodes) await everybodys(withStore(node.ctx, season.store), 'offer');
  let isOver = false;
  const seen = new Map<string, number>();
  const mixed: unknown[] = [];
  const reader = async (node: OtherNode) => {
    while (!isOver) {
      const offer = read(node, season.store);
      if (offer?.state === 'open') {
        const [kind = '', ...others] = kindsIn(offer);
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
        if (others.some((other) => other !== kind)) mixed.push([kind, ...others]);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const readers = nodes.flatMap((node) => Array.from({ length: readersOfEach }, () => reader(node)));
  for (let index = 0; index < switches; index += 1) {
    app.clock.advance(2);
    await activate(app, season.store, index % 2 === 0 ? second : first);
    if (index % 10 === 0) await Promise.all(nodes.map((node) => node.catchUp()));
  }
  app.clock.advance(2);
  await Promise.all(nodes.map((node) => node.catchUp()));
  isOver = true;
  await Promise.all(readers);
  expect(mixed).toEqual([]);
  expect([...seen.keys()].toSorted()).toEqual(['ADULT', 'BF25']);
  for (const node of nodes) expect(read(node, season.store)).toMatchObject({ release: { programId: first } });
});

it('a reader that asks twice does see two, so the test above can fail', async () => {
  const [first = '', second = ''] = programs.keys();
  const ctx = withStore(app.ctx, season.store);
  const activeNow = async () => (await schedules.listAt(ctx.store.db, ctx.clock.now()))[0]?.programId ?? '';
  app.clock.advance(2);
  await activate(app, season.store, first);
  const name = programs.get(await activeNow());
  app.clock.advance(2);
  await activate(app, season.store, second);
  const content = await newestContent(ctx, await activeNow());
  expect([name, content?.presentation.headline.en]).toEqual(['ADULT', 'BF25']);
});
