import { describe, expect, it } from 'vitest';
import { actsFor, concernedBy } from './eventActs.ts';
import { valueInWords, whenInWords } from './eventWords.ts';

const on = { state: 'set', on: '2026-10-21' } as const;
const at = { state: 'set', at: '19:30' } as const;

describe('when an event is', () => {
  it.each([
    [{ date: on, time: at }, 'Wed, Oct 21, 2026, 7:30 PM'],
    [{ date: on, time: { state: 'tbd' } as const }, 'Wed, Oct 21, 2026, time TBD'],
    [{ date: { state: 'tba' } as const, time: { state: 'tba' } as const }, 'TBA'],
    [{ date: { state: 'tbd' } as const, time: at }, 'TBD, 7:30 PM'],
  ])('is told on the clocks of the venue: %#', (when, words) => {
    expect(whenInWords(when)).toBe(words);
  });
});

describe('a value of the vendor', () => {
  it('is read as what its field holds', () => {
    const zone = 'America/Los_Angeles';
    expect(valueInWords('date', '2026-10-21', zone)).toBe('Wed, Oct 21, 2026');
    expect(valueInWords('time', 'TBA', zone)).toBe('TBA');
    expect(valueInWords('onSaleAt', '2026-09-01T17:00:00.000Z', zone)).toBe('Sep 1, 2026, 10:00 AM');
    expect(valueInWords('opponent', null, zone)).toBe('nothing');
  });
});

describe('the acts for chosen events', () => {
  const events = [{ state: 'draft' }, { state: 'published' }, { state: 'draft' }] as const;

  it('are those that do something to one of them', () => {
    expect(actsFor(events)).toEqual(['publish', 'unpublish', 'archive']);
    expect(actsFor([{ state: 'archived' }])).toEqual(['unarchive']);
  });

  it('concern only those that are not there already', () => {
    expect(concernedBy('publish', events)).toHaveLength(2);
    expect(concernedBy('archive', events)).toHaveLength(3);
  });
});
