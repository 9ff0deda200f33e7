import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makePublishedEvent } from '../../../test/factories/event.ts';
import { makeInventory, makeRun } from '../../../test/factories/inventory.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { minute } from '../../../test/harness/clock.ts';
import { type StoreCtx, type StoreFacts, withStore } from '../../core/ctx.ts';
import { listSections } from './inventory.freshness.service.ts';
import { loadAmounts, loadFacts, replaceEventInventory } from './inventory.service.ts';

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

describe('amounts', () => {
  test("are the vendor's, by event, price code and ticket type; what it does not price is null", async () => {
    await makeInventory(app, store, 'E1', { prices: { C: { ADULT: 10_000, '3GP': 9_000 }, D: { ADULT: 0 } } });
    await makeInventory(app, store, 'E2', { prices: { C: { ADULT: 12_000 } } });
    const all = await loadAmounts(ctx);
    expect([all('E1', 'C', '3GP'), all('E1', 'D', 'ADULT'), all('E2', 'C', 'ADULT')]).toEqual([9_000, 0, 12_000]);
    expect([all('E2', 'C', '3GP'), all('E3', 'C', 'ADULT')]).toEqual([null, null]);
    const some = await loadAmounts(ctx, ['E2']);
    expect([some('E2', 'C', 'ADULT'), some('E1', 'C', 'ADULT')]).toEqual([12_000, null]);
    const none = await loadAmounts(ctx, []);
    expect(none('E1', 'C', 'ADULT')).toBeNull();
  });

  test('of another store are not seen', async () => {
    await makeInventory(app, await makeStore(app), 'E1');
    expect((await loadAmounts(ctx))('E1', 'C', 'ADULT')).toBeNull();
    expect(await loadFacts(ctx)).toEqual(new Map());
  });
});

describe('facts', () => {
  test('count free seats by class and price code, and name the ticket types that have an amount', async () => {
    await makeInventory(app, store, 'E1', {
      prices: { C: { ADULT: 10_000, '3GP': 9_000 } },
      runs: [
        makeRun(),
        makeRun({ rowName: 'B', firstSeat: 3, lastSeat: 4 }),
        makeRun({ rowName: 'C', priceCode: 'D' }),
        makeRun({ rowName: 'D', className: 'OTHER', firstSeat: 7, lastSeat: 7 }),
      ],
    });
    await makeInventory(app, store, 'E2', { prices: {}, runs: [] });
    expect(await loadFacts(ctx)).toEqual(
      new Map([
        [
          'E1',
          {
            readAt: app.clock.now().getTime(),
            vendorState: 'listed',
            freshFor: 40 * minute,
            freeSeats: new Map([
              [
                'FLEX',
                new Map([
                  ['C', 12],
                  ['D', 10],
                ]),
              ],
              ['OTHER', new Map([['C', 1]])],
            ]),
            ticketTypes: new Map([['C', new Set(['ADULT', '3GP'])]]),
          },
        ],
        [
          'E2',
          {
            readAt: app.clock.now().getTime(),
            vendorState: 'listed',
            freshFor: 40 * minute,
            freeSeats: new Map(),
            ticketTypes: new Map(),
          },
        ],
      ]),
    );
  });

  test('are of the last reading alone', async () => {
    await makeInventory(app, store, 'E1');
    app.clock.advance(minute);
    await makeInventory(app, store, 'E1', {
      prices: { D: { BF25: 1 } },
      runs: [makeRun({ lastSeat: 2, priceCode: 'D' })],
    });
    expect((await loadFacts(ctx)).get('E1')).toEqual({
      readAt: app.clock.now().getTime(),
      vendorState: 'listed',
      freshFor: 40 * minute,
      freeSeats: new Map([['FLEX', new Map([['D', 2]])]]),
      ticketTypes: new Map([['D', new Set(['BF25'])]]),
    });
    const amounts = await loadAmounts(ctx);
    expect([amounts('E1', 'C', 'ADULT'), amounts('E1', 'D', 'BF25')]).toEqual([null, 1]);
  });
});

test('a reading that cannot be kept leaves the one before, and only the product makes one', async () => {
  await makeInventory(app, store, 'E1');
  await expect(makeInventory(app, store, 'E1', { prices: { C: { ADULT: -1 } }, runs: [] })).rejects.toThrow(
    /vendor_prices_amount_cents_check/,
  );
  expect((await loadAmounts(ctx))('E1', 'C', 'ADULT')).toBe(10_000);
  const anybody = { ...ctx, actor: { kind: 'anonymous' } as const };
  const reading = { readAt: app.clock.now(), prices: [], runs: [] };
  await expect(replaceEventInventory(anybody, 'E1', reading)).rejects.toThrow('only the product itself');
  await expect(loadAmounts(anybody)).rejects.toMatchObject({ code: 'auth.required' });
});

test('the sections of an event are listed as people count', async () => {
  await makePublishedEvent(app, store, { code: 'E1' });
  const runs = ['10', '9', 'A2', '101', 'A10'].map((sectionName) => makeRun({ sectionName }));
  await makeInventory(app, store, 'E1', { runs });
  const sections = await listSections(ctx, 'E1');
  expect(sections.map(({ sectionName }) => sectionName)).toEqual(['9', '10', '101', 'A2', 'A10']);
});
