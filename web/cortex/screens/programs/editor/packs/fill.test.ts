import { describe, expect, it } from 'vitest';
import { filled, groupsOf, spread, suggest } from './fill.ts';

const event = (code: string, on: string | null, opponent: string | null = null) => ({ code, on, opponent });
/** The first of October 2026 is a Thursday. */
const events = [
  event('thu', '2026-10-01', 'Kings'),
  event('fri', '2026-10-02', 'Lakers'),
  event('sun', '2026-10-04', 'Lakers'),
  event('mon', '2026-10-05', 'Suns'),
  event('tbd', null),
];

describe('groups', () => {
  it('by weekday go from Monday on, events without a date last', () => {
    const groups = groupsOf(events, 'weekday');
    expect(groups.map(({ label, codes }) => `${label}: ${codes.join()}`)).toEqual([
      'Monday: mon',
      'Thursday: thu',
      'Friday: fri',
      'Sunday: sun',
      'No date yet: tbd',
    ]);
  });

  it('by opponent go by name, events without one last', () => {
    const groups = groupsOf(events, 'opponent');
    expect(groups.map(({ label, codes }) => `${label}: ${codes.join()}`)).toEqual([
      'Kings: thu',
      'Lakers: fri,sun',
      'Suns: mon',
      'No opponent: tbd',
    ]);
  });
});

describe('what is suggested', () => {
  it('puts Friday to Sunday in the first list and deals the other days over the rest', () => {
    const groups = groupsOf(events, 'weekday');
    const result = filled(events, groups, suggest(groups, ['top', 'middle', 'low'], 'weekday'));
    expect(result.get('top')).toEqual(['fri', 'sun']);
    expect([...(result.get('middle') ?? []), ...(result.get('low') ?? [])].sort()).toEqual(['mon', 'thu']);
    expect([...result.values()].flat()).not.toContain('tbd');
  });

  it('gives one list alone the weekend', () => {
    const groups = groupsOf(events, 'weekday');
    expect(filled(events, groups, suggest(groups, ['all'], 'weekday'))).toEqual(new Map([['all', ['fri', 'sun']]]));
  });

  it('deals opponents so that the lists come out about equal', () => {
    const groups = groupsOf(events, 'opponent');
    const result = filled(events, groups, suggest(groups, ['one', 'two'], 'opponent'));
    expect([result.get('one')?.length, result.get('two')?.length]).toEqual([2, 2]);
  });
});

describe('spreading', () => {
  const season = Array.from({ length: 40 }, (_, index) => event(`E${index}`, null));

  it('takes exactly as many as asked, none twice, from the whole season', () => {
    const codes = [...spread(season, ['one'], 10).values()].flat();
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    expect(codes[0]).toBe('E2');
    expect(codes.at(-1)).toBe('E38');
  });

  it('gives each list its turn', () => {
    expect([...spread(season, ['one', 'two', 'three'], 40)].map(([lane, codes]) => [lane, codes.length])).toEqual([
      ['one', 14],
      ['two', 13],
      ['three', 13],
    ]);
  });

  it('never takes more than there are', () => {
    expect([...spread(season.slice(0, 3), ['one'], 9).values()].flat()).toEqual(['E0', 'E1', 'E2']);
    expect(spread([], ['one'], 9).size).toBe(0);
  });
});
