import type { Pack, ProgramContent } from '../contract/program-content.ts';

/** Disjoint events of which between `minEvents` and `maxEvents` are chosen. */
export type ChoiceGroup = {
  /** Of the tier or package; empty for a Build Your Own plan. */
  id: string;
  minEvents: number;
  maxEvents: number;
  /** Those that can be bought now. */
  eventCodes: readonly string[];
};

/** What every program type reduces to: docs/rules/selection.md. */
export type ChoiceSpace = { minEvents: number; maxEvents: number; groups: readonly ChoiceGroup[] };

/** The pack or package a fan is in; both null in a Build Your Own program. */
export type Choice = { packId: string | null; packageId: string | null };

export type IsAvailable = (eventCode: string) => boolean;

/** The space of one choice, or null when the program has no such pack or package. */
export function choiceSpace(content: ProgramContent, choice: Choice, isAvailable: IsAvailable): ChoiceSpace | null {
  switch (content.definition.type) {
    case 'build_your_own':
      return choice.packId === null && choice.packageId === null ? ownSpace(content, isAvailable) : null;
    case 'game_packs':
      return packSpace(content, choice, isAvailable);
    case 'preset_packages':
      return packageSpace(content, choice, isAvailable);
  }
}

/** Every choice a fan of this program has, in the order staff gave them. */
export function choicesOf(content: ProgramContent): Choice[] {
  switch (content.definition.type) {
    case 'build_your_own':
      return [{ packId: null, packageId: null }];
    case 'game_packs':
      return shownPacks(content).map(({ id }) => ({ packId: id, packageId: null }));
    case 'preset_packages':
      return content.packages.packages.map(({ id }) => ({ packId: null, packageId: id }));
  }
}

/**
 * The packs that count under the program's structure, with the tiers that count: the hidden tier alone without tiers,
 * the hidden pack alone with tiers only. The others are kept in the document for a change back.
 */
export function shownPacks(content: Pick<ProgramContent, 'definition' | 'packs'>): Pack[] {
  const { packStructure } = content.definition;
  const { packs } = content.packs;
  if (packStructure === 'tiers_only') return packs.filter((pack) => pack.isHidden).map(withTiers(false));
  return packs.filter((pack) => !pack.isHidden).map(withTiers(packStructure === 'packs_only'));
}

function withTiers(isHidden: boolean) {
  return (pack: Pack): Pack => ({ ...pack, tiers: pack.tiers.filter((tier) => tier.isHidden === isHidden) });
}

function ownSpace(content: ProgramContent, isAvailable: IsAvailable): ChoiceSpace {
  const { minEvents, maxEvents } = content.definition;
  const eventCodes = available(content.events.eventCodes, isAvailable);
  const most = maxEvents ?? eventCodes.length;
  return { minEvents, maxEvents: most, groups: [{ id: '', minEvents: 0, maxEvents: eventCodes.length, eventCodes }] };
}

function packSpace(content: ProgramContent, choice: Choice, isAvailable: IsAvailable): ChoiceSpace | null {
  const pack = shownPacks(content).find(({ id }) => id === choice.packId);
  if (pack === undefined || choice.packageId !== null) return null;
  const inPack = new Set(pack.eventCodes);
  const groups = pack.tiers.map((tier) => {
    const eventCodes = available(tier.eventCodes, (code) => inPack.has(code) && isAvailable(code));
    return { id: tier.id, minEvents: tier.minEvents, maxEvents: tier.maxEvents ?? eventCodes.length, eventCodes };
  });
  const all = groups.reduce((sum, group) => sum + group.eventCodes.length, 0);
  return { minEvents: pack.minEvents, maxEvents: pack.maxEvents ?? all, groups };
}

/** A package is bought whole, so an event that is not available makes it impossible instead of smaller. */
function packageSpace(content: ProgramContent, choice: Choice, isAvailable: IsAvailable): ChoiceSpace | null {
  const found = content.packages.packages.find(({ id }) => id === choice.packageId);
  if (found === undefined || choice.packId !== null) return null;
  const count = new Set(found.eventCodes).size;
  const eventCodes = available(found.eventCodes, isAvailable);
  return {
    minEvents: count,
    maxEvents: count,
    groups: [{ id: found.id, minEvents: count, maxEvents: count, eventCodes }],
  };
}

function available(eventCodes: readonly string[], isAvailable: IsAvailable): string[] {
  return [...new Set(eventCodes)].filter(isAvailable);
}

/** How far a basket is, in one pass over the groups. */
export type Tally = {
  counts: readonly number[];
  chosen: number;
  /** The fewest events a legal basket around this one can have. */
  least: number;
  /** The most. */
  most: number;
  /** No group is over its maximum, and each can reach its minimum. */
  groupsFit: boolean;
};

export function tally(space: ChoiceSpace, basket: ReadonlySet<string>): Tally {
  const counts: number[] = [];
  let [chosen, least, most, groupsFit] = [0, 0, 0, true];
  for (const group of space.groups) {
    const count = countIn(group, basket);
    const limit = Math.min(group.maxEvents, group.eventCodes.length);
    counts.push(count);
    chosen += count;
    least += Math.max(count, group.minEvents);
    most += limit;
    groupsFit &&= count <= group.maxEvents && group.minEvents <= limit;
  }
  return { counts, chosen, least, most, groupsFit };
}

function countIn({ eventCodes }: ChoiceGroup, basket: ReadonlySet<string>): number {
  let count = 0;
  if (basket.size > 0) for (const code of eventCodes) if (basket.has(code)) count += 1;
  return count;
}

/** The fewest and most events a legal basket has; `least > most` when there is none. */
export function reach(space: ChoiceSpace): { least: number; most: number } {
  const { least, most } = tally(space, new Set());
  return { least: Math.max(least, space.minEvents), most: Math.min(most, space.maxEvents) };
}
