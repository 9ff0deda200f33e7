/**
 * Which program is active at which instant: docs/rules/lifecycle.md. Instants are UTC milliseconds; `null` as a program
 * means the store is closed. Nothing here knows of releases, checks or who asks.
 */
export type Plan = {
  id: string;
  programId: string;
  startsAt: number;
  /** Null: the program stays. */
  endsAt: number | null;
  returnTo: Return;
  /** Failed its checks: listed, and does not start. */
  isHeld: boolean;
};
export type Return = { kind: 'base' } | { kind: 'program'; programId: string } | { kind: 'closed' };
export type Schedule = { baseProgramId: string | null; plans: readonly Plan[] };
/** Half-open; the last one of a timeline has no end. A closed store has no interval. */
export type Interval = { programId: string; startsAt: number; endsAt: number | null; planId: string | null };

export type Act =
  | { kind: 'switch'; programId: string | null }
  | { kind: 'plan'; plan: Omit<Plan, 'isHeld'> }
  | { kind: 'change'; planId: string; startsAt: number; endsAt: number | null; returnTo: Return }
  | { kind: 'cancel'; planId: string }
  | { kind: 'hold'; planId: string }
  | { kind: 'release_hold'; planId: string }
  | { kind: 'restore'; schedule: Schedule };

export type ActRefusal =
  | 'plan.not_found'
  | 'plan.in_past'
  | 'plan.too_short'
  | 'plan.overlaps'
  | 'plan.running'
  | 'plan.ended'
  | 'plan.held'
  | 'plan.not_held'
  | 'plan.too_close';
export type ActResult = { ok: true; schedule: Schedule } | { ok: false; refusal: ActRefusal };

/** A boundary this near is honoured by every node without asking, so it cannot be changed any more. */
export const closingTime = 10_000;
export const shortestPlan = 60_000;

/** The schedule after the act, or why it cannot be done. `now` is later than every earlier act's. */
export function applyAct(before: Schedule, act: Act, now: number): ActResult {
  const schedule = settle(before, now);
  const next = perform(schedule, act, now);
  if (!next.ok) return next;
  const isTooClose = act.kind !== 'switch' && !sameNearBoundaries(schedule, next.schedule, now);
  return isTooClose ? refuse('plan.too_close') : { ok: true, schedule: settle(next.schedule, now) };
}

/** The program active at an instant that is not before the schedule was settled. */
export function activeAt(schedule: Schedule, at: number): string | null {
  return planAt(schedule, at)?.programId ?? baseAt(schedule, at);
}

/** Every interval from `now` on, gapless except where the store is closed. */
export function timeline(schedule: Schedule, now: number): Interval[] {
  const cuts = new Set([now]);
  for (const { startsAt, endsAt } of live(schedule)) {
    if (startsAt > now) cuts.add(startsAt);
    if (endsAt !== null && endsAt > now) cuts.add(endsAt);
  }
  const starts = [...cuts].sort((a, b) => a - b);
  return starts.flatMap((startsAt, index) => {
    const programId = activeAt(schedule, startsAt);
    const endsAt = starts[index + 1] ?? null;
    return programId === null ? [] : [{ programId, startsAt, endsAt, planId: planAt(schedule, startsAt)?.id ?? null }];
  });
}

/** The same schedule without plans that are over: what they made the base is the base now. */
export function settle(schedule: Schedule, now: number): Schedule {
  const isOver = (plan: Plan) => (plan.endsAt === null ? !plan.isHeld && plan.startsAt <= now : plan.endsAt <= now);
  return { baseProgramId: baseAt(schedule, now), plans: schedule.plans.filter((plan) => !isOver(plan)) };
}

function perform(schedule: Schedule, act: Act, now: number): ActResult {
  switch (act.kind) {
    case 'switch':
      return { ok: true, schedule: switchNow(schedule, act.programId, now) };
    case 'plan':
      return put(schedule, { ...act.plan, isHeld: false }, now);
    case 'change':
      return change(schedule, act, now);
    case 'cancel':
      return onPlan(schedule, act.planId, (plan) => cancel(schedule, plan, now));
    case 'hold':
      return onPlan(schedule, act.planId, (plan) => hold(schedule, plan, now));
    case 'release_hold':
      return onPlan(schedule, act.planId, (plan) =>
        plan.isHeld ? put(without(schedule, plan), { ...plan, isHeld: false }, now) : refuse('plan.not_held'),
      );
    case 'restore':
      return { ok: true, schedule: settle(act.schedule, now) };
  }
}

