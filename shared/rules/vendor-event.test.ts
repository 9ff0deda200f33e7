import { describe, expect, test } from 'vitest';
import { nameKey, readVendorEvent, type StoreWords, type VendorWords } from './vendor-event.ts';

const words: VendorWords = {
  code: 'GSW01',
  name: 'Warriors vs. Lakers',
  opponent: 'Los Angeles Lakers',
  date: { state: 'set', on: '2026-12-25' },
  time: { state: 'set', at: '17:00' },
  estimatedOn: null,
  venueName: 'CHASE  Center ',
  timeZone: 'America/Los_Angeles',
  category: 'Basketball',
  onSaleAt: new Date('2026-10-01T17:00:00Z'),
  offSaleAt: null,
};
const store: StoreWords = {
  venues: new Map([
    ['chase center', { id: 'chase', isArchived: false }],
    ['oracle arena', { id: 'oracle', isArchived: true }],
  ]),
  categories: new Map([['basketball', 'ball']]),
};
const read = (rest: Partial<VendorWords>) => readVendorEvent({ ...words, ...rest }, store);

test('what the vendor says becomes our fields; names are the same in any case and spacing', () => {
  expect(read({ category: ' BASKETBALL' })).toEqual({
    said: {
      name: 'Warriors vs. Lakers',
      opponent: 'Los Angeles Lakers',
      venueId: 'chase',
      date: words.date,
      time: words.time,
      onSaleAt: '2026-10-01T17:00:00.000Z',
      offSaleAt: null,
      categoryId: 'ball',
    },
    notes: [],
  });
  expect(nameKey(' Madison  Square\tGarden ')).toBe('madison square garden');
});

test('the day it guesses of an undecided date is our estimate, at noon there; of a date that is set nothing is guessed', () => {
  const guessed = { date: { state: 'tbd' }, estimatedOn: '2027-04-05' } as const;
  expect(read(guessed).said?.estimatedAt).toBe('2027-04-05T19:00:00.000Z');
  expect(read({ ...guessed, timeZone: null }).said?.estimatedAt).toBe('2027-04-05T12:00:00.000Z');
  for (const none of [
    { ...guessed, estimatedOn: '1900-01-01' },
    { ...guessed, estimatedOn: null },
    { estimatedOn: '2027-04-05' },
  ])
    expect(read(none)).toMatchObject({ said: { estimatedAt: undefined }, notes: [] });
});

test('nothing said of opponent, venue or category is said to be none', () => {
  const { said, notes } = read({ opponent: ' ', venueName: '', category: '' });
  expect(said).toMatchObject({ opponent: null, venueId: null, categoryId: null });
  expect(notes).toEqual([]);
});

describe('what cannot be used is left out, with a note:', () => {
  test.each([
    [{ venueName: 'Elsewhere' }, 'venueId', { code: 'venue_unknown', value: 'Elsewhere' }],
    [{ venueName: 'ORACLE ARENA' }, 'venueId', { code: 'venue_archived', value: 'ORACLE ARENA' }],
    [{ category: 'Opera' }, 'categoryId', { code: 'category_unknown', value: 'Opera' }],
    [{ category: 'c'.repeat(61) }, 'categoryId', { code: 'category_unusable', value: 'c'.repeat(61) }],
    [{ name: '  ' }, 'name', { code: 'name_unusable', value: '  ' }],
    [{ name: 'x'.repeat(300) }, 'name', { code: 'name_unusable', value: 'x'.repeat(200) }],
    [{ opponent: 'one\ntwo' }, 'opponent', { code: 'opponent_unusable', value: 'one\ntwo' }],
    [{ date: { state: 'set', on: '0001-01-01' } }, 'date', { code: 'date_unusable', value: '0001-01-01' }],
    [{ time: { state: 'set', at: '25:00' } }, 'time', { code: 'time_unusable', value: '25:00' }],
  ] as const)('%j', (rest, field, note) => {
    const { said, notes } = read(rest);
    expect([said?.[field], notes]).toEqual([undefined, [note]]);
  });

  test.each(['', ' GSW01', 'x'.repeat(65)])('a whole event whose code is %j, because a code is a key', (code) => {
    expect(read({ code })).toEqual({ said: null, notes: [{ code: 'code_unusable', value: code }] });
  });
});
