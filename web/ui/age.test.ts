import { describe, expect, it } from 'vitest';
import { ageInWords, durationInWords } from './age.ts';

const now = Date.parse('2026-10-01T12:00:00.000Z');

describe('an age', () => {
  it.each([
    ['2026-10-01T11:59:30.000Z', 'just now'],
    ['2026-10-01T12:00:30.000Z', 'in less than a minute'],
    ['2026-10-01T11:58:01.000Z', '1 minute ago'],
    ['2026-10-01T12:20:00.000Z', 'in 20 minutes'],
    ['2026-10-01T09:30:00.000Z', '2 hours ago'],
    ['2026-09-28T12:00:00.000Z', '3 days ago'],
  ])('of %s is "%s"', (at, words) => {
    expect(ageInWords(at, now)).toBe(words);
  });
});

describe('a length of time', () => {
  it('is told in its two largest units', () => {
    expect([40, 60, 1_200, 3_600, 4_800].map(durationInWords)).toEqual([
      '40 s',
      '1 min',
      '20 min',
      '1 h',
      '1 h 20 min',
    ]);
  });

  it('never has sixty minutes beside its hours', () => {
    expect(durationInWords(7_199)).toBe('2 h');
  });
});