/** Closing also ends a running plan, so that its return does not open the store again by itself. */
function switchNow(schedule: Schedule, programId: string | null, now: number): Schedule {
  const running = planAt(schedule, now);
  if (running === undefined) return { ...schedule, baseProgramId: programId };
  const others = without(schedule, running);
  if (programId === null) return { ...others, baseProgramId: null };
  return { ...others, plans: [...others.plans, { ...running, programId, startsAt: now }] };
}

function put(schedule: Schedule, plan: Plan, now: number): ActResult {
  if (plan.startsAt <= now) return refuse('plan.in_past');
  return place(schedule, plan);
}

/** Adds a plan whose start is settled already. */
function place(schedule: Schedule, plan: Plan): ActResult {
  const end = plan.endsAt ?? Number.POSITIVE_INFINITY;
  if (end - plan.startsAt < shortestPlan) return refuse('plan.too_short');
  const overlaps = live(schedule).some((other) => overlap(plan, other));
  return overlaps ? refuse('plan.overlaps') : { ok: true, schedule: { ...schedule, plans: [...schedule.plans, plan] } };
}

function change(schedule: Schedule, act: Extract<Act, { kind: 'change' }>, now: number): ActResult {
  return onPlan(schedule, act.planId, (plan) => {
    const { startsAt, endsAt, returnTo } = act;
    const changed = { ...plan, startsAt, endsAt, returnTo };
    const others = without(schedule, plan);
    if (plan.isHeld || plan.startsAt > now) return put(others, changed, now);
    if (startsAt !== plan.startsAt) return refuse('plan.running');
    return endsAt !== null && endsAt <= now ? refuse('plan.in_past') : place(others, changed);
  });
}

function cancel(schedule: Schedule, plan: Plan, now: number): ActResult {
  const others = without(schedule, plan);
  if (plan.isHeld || plan.startsAt > now) return { ok: true, schedule: others };
  return { ok: true, schedule: settle({ ...others, plans: [...others.plans, { ...plan, endsAt: now }] }, now) };
}

function hold(schedule: Schedule, plan: Plan, now: number): ActResult {
  if (plan.isHeld) return refuse('plan.held');
  if (plan.startsAt <= now) return refuse('plan.running');
  const others = without(schedule, plan);
  return { ok: true, schedule: { ...others, plans: [...others.plans, { ...plan, isHeld: true }] } };
}

function onPlan(schedule: Schedule, planId: string, act: (plan: Plan) => ActResult): ActResult {
  const plan = schedule.plans.find(({ id }) => id === planId);
  return plan === undefined ? refuse('plan.not_found') : act(plan);
}

function without(schedule: Schedule, plan: Plan): Schedule {
  return { ...schedule, plans: schedule.plans.filter(({ id }) => id !== plan.id) };
}

/** Plans that start, in the order they do. */
function live(schedule: Schedule): Plan[] {
  return schedule.plans.filter(({ isHeld }) => !isHeld).sort((a, b) => a.startsAt - b.startsAt);
}

function planAt(schedule: Schedule, at: number): Plan | undefined {
  return live(schedule).find(({ startsAt, endsAt }) => endsAt !== null && startsAt <= at && at < endsAt);
}

function baseAt(schedule: Schedule, at: number): string | null {
  let base = schedule.baseProgramId;
  for (const { startsAt, endsAt, programId, returnTo } of live(schedule)) {
    if (endsAt === null && startsAt <= at) base = programId;
    if (endsAt !== null && endsAt <= at && returnTo.kind !== 'base')
      base = returnTo.kind === 'program' ? returnTo.programId : null;
  }
  return base;
}

/** A plan without an end occupies only its start: after it, it is the base, and others may be planned over it. */
function overlap(a: Plan, b: Plan): boolean {
  const endOf = ({ startsAt, endsAt }: Plan) => endsAt ?? startsAt + 1;
  return a.startsAt < endOf(b) && b.startsAt < endOf(a);
}

function sameNearBoundaries(before: Schedule, after: Schedule, now: number): boolean {
  return nearBoundaries(before, now) === nearBoundaries(after, now);
}

function nearBoundaries(schedule: Schedule, now: number): string {
  const near = (at: number) => at > now && at < now + closingTime;
  const cuts = live(schedule).flatMap(({ startsAt, endsAt }) => [startsAt, ...(endsAt === null ? [] : [endsAt])]);
  return [...new Set(cuts.filter(near))]
    .sort((a, b) => a - b)
    .map((at) => `${at} ${activeAt(schedule, at)}`)
    .join('\n');
}

function refuse(refusal: ActRefusal): ActResult {
  return { ok: false, refusal };
}
