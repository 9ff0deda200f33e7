import type { ProgramContent } from '../../../../../../shared/contract/program-content.ts';
import { newId } from '../stage.tsx';

export type SuitesContent = ProgramContent['suites'];
export type SuiteTier = SuitesContent['tiers'][number];

/** The suites are sold by the program, or no more; those that are not leave their price tier. */
export function setSold({ suiteIds, tiers }: SuitesContent, ids: readonly string[], isSold: boolean): SuitesContent {
  if (isSold) return { suiteIds: [...new Set([...suiteIds, ...ids])], tiers };
  const taken = new Set(ids);
  return {
    suiteIds: without(suiteIds, taken),
    tiers: tiers.map((tier) => ({ ...tier, suiteIds: without(tier.suiteIds, taken) })),
  };
}

/** Exactly these suites are sold. */
export function setAllSold(content: SuitesContent, shown: readonly string[], sold: ReadonlySet<string>): SuitesContent {
  const added = setSold(
    content,
    shown.filter((id) => sold.has(id)),
    true,
  );
  return setSold(
    added,
    shown.filter((id) => !sold.has(id)),
    false,
  );
}

/** The suites have this price tier and no other; null: none. */
export function assignTier(
  { suiteIds, tiers }: SuitesContent,
  ids: readonly string[],
  tierId: string | null,
): SuitesContent {
  const moved = new Set(ids);
  return {
    suiteIds,
    tiers: tiers.map((tier) => {
      const others = without(tier.suiteIds, moved);
      return { ...tier, suiteIds: tier.id === tierId ? [...others, ...moved] : others };
    }),
  };
}

export function makeSuiteTier(name: string): SuiteTier {
  return { id: newId(), name, suiteIds: [] };
}

function without(all: readonly string[], taken: ReadonlySet<string>): string[] {
  return all.filter((id) => !taken.has(id));
}
