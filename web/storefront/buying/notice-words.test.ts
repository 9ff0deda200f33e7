import { expect, it } from 'vitest';
import type { CartNotice } from '../../../shared/contract/carts.ts';
import { makeTranslate } from '../app/text.ts';
import { en } from '../words/en.ts';
import { sayNotices } from './notice-words.ts';
import type { Names } from './useNames.ts';

const names = {
  event: (code: string) => ({ name: code }),
  eventAndDay: (code: string) => `${code}, Sat`,
  addOn: () => 'Parking',
  blocks: (blocks: readonly { firstSeat: number }[]) => blocks.map(({ firstSeat }) => `seat ${firstSeat}`).join(', '),
} as unknown as Names;
const reader = { t: makeTranslate(en, 'en'), money: (cents: number) => `$${cents / 100}` };
const block = (firstSeat: number) => ({ sectionName: '112', rowName: '8', firstSeat, lastSeat: firstSeat });
const say = (...notices: CartNotice[]) => sayNotices(notices, names, reader);
const id = '0190a0a0-0000-7000-8000-0000000000aa';
const moved = (eventCode: string, to = 5): CartNotice => ({
  ...{ code: 'seats.moved', eventCode, from: [block(1)], to: [block(to)] },
});

it.each<[string, CartNotice, RegExp]>([
  ['moved seats name both and that the price is the same', moved('G1'), /G1, Sat: seat 1 .*seat 5 .*same price/],
  [
    'lost seats are named, and that nothing was charged',
    { code: 'seats.lost', eventCode: 'G1', seats: [block(1)] },
    /G1.*seat 1.*Nothing was charged/,
  ],
  [
    'expired seats name their games',
    { code: 'seats.expired', eventCodes: ['G1', 'G2'] },
    /Nothing was charged.*G1, G2/,
  ],
  ['a lost extra says so', { code: 'add_on.gone', addOnId: id, eventCode: null }, /taken out/],
  ['an extra that must be there names its game', { code: 'add_on.gone', addOnId: id, eventCode: 'G1' }, /G1, Sat/],
  [
    'a new price is said beside the old one, and that it is not taken by itself',
    { code: 'price.changed', eventCode: 'G1', beforeCents: 5_000, afterCents: 6_000 },
    /\$60.*\$50.*unless you choose/,
  ],
  [
    'a price that is gone is said',
    { code: 'price.changed', eventCode: 'G1', beforeCents: 5_000, afterCents: null },
    /no longer sold at \$50/,
  ],
])('%s', (_, notice, text) => {
  const [said, ...others] = say(notice);
  expect([said?.lines.length, others]).toEqual([1, []]);
  expect(said?.lines[0]).toMatch(text);
});

it('what happened at several games alike is said once, with their number and names', () => {
  const lost: CartNotice = { code: 'seats.lost', eventCode: 'G4', seats: [block(1)] };
  const said = say(moved('G1'), lost, moved('G2'), moved('G3', 7));
  expect(said.map(({ title, lines }) => [title, lines])).toEqual([
    [
      'Different seats, same price',
      [expect.stringMatching(/^2 games \(G1, G2\): seat 1 .*seat 5/), expect.stringMatching(/^G3, Sat: .*seat 7/)],
    ],
    ['Some of your seats are gone', [expect.stringMatching(/^G4, Sat: seat 1/)]],
  ]);
  const gone = (eventCode: string): CartNotice => ({ code: 'add_on.gone', addOnId: id, eventCode });
  expect(say(gone('G1'), gone('G2'))).toMatchObject([
    { title: 'Parking is no longer available', lines: [expect.stringMatching(/^2 games \(G1, G2\): /)] },
  ]);
});

it('an offer that changed nothing for the fan is not worth a word', () => {
  const changed: CartNotice = {
    code: 'offer.changed',
    lostEventCodes: [],
    isChoiceLost: false,
    beforeCents: null,
    afterCents: null,
  };
  expect(say(changed)).toEqual([]);
  expect(say({ ...changed, lostEventCodes: ['G1'] })[0]?.lines).toEqual([expect.stringContaining('G1')]);
});
