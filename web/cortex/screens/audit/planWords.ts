import type { Return } from '../../../../shared/rules/lifecycle.ts';
import { formatInstant } from '../../../ui/When.tsx';
import { returnInWords } from '../lifecycle/boardWords.ts';
import type { Names } from './entryWords.ts';

type Sides = { before: unknown; after: unknown };

/** Of the plans before and after an act only those that it made, changed or took away. */
export function plansThatDiffer({ before, after }: Sides): Sides {
  const [was, is] = [plansIn(before), plansIn(after)];
  if (was === null || is === null) return { before, after };
  return { before: withPlans(before, without(was, is)), after: withPlans(after, without(is, was)) };
}

/** The name of the program whose plan an act made, changed or took away; none where it did so to several. */
export function programOfPlan(entry: Sides, names: Names): string | undefined {
  const { before, after } = plansThatDiffer(entry);
  const plans = [...(plansIn(before) ?? []), ...(plansIn(after) ?? [])].filter(isPlan);
  const [program, ...others] = new Set(plans.map(({ programId }) => programId));
  return program === undefined || others.length > 0 ? undefined : names.get(program);
}

function withPlans(value: unknown, plans: readonly unknown[]): unknown {
  return typeof value === 'object' && value !== null ? { ...value, plans } : value;
}

function plansIn(value: unknown): readonly unknown[] | null {
  if (typeof value !== 'object' || value === null || !('plans' in value)) return null;
  return Array.isArray(value.plans) ? value.plans : null;
}

function without(plans: readonly unknown[], others: readonly unknown[]): unknown[] {
  const known = new Set(others.map((plan) => JSON.stringify(plan)));
  return plans.filter((plan) => !known.has(JSON.stringify(plan)));
}

/** A plan as the audit keeps it, in a sentence; null for anything else. */
export function planInWords(value: unknown, names: Names, zone: string): string | null {
  if (!isPlan(value)) return null;
  const { programId, startsAt, endsAt, isHeld } = value;
  const at = (instant: number) => formatInstant(new Date(instant).toISOString(), zone);
  const end = endsAt === null ? 'without an end' : `until ${at(endsAt)}, then ${returnInWords(value, names)}`;
  return `${names.get(programId) ?? 'A program'}${isHeld ? ', on hold' : ''}: from ${at(startsAt)} ${end}`;
}

type KeptPlan = { programId: string; startsAt: number; endsAt: number | null; isHeld: boolean; returnTo: Return };

function isPlan(value: unknown): value is KeptPlan {
  if (typeof value !== 'object' || value === null) return false;
  if (!('programId' in value && 'startsAt' in value && 'endsAt' in value && 'isHeld' in value)) return false;
  const { programId, startsAt, endsAt, isHeld } = value;
  const hasTimes = typeof startsAt === 'number' && (endsAt === null || typeof endsAt === 'number');
  return (
    hasTimes &&
    typeof programId === 'string' &&
    typeof isHeld === 'boolean' &&
    'returnTo' in value &&
    isReturn(value.returnTo)
  );
}

function isReturn(value: unknown): value is Return {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (value.kind === 'program') return 'programId' in value && typeof value.programId === 'string';
  return value.kind === 'base' || value.kind === 'closed';
}
