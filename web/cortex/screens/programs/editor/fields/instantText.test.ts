import { describe, expect, it } from 'vitest';
import { inBothZones, instantOfText, textOfInstant } from './instantText.ts';

const zone = 'America/Los_Angeles';

describe('a time on the clocks of the store', () => {
  it('is the same instant there and back', () => {
    expect(instantOfText('2026-11-27T09:00', zone)).toEqual({ kind: 'at', at: '2026-11-27T17:00:00.000Z' });
    expect(textOfInstant('2026-11-27T17:00:00.000Z', zone)).toBe('2026-11-27T09:00');
  });

  it('that the clocks skip is said with what they skip', () => {
    expect(instantOfText('2027-03-14T02:30', zone)).toEqual({ kind: 'skipped', from: '02:00', to: '03:00' });
  });

  it('is none while it is typed', () => {
    expect(instantOfText('', zone)).toEqual({ kind: 'empty' });
    expect(instantOfText('2026-11-27', zone)).toEqual({ kind: 'empty' });
    expect(textOfInstant(null, zone)).toBe('');
  });
});

describe('the instant in words', () => {
  it('is on both clocks where they differ', () => {
    const [store, reader] = inBothZones('2026-11-27T17:00:00.000Z', zone, 'Europe/Zurich');
    expect(store).toContain('9:00');
    expect(reader).toContain('6:00');
    expect(reader).toContain('where you are');
  });

  it('is said once where they show the same', () => {
    expect(inBothZones('2026-11-27T17:00:00.000Z', zone, zone)).toHaveLength(1);
    expect(inBothZones(null, zone, zone)).toEqual([]);
  });
});
