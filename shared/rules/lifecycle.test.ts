import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Clockwork, step } from '../../test/oracle/clockwork.ts';
import { type Act, activeAt, applyAct, type Interval, type Return, type Schedule, timeline } from './lifecycle.ts';

const minute = 60_000;
const base: Return = { kind: 'base' };
const empty: Schedule = { baseProgramId: null, plans: [] };

function scheduleAfter(acts: readonly [number, Act][], from: Schedule = empty): Schedule {
  return acts.reduce((schedule, [at, act]) => {
    const result = applyAct(schedule, act, at);
    if (!result.ok) throw new Error(`${act.kind} at ${at}: ${result.refusal}`);
    return result.schedule;
  }, from);
}

function sale(startsAt: number, endsAt: number | null, returnTo = base, id = 'sale'): Act {
  return { kind: 'plan', plan: { id, programId: 'SALE', startsAt, endsAt, returnTo } };
}

const toRegular: [number, Act] = [0, { kind: 'switch', programId: 'REGULAR' }];

describe('the schedule of a store', () => {
  it('puts a planned sale between two intervals of the regular program', () => {
    const schedule = scheduleAfter([toRegular, [1, sale(10 * minute, 20 * minute)]]);
    expect(timeline(schedule, 1)).toEqual([
      { programId: 'REGULAR', startsAt: 1, endsAt: 10 * minute, planId: null },
      { programId: 'SALE', startsAt: 10 * minute, endsAt: 20 * minute, planId: 'sale' },
      { programId: 'REGULAR', startsAt: 20 * minute, endsAt: null, planId: null },
    ]);
  });

  it('returns from a sale to the program that became the regular one meanwhile', () => {
    const schedule = scheduleAfter([
      toRegular,
      [1, sale(10 * minute, 20 * minute)],
      [2, { kind: 'switch', programId: 'NEW' }],
    ]);
    expect(activeAt(schedule, 15 * minute)).toBe('SALE');
    expect(activeAt(schedule, 20 * minute)).toBe('NEW');
  });

  it('gives the rest of a running sale to the program switched to, and still returns', () => {
    const schedule = scheduleAfter([
      toRegular,
      [1, sale(10 * minute, 20 * minute)],
      [15 * minute, { kind: 'switch', programId: 'NEW' }],
    ]);
    expect(timeline(schedule, 15 * minute).map(({ programId }) => programId)).toEqual(['NEW', 'REGULAR']);
  });

  it('stays closed when a running sale is closed', () => {
    const schedule = scheduleAfter([
      toRegular,
      [1, sale(10 * minute, 20 * minute)],
      [15 * minute, { kind: 'switch', programId: null }],
    ]);
    expect(timeline(schedule, 15 * minute)).toEqual([]);
  });

  it('makes a planned switch without an end the regular program', () => {
    const schedule = scheduleAfter([toRegular, [1, sale(10 * minute, null)]]);
    expect(applyAct(schedule, { kind: 'cancel', planId: 'sale' }, 11 * minute)).toEqual({
      ok: false,
      refusal: 'plan.not_found',
    });
    expect(activeAt(schedule, 11 * minute)).toBe('SALE');
  });

  it('does not start a held plan and starts it when the hold is released in time', () => {
    const held = scheduleAfter([toRegular, [1, sale(10 * minute, 20 * minute)], [2, { kind: 'hold', planId: 'sale' }]]);
    expect(activeAt(held, 15 * minute)).toBe('REGULAR');
    expect(activeAt(scheduleAfter([[3, { kind: 'release_hold', planId: 'sale' }]], held), 15 * minute)).toBe('SALE');
    expect(applyAct(held, { kind: 'release_hold', planId: 'sale' }, 12 * minute)).toEqual({
      ok: false,
      refusal: 'plan.in_past',
    });
  });

  it.each([
    ['a start that has passed', sale(0, 20 * minute), 'plan.in_past'],
    ['a length below a minute', sale(30 * minute, 30 * minute + 1), 'plan.too_short'],
    ['an overlap', sale(15 * minute, 25 * minute, base, 'other'), 'plan.overlaps'],
    ['an unknown plan', { kind: 'cancel', planId: 'none' }, 'plan.not_found'],
    ['a start in the next ten seconds', sale(5 * minute + 9_999, 9 * minute, base, 'other'), 'plan.too_close'],
  ] as const)('refuses %s', (_, act, refusal) => {
    const schedule = scheduleAfter([toRegular, [1, sale(10 * minute, 20 * minute)]]);
    expect(applyAct(schedule, act, 5 * minute)).toEqual({ ok: false, refusal });
  });

  it.each(['cancel', 'hold'] as const)(
    'refuses to %s a plan that starts in less than ten seconds, and not one second earlier',
    (kind) => {
      const schedule = scheduleAfter([toRegular, [1, sale(10 * minute, 20 * minute)]]);
      expect(applyAct(schedule, { kind, planId: 'sale' }, 10 * minute - 9_999)).toEqual({
        ok: false,
        refusal: 'plan.too_close',
      });
      expect(applyAct(schedule, { kind, planId: 'sale' }, 10 * minute - 10_000).ok).toBe(true);
    },
  );
});

