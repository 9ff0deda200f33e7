import { describe, expect, it } from 'vitest';
import { type Act, applyAct, type Plan, type Schedule } from '../../../shared/rules/lifecycle.ts';
import { planNews } from './webhooks.plan-news.service.ts';

const now = 1_000_000_000;
const hour = 3_600_000;
const sale: Plan = {
  id: 'sale',
  programId: 'b',
  startsAt: now + hour,
  endsAt: now + 2 * hour,
  returnTo: { kind: 'base' },
  isHeld: false,
};
const empty: Schedule = { baseProgramId: 'a', plans: [] };
const planned: Schedule = { baseProgramId: 'a', plans: [sale] };
const held: Schedule = { baseProgramId: 'a', plans: [{ ...sale, isHeld: true }] };

function news(before: Schedule, act: Act, at = now): string[] {
  const result = applyAct(before, act, at);
  if (!result.ok) throw new Error(result.refusal);
  return planNews(before, result.schedule, at).map(({ change, plan }) => `${change} ${plan.id}`);
}

describe('an act says of plans', () => {
  const { isHeld: _, ...unheld } = sale;
  const moved = { planId: 'sale', startsAt: now + 2 * hour, endsAt: now + 3 * hour, returnTo: sale.returnTo };
  it.each<[string, Schedule, Act, number, string[]]>([
    ['a new one is made', empty, { kind: 'plan', plan: unheld }, now, ['made sale']],
    ['a moved one is changed', planned, { kind: 'change', ...moved }, now, ['changed sale']],
    ['one that had not started is cancelled', planned, { kind: 'cancel', planId: 'sale' }, now, ['cancelled sale']],
    ['one with errors is held', planned, { kind: 'hold', planId: 'sale' }, now, ['held sale']],
    ['a held one is released', held, { kind: 'release_hold', planId: 'sale' }, now, ['released sale']],
    ['a held one is cancelled', held, { kind: 'cancel', planId: 'sale' }, now, ['cancelled sale']],
    ['nothing when another program is switched to', planned, { kind: 'switch', programId: 'c' }, now, []],
    ['nothing of a running one that ends early', planned, { kind: 'cancel', planId: 'sale' }, now + 1.5 * hour, []],
    [
      'nothing of a running one that goes on with another program',
      planned,
      { kind: 'switch', programId: 'c' },
      now + 1.5 * hour,
      [],
    ],
    [
      'that a running one ends later',
      planned,
      { kind: 'change', planId: 'sale', startsAt: sale.startsAt, endsAt: now + 3 * hour, returnTo: sale.returnTo },
      now + 1.5 * hour,
      ['changed sale'],
    ],
    ['nothing of one that is over', planned, { kind: 'switch', programId: 'c' }, now + 5 * hour, []],
    ['what an undo brings back', empty, { kind: 'restore', schedule: planned }, now, ['made sale']],
  ])('%s', (_what, before, act, at, expected) => {
    expect(news(before, act, at)).toEqual(expected);
  });
});
