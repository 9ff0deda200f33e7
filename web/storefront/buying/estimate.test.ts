import { expect, it } from 'vitest';
import type { Cart } from '../../../shared/contract/carts.ts';
import { makePageData } from '../../../test/factories/page-data.ts';
import { idOf, makeContent, makeRule } from '../../../test/factories/program-content.ts';
import { shopOf } from '../app/shop.ts';
import { estimateOf } from './estimate.ts';

const addOn = (name: string, unit: 'per_order' | 'per_seat') => ({
  ...{ id: idOf(name), kind: 'forced' as const, name: { en: name }, description: {}, image: null, unit },
  ...{ eventCode: 'PARK', priceCode: 'PK', ticketTypeCode: 'ADULT', quantity: { min: 0, max: null } },
  ...{ onlyPackIds: null, onlyEventCodes: null },
});
const content = makeContent({
  ...{ eventCodes: ['A', 'B', 'C'], rules: [makeRule('all')] },
  addOns: [addOn('garage', 'per_order'), addOn('towel', 'per_seat')],
});
const shop = shopOf(makePageData(content, ['A', 'B', 'C', 'PARK']), false);
const programId = shop.offer.state === 'open' ? shop.offer.release.programId : '';

/** Of two people; each seat that is held costs 70.00. */
function makeCart(events: Readonly<Record<string, 'pending' | 'held'>>, rest: Partial<Cart> = {}): Cart {
  const seat = { priceCode: 'C', amountCents: 7_000 } as Cart['events'][number]['seats'][number];
  const held = Object.keys(events).filter((code) => events[code] === 'held');
  return {
    ...{ packId: null, packageId: null, partySize: 2, forOrderId: null, addOns: [], program: { id: programId } },
    events: Object.entries(events).map(([eventCode, state]) => ({
      ...{ eventCode, suiteId: null, state },
      seats: state === 'held' ? [seat, seat] : [],
    })),
    quote: { lines: held.map((eventCode) => ({ kind: 'seats', eventCode, totalCents: 14_000 })) },
    ...rest,
  } as unknown as Cart;
}

it('before there are seats a plan is said to cost its cheapest seats and what comes with them', () => {
  const found = estimateOf(shop, makeCart({ A: 'pending', B: 'pending' }));
  expect([...(found?.seats ?? [])]).toEqual([
    ['A', 20_000],
    ['B', 20_000],
  ]);
  expect(found?.extras).toEqual([
    { addOnId: idOf('garage'), count: 1, totalCents: 10_000 },
    { addOnId: idOf('towel'), count: 4, totalCents: 40_000 },
  ]);
  expect(found?.totalCents).toBe(90_000);
});

it('what is held counts at what it was held for', () => {
  const found = estimateOf(shop, makeCart({ A: 'held', B: 'pending' }));
  expect([[...(found?.seats ?? [])], found?.totalCents]).toEqual([[['B', 20_000]], 14_000 + 20_000 + 50_000]);
});

it.each([
  ['with all of its seats', makeCart({ A: 'held' })],
  [
    'of another program',
    makeCart({ A: 'pending' }, { program: { id: idOf('other'), releaseNumber: 1, isActive: false } }),
  ],
  ['of what is added to an order', makeCart({ A: 'pending' }, { forOrderId: idOf('order') })],
  ['with a game that nobody sells', makeCart({ A: 'pending', X: 'pending' })],
])('nothing is guessed of a cart %s', (_, cart) => expect(estimateOf(shop, cart)).toBeNull());
