import { describe, expect, it } from 'vitest';
import { actInWords, barInWords, countdownInWords, programOf, returnInWords } from './boardWords.ts';
import type { Bar } from './timelineLayout.ts';

const names = new Map([['s', 'Sale']]);
const act = {
  id: 'a',
  number: 1,
  at: '2026-11-20T12:00:00.000Z',
  kind: 'cancel' as const,
  actorName: 'Ana',
  reason: null,
  programId: null,
  planId: 'p',
  isOverride: false,
};
const bar: Bar = {
  key: 'k',
  programId: 's',
  name: 'Sale',
  releases: [1],
  startsAt: Date.parse('2026-11-27T08:00:00.000Z'),
  endsAt: null,
  planId: 'p',
  state: 'planned',
};

describe('the words of the switchboard', () => {
  it.each([
    [0, '00:00:00'],
    [-5_000, '00:00:00'],
    [1, '00:00:01'],
    [61_000, '00:01:01'],
    [86_400_000, '1 d 00:00:00'],
    [2 * 86_400_000 + 3_723_000, '2 d 01:02:03'],
  ])('count %s milliseconds down as %s', (left, words) => {
    expect(countdownInWords(left)).toBe(words);
  });

  it('say a bar whole, with its zone', () => {
    expect(barInWords(bar, 'America/Los_Angeles')).toMatch(
      /^Sale, planned, by a plan: from Nov 27, 2026, 12:00.AM without an end$/,
    );
  });

  it('name the program of a plan by the other acts on it', () => {
    expect(
      programOf(
        act,
        [
          { planId: 'q', programId: 'x' },
          { planId: 'p', programId: 's' },
        ],
        names,
      ),
    ).toBe('Sale');
    expect(programOf(act, [], names)).toBeNull();
    expect(programOf({ ...act, planId: null }, [{ planId: null, programId: 's' }], names)).toBeNull();
    expect(actInWords(act, 'Sale')).toBe('Cancelled the plan of Sale');
    expect(actInWords(act, null)).toBe('Cancelled the plan');
  });

  it('say what a plan returns to', () => {
    const endsAt = '2026-12-01T08:00:00.000Z';
    expect(returnInWords({ endsAt, returnTo: { kind: 'program', programId: 's' } }, names)).toBe('Sale');
    expect(returnInWords({ endsAt, returnTo: { kind: 'closed' } }, names)).toBe('closed');
    expect(returnInWords({ endsAt: null, returnTo: { kind: 'base' } }, names)).toBe('stays');
  });
});
