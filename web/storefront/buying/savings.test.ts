import { expect, it } from 'vitest';
import type { Cart } from '../../../shared/contract/carts.ts';
import type { OpenOffer } from '../../../shared/contract/catalog.ts';
import { savedBy } from './savings.ts';

const offer = {
  release: { id: 'r', programId: 'p', number: 1 },
  columns: [
    ['C', 'ADULT'],
    ['C', '3GP'],
    ['D', '3GP'],
  ],
  events: [{ code: 'A', cents: [10_000, 9_000, 4_000] }],
  rules: [
    { id: 'pack', when: [{ minEvents: 3 }], rows: [[1, null]] },
    { id: 'all', when: [], rows: [[0, null]] },
  ],
} as unknown as OpenOffer;
const line = { kind: 'seats', eventCode: 'A', suiteId: null, priceCode: 'C', eachCents: 9_000, count: 2 };
const cart = (more: object = {}, lines: object[] = [line]) =>
  ({ program: { id: 'p' }, forOrderId: null, quote: { ruleId: 'pack', lines }, ...more }) as unknown as Cart;

it('a plan saves what the same seats cost everybody more', () => {
  expect(savedBy(cart(), offer)).toBe(2_000);
});

it.each([
  ['of another offer', cart({ program: { id: 'other' } })],
  ['that adds to an order', cart({ forOrderId: 'o' })],
  ['at the price of everybody', cart({ quote: { ruleId: 'all', lines: [line] } })],
  ['with seats nobody else can buy', cart({}, [line, { ...line, priceCode: 'D' }])],
])('nothing is said to be saved by a cart %s', (_, one) => expect(savedBy(one, offer)).toBe(0));
