import { type Plan, type Schedule, settle } from '../../../shared/rules/lifecycle.ts';

export type PlanNews = { change: 'made' | 'changed' | 'cancelled' | 'released' | 'held'; plan: Plan };

/**
 * What an act did to the plans. What it did to the one that is running now shows as a switch, so only a moved end or
 * return of it is news here.
 */
export function planNews(before: Schedule, after: Schedule, at: number): PlanNews[] {
  const was = new Map(settle(before, at).plans.map((plan) => [plan.id, plan]));
  const is = new Map(after.plans.map((plan) => [plan.id, plan]));
  const gone = [...was.values()].filter((plan) => !is.has(plan.id) && (plan.isHeld || plan.startsAt > at));
  return [
    ...[...is.values()].flatMap((plan) => {
      const change = changeOf(was.get(plan.id), plan, at);
      return change === null ? [] : [{ change, plan }];
    }),
    ...gone.map((plan) => ({ change: 'cancelled' as const, plan })),
  ];
}

function changeOf(was: Plan | undefined, plan: Plan, at: number): PlanNews['change'] | null {
  if (was === undefined) return 'made';
  if (was.isHeld !== plan.isHeld) return plan.isHeld ? 'held' : 'released';
  const wasSwitched = plan.startsAt === at;
  return !wasSwitched && textOf(was) !== textOf(plan) ? 'changed' : null;
}

function textOf({ programId, startsAt, endsAt, returnTo }: Plan): string {
  return JSON.stringify([
    programId,
    startsAt,
    endsAt,
    returnTo.kind,
    'programId' in returnTo ? returnTo.programId : null,
  ]);
}
