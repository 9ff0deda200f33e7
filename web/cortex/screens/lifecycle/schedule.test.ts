import { describe, expect, it } from 'vitest';
import { outcomeOf, scheduleOf, stretchesOf } from './schedule.ts';

const now = Date.parse('2026-11-20T12:00:00.000Z');
const hour = 3_600_000;
const plan = {
  id: 'p',
  programId: 'sale',
  startsAt: new Date(now + hour).toISOString(),
  endsAt: new Date(now + 3 * hour).toISOString(),
  returnTo: { kind: 'base' as const },
  isHeld: false,
  findings: [],
  checkedAt: null,
};
const schedule = scheduleOf({ baseProgramId: 'regular', plans: [plan] });

describe('what an act makes of the schedule', () => {
  it('is said by the rules of the server: a sale returns to what is switched to before it', () => {
    const outcome = outcomeOf(schedule, { kind: 'switch', programId: 'fresh' }, now);
    expect('rows' in outcome && stretchesOf(outcome.rows, now)).toEqual([
      { programId: 'fresh', startsAt: now, endsAt: now + hour },
      { programId: 'sale', startsAt: now + hour, endsAt: now + 3 * hour },
      { programId: 'fresh', startsAt: now + 3 * hour, endsAt: null },
    ]);
  });

  it('is a refusal where the server would refuse', () => {
    const other = { id: 'q', programId: 'x', startsAt: now + 2 * hour, endsAt: now + 4 * hour };
    const act = { kind: 'plan' as const, plan: { ...other, returnTo: { kind: 'base' as const } } };
    expect(outcomeOf(schedule, act, now)).toEqual({ refusal: 'plan.overlaps' });
  });

  it('says when the store is closed, in the middle and at the end', () => {
    const closed = outcomeOf(schedule, { kind: 'switch', programId: null }, now);
    expect('rows' in closed && stretchesOf(closed.rows, now)).toEqual([
      { programId: null, startsAt: now, endsAt: now + hour },
      { programId: 'sale', startsAt: now + hour, endsAt: now + 3 * hour },
      { programId: null, startsAt: now + 3 * hour, endsAt: null },
    ]);
  });

  it('shows a program once that goes on through a boundary', () => {
    const outcome = outcomeOf(schedule, { kind: 'switch', programId: 'sale' }, now);
    expect('rows' in outcome && stretchesOf(outcome.rows, now)).toEqual([
      { programId: 'sale', startsAt: now, endsAt: null },
    ]);
  });
});
