import { describe, expect, it } from 'vitest';
import {
  newPlanValues,
  ownClock,
  type PlanValues,
  placeRefusal,
  timeError,
  timeHint,
  timesOf,
  valuesOf,
} from './planForm.ts';

const zone = 'America/Los_Angeles';
const values: PlanValues = {
  startsAt: '2026-11-27T00:00',
  ends: 'at',
  endsAt: '2026-12-01T00:00',
  returnTo: 'base',
  reason: '',
};
const plan = {
  id: 'p',
  programId: 'sale',
  startsAt: '2026-11-27T08:00:17.123Z',
  endsAt: '2026-12-01T08:00:00.000Z',
  returnTo: { kind: 'closed' as const },
  isHeld: false,
  findings: [],
  checkedAt: null,
};

describe('the times of a plan', () => {
  it("are those of the store's clocks", () => {
    expect(timesOf(values, zone)).toEqual({
      startsAt: '2026-11-27T08:00:00.000Z',
      endsAt: '2026-12-01T08:00:00.000Z',
      returnTo: { kind: 'base' },
    });
    expect(timesOf(values, 'Europe/Berlin')?.startsAt).toBe('2026-11-26T23:00:00.000Z');
  });

  it('are none while one is missing, or is one that the clocks skip', () => {
    expect(timesOf({ ...values, startsAt: '' }, zone)).toBeNull();
    expect(timesOf({ ...values, endsAt: '' }, zone)).toBeNull();
    expect(timesOf({ ...values, startsAt: '2027-03-14T02:30' }, zone)).toBeNull();
  });

  it('have no end and no return when it stays, whatever the hidden fields say', () => {
    expect(timesOf({ ...values, ends: 'never', endsAt: '', returnTo: 'closed' }, zone)).toEqual({
      startsAt: '2026-11-27T08:00:00.000Z',
      endsAt: null,
      returnTo: { kind: 'base' },
    });
  });

  it('name the program it returns to', () => {
    expect(timesOf({ ...values, returnTo: 'x' }, zone)?.returnTo).toEqual({ kind: 'program', programId: 'x' });
    expect(timesOf({ ...values, returnTo: 'closed' }, zone)?.returnTo).toEqual({ kind: 'closed' });
  });

  it('that were not touched stay as they were, to the millisecond', () => {
    const same = valuesOf(plan, zone);
    expect(timesOf(same, zone, plan)?.startsAt).toBe(plan.startsAt);
    expect(timesOf({ ...same, startsAt: '2026-11-27T00:01' }, zone, plan)?.startsAt).toBe('2026-11-27T08:01:00.000Z');
  });

  it('begin with the next full hour that leaves time to think, for a day', () => {
    const fresh = newPlanValues(Date.parse('2026-11-20T19:55:00.000Z'), zone);
    expect([fresh.startsAt, fresh.endsAt]).toEqual(['2026-11-20T13:00', '2026-11-21T13:00']);
  });
});

describe('what is said of a time', () => {
  it('names the jump of the clocks it falls into', () => {
    expect(timeError('2027-03-14T02:30', zone)).toMatch(/from 02:00 to 03:00/);
    expect(timeError('2027-03-14T03:30', zone)).toBeNull();
    expect(timeError('', zone)).toBe('Choose a day and a time.');
  });

  it('says which of two is meant where the clocks show it twice', () => {
    expect(timeHint('2026-11-01T01:30', zone, zone)).toMatch(/twice.*first/);
    expect(timesOf({ ...values, startsAt: '2026-11-01T01:30' }, zone)?.startsAt).toBe('2026-11-01T08:30:00.000Z');
    expect(timeHint('2026-11-01T03:30', zone, zone)).toBeNull();
    expect(timeHint('2027-04-04T01:45', 'Australia/Lord_Howe', 'Australia/Lord_Howe')).toMatch(/twice/);
  });

  it("gives the reader's own clock only where it differs", () => {
    expect(timeHint('2026-11-27T00:00', zone, 'Europe/Berlin')).toMatch(/Nov 27, 2026.*9:00.*Europe\/Berlin/);
    expect(ownClock('2026-11-27T08:00:00.000Z', zone, 'America/Vancouver')).toBeNull();
  });
});

describe('a refusal of the rules', () => {
  it('stands at the field that mends it', () => {
    expect(placeRefusal('plan.in_past')?.field).toBe('startsAt');
    expect(placeRefusal('plan.overlaps')?.field).toBe('startsAt');
    expect(placeRefusal('plan.too_short')?.field).toBe('endsAt');
    expect(placeRefusal('plan.too_close')?.words).toMatch(/10 seconds/);
    expect(placeRefusal('plan.not_found')).toBeNull();
  });
});
