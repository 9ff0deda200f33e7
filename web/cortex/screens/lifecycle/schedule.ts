import {
  type Act,
  type ActRefusal,
  applyAct,
  type Interval as Row,
  type Schedule,
  timeline,
} from '../../../../shared/rules/lifecycle.ts';
import type { Board, Undone } from './lifecycleApi.ts';

/** The schedule as the rules take it, from what the switchboard answers. */
export function scheduleOf({ baseProgramId, plans }: Pick<Board, 'baseProgramId' | 'plans'> | Undone): Schedule {
  return {
    baseProgramId,
    plans: plans.map(({ id, programId, startsAt, endsAt, returnTo, isHeld }) => ({
      id,
      programId,
      startsAt: Date.parse(startsAt),
      endsAt: endsAt === null ? null : Date.parse(endsAt),
      returnTo,
      isHeld,
    })),
  };
}

export type Outcome = { refusal: ActRefusal } | { rows: Row[] };

/** What an act would make of the schedule, by the same rules as the server's. */
export function outcomeOf(schedule: Schedule, act: Act, now: number): Outcome {
  const result = applyAct(schedule, act, now);
  return result.ok ? { rows: timeline(result.schedule, now) } : { refusal: result.refusal };
}

/** A stretch with one program, or with none: the store is closed. */
export type Stretch = { programId: string | null; startsAt: number; endsAt: number | null };

/** The rows with the times between them at which nothing is active, and rows of one program as one. */
export function stretchesOf(rows: readonly Row[], now: number): Stretch[] {
  const stretches: Stretch[] = [];
  let end: number | null = now;
  for (const { programId, startsAt, endsAt } of rows) {
    if (end !== null && startsAt > end) stretches.push({ programId: null, startsAt: end, endsAt: startsAt });
    const last = stretches.at(-1);
    if (last?.programId === programId && last.endsAt === startsAt) last.endsAt = endsAt;
    else stretches.push({ programId, startsAt, endsAt });
    end = endsAt;
  }
  if (end !== null) stretches.push({ programId: null, startsAt: end, endsAt: null });
  return stretches;
}
