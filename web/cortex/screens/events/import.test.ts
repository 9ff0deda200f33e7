import { describe, expect, it } from 'vitest';
import type { ImportReport } from '../../../../shared/contract/events.import.ts';
import { groupByEvent } from './FindingsNotice.tsx';
import { fieldOf, firstValues, queryOf, requestOf, validate } from './importQuery.ts';
import { countsInWords, isNothingToDo, unmappedInWords } from './importWords.ts';

const start = Date.parse('2026-10-01T03:00:00.000Z'); // still the last of September in Los Angeles
const values = firstValues('America/Los_Angeles', start);

describe('what an import asks for', () => {
  it('is at first the year from today on, by the clocks of the store', () => {
    expect(queryOf(values)).toEqual({ kind: 'range', from: '2026-09-30', until: '2027-09-30' });
  });

  it('is one kind of query, with the venues that were named', () => {
    const given = {
      ...values,
      kind: 'codes',
      codes: ['G1', 'G2'],
      venues: { 'Old arena': 'v1', Elsewhere: '' },
    } as const;
    expect(requestOf({ ...given, codes: [...given.codes] })).toEqual({
      query: { kind: 'codes', codes: ['G1', 'G2'] },
      createVenues: true,
      createCategories: true,
      venues: [{ vendorName: 'Old arena', venueId: 'v1' }],
    });
  });

  it('needs only the fields of its kind', () => {
    expect(validate.codes([], { ...values, kind: 'range' })).toBeNull();
    expect(validate.codes([], { ...values, kind: 'codes' })).not.toBeNull();
    expect(validate.from('', { ...values, kind: 'item_set' })).toBeNull();
  });

  it('has the server’s errors beside its fields', () => {
    expect([fieldOf('query.until'), fieldOf('query.codes.3'), fieldOf('venues.0')]).toEqual(['until', 'codes', null]);
  });
});

const none = { made: 0, changed: 0, same: 0, cancelled: 0, not_listed: 0, newer: 0 };
const report: ImportReport = {
  askedAt: '2026-10-01T12:00:00.000Z',
  events: [],
  venues: [],
  categoriesMade: [],
  unmapped: [],
  counts: none,
};

describe('what an import does, in words', () => {
  it('is counted by outcome, in the order of what matters', () => {
    expect(countsInWords({ ...none, same: 2, made: 41, cancelled: 1 })).toBe(
      '41 new events · 1 is cancelled there · 2 stay as they are',
    );
    expect(countsInWords(none)).toBe('The vendor has no such event');
  });

  it('is nothing when no event, category, venue or section would be written', () => {
    expect(isNothingToDo({ ...report, counts: { ...none, same: 3 } })).toBe(true);
    expect(isNothingToDo({ ...report, counts: { ...none, changed: 1 } })).toBe(false);
    expect(isNothingToDo({ ...report, categoriesMade: ['Basketball'] })).toBe(false);
  });

  it('names the event of what found no place, once', () => {
    expect(unmappedInWords({ code: 'code_unknown', eventCode: 'G9', value: 'G9' })).toBe(
      'The vendor does not know G9.',
    );
    expect(unmappedInWords({ code: 'time_unusable', eventCode: 'G9', value: '25:00' })).toBe(
      'G9: The time “25:00” cannot be read.',
    );
  });
});

describe('what the vendor disagrees about', () => {
  it('is one line an event', () => {
    const about = { severity: 'warning', params: { eventCode: 'G1', event: 'Opening night' }, eventId: 'e1' } as const;
    expect(
      groupByEvent([
        { ...about, code: 'event.vendor_differs', at: '/date' },
        { ...about, code: 'event.vendor_differs', at: '/venueId' },
        { ...about, eventId: 'e2', code: 'event.vendor_cancelled', at: '/state' },
      ]),
    ).toEqual([
      { eventId: 'e1', name: 'Opening night', says: ['has another date', 'has another venue'] },
      { eventId: 'e2', name: 'Opening night', says: ['is cancelled there'] },
    ]);
  });
});
