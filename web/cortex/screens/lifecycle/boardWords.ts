import type { Tone } from '../../../ui/StatusBadge.tsx';
import { formatInstant } from '../../../ui/When.tsx';
import type { PlanState, SwitchAct } from './lifecycleApi.ts';
import type { Bar } from './timelineLayout.ts';

export const stateWords: Record<Bar['state'], { label: string; tone: Tone }> = {
  past: { label: 'Past', tone: 'neutral' },
  active: { label: 'Active now', tone: 'positive' },
  planned: { label: 'Planned', tone: 'info' },
  held: { label: 'On hold', tone: 'warning' },
};

/** A bar as one sentence, for those who do not see it. */
export function barInWords({ name, state, startsAt, endsAt, planId }: Bar, zone: string): string {
  const plan = planId !== null && state !== 'held' ? ', by a plan' : '';
  const end = endsAt === null ? 'without an end' : `until ${formatInstant(new Date(endsAt).toISOString(), zone)}`;
  return `${name}, ${stateWords[state].label.toLowerCase()}${plan}: from ${formatInstant(new Date(startsAt).toISOString(), zone)} ${end}`;
}

/** Time left in days, hours, minutes and seconds: "2 d 03:04:05". */
export function countdownInWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  const days = Math.floor(seconds / 86_400);
  const clock = [Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return days === 0 ? clock : `${days} d ${clock}`;
}

/** What a plan returns to, by name. */
export function returnInWords({ endsAt, returnTo }: Returning, names: Names): string {
  if (endsAt === null) return 'stays';
  switch (returnTo.kind) {
    case 'base':
      return 'whatever would have been active';
    case 'closed':
      return 'closed';
    case 'program':
      return names.get(returnTo.programId) ?? 'a program';
  }
}

type Names = ReadonlyMap<string, string>;
type Returning = { endsAt: string | number | null; returnTo: PlanState['returnTo'] };

/** An act in a sentence without its subject: "Switched to Black Friday". */
export function actInWords(act: Pick<SwitchAct, 'kind'>, program: string | null): string {
  const of = program === null ? '' : ` of ${program}`;
  switch (act.kind) {
    case 'now':
      return `Switched to ${program ?? 'a program'}`;
    case 'plan':
      return `Planned ${program ?? 'a switch'}`;
    case 'change':
      return `Changed the plan${of}`;
    case 'cancel':
      return `Cancelled the plan${of}`;
    case 'hold':
      return `Held the plan${of}`;
    case 'release_hold':
      return `Let the held plan${of} start after all`;
    case 'undo':
      return 'Undid the act before';
    case 'republish':
      return `Put the new release${of} in its place`;
    case 'close':
      return 'Closed the store';
  }
}

/** The program an act is about; acts on a plan name it by the plan's other acts. */
export function programOf(act: SwitchAct, others: readonly Pick<SwitchAct, 'planId' | 'programId'>[], names: Names) {
  const samePlan = others.find(({ planId, programId }) => planId === act.planId && programId !== null);
  const id = act.programId ?? (act.planId === null ? null : (samePlan?.programId ?? null));
  return id === null ? null : (names.get(id) ?? null);
}