const program = fc.constantFrom('A', 'B', 'C');
const planId = fc.constantFrom('p', 'q', 'r');
const returnTo: fc.Arbitrary<Return> = fc.oneof(
  fc.constant(base),
  fc.constant<Return>({ kind: 'closed' }),
  program.map((programId): Return => ({ kind: 'program', programId })),
);
/** Starts and ends in steps after the act. */
const span = fc.record({
  start: fc.integer({ min: -2, max: 10 }),
  length: fc.option(fc.integer({ min: 1, max: 10 }), { nil: null, freq: 4 }),
});
const anyAct = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('switch' as const),
      programId: fc.option(program, { nil: null, freq: 5 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('plan' as const), id: planId, programId: program, span, returnTo }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('change' as const), planId, span, keepsStart: fc.boolean(), returnTo }),
  },
  fc.record({ kind: fc.constant('undo' as const) }),
  fc.record({ kind: fc.constantFrom('cancel' as const, 'hold' as const, 'release_hold' as const), planId }),
);
type Drawn = typeof anyAct extends fc.Arbitrary<infer T> ? T : never;

function concrete(drawn: Drawn, schedule: Schedule, before: Schedule, now: number): Act | null {
  if (drawn.kind === 'undo') return { kind: 'restore', schedule: before };
  if (drawn.kind === 'plan') {
    if (schedule.plans.some(({ id }) => id === drawn.id)) return null;
    const startsAt = now + drawn.span.start * step;
    const endsAt = drawn.span.length === null ? null : startsAt + drawn.span.length * step;
    return {
      kind: 'plan',
      plan: { id: drawn.id, programId: drawn.programId, startsAt, endsAt, returnTo: drawn.returnTo },
    };
  }
  if (drawn.kind !== 'change') return drawn;
  const known = schedule.plans.find(({ id }) => id === drawn.planId);
  const startsAt = drawn.keepsStart && known !== undefined ? known.startsAt : now + drawn.span.start * step;
  const endsAt = drawn.span.length === null ? null : startsAt + drawn.span.length * step;
  return { kind: 'change', planId: drawn.planId, startsAt, endsAt, returnTo: drawn.returnTo };
}

describe('acts in random order with clock jumps', { timeout: 120_000 }, () => {
  it('leave the ledger that a clockwork ticking through the same acts shows', () => {
    const script = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 8 }), act: anyAct }), {
      minLength: 1,
      maxLength: 25,
    });
    fc.assert(
      fc.property(script, (drawn) => {
        const clockwork = new Clockwork();
        let schedule = empty;
        let before = { schedule: empty, clockwork: new Clockwork(), at: 0 };
        let ledger: Interval[] = [];
        const shown: (string | null)[] = [];
        let now = 0;
        for (const { wait, act: wish } of drawn) {
          for (let tick = 0; tick < wait; tick += 1) {
            shown.push(clockwork.active);
            now += step;
            clockwork.tick(now);
          }
          const act = concrete(wish, schedule, before.schedule, now);
          const result = act === null ? null : applyAct(schedule, act, now);
          if (act === null || result === null || !result.ok) continue;
          const last = before;
          before = { schedule, clockwork: clockwork.copy(), at: now };
          schedule = result.schedule;
          if (act.kind === 'restore') clockwork.replay(last.clockwork, last.at, now);
          else clockwork.do(act, now);
          ledger = rewrite(ledger, timeline(schedule, now), now);
        }
        for (let tick = 0; tick < 25; tick += 1) {
          shown.push(clockwork.active);
          now += step;
          clockwork.tick(now);
        }
        expect(shown.map((_, index) => at(ledger, index * step))).toEqual(shown);
        expect(
          ledger.every(
            (interval, index) =>
              (interval.endsAt ?? Number.POSITIVE_INFINITY) <=
              (ledger[index + 1]?.startsAt ?? Number.POSITIVE_INFINITY),
          ),
        ).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });
});

/** What the database does with the timeline: rows that ended stay, the present one is cut, the future is replaced. */
function rewrite(ledger: readonly Interval[], future: readonly Interval[], now: number): Interval[] {
  const past = ledger
    .filter(({ startsAt }) => startsAt < now)
    .map((interval) => ({ ...interval, endsAt: Math.min(interval.endsAt ?? now, now) }));
  return [...past, ...future];
}

function at(ledger: readonly Interval[], instant: number): string | null {
  return (
    ledger.find(({ startsAt, endsAt }) => startsAt <= instant && instant < (endsAt ?? Number.POSITIVE_INFINITY))
      ?.programId ?? null
  );
}
