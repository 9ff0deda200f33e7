import type { Pack, Tier } from '../contract/program-content.ts';

/**
 * Packs with everything that is hidden in its place, whatever the program's structure, so that a change of structure
 * touches no pack: each pack has one hidden tier, which maps all the pack's events, and there is one hidden pack, whose
 * events are those of its tiers. Order and everything visible stay as given; event codes are named once.
 *
 * Of what is hidden, what `given` leaves out is taken from `present`, the packs as they stand, else made by `newId`.
 */
export function tidyPacks(given: readonly Pack[], present: readonly Pack[], newId: () => string): Pack[] {
  const taken = new Set(given.flatMap(idsOf));
  const keptTier = new Map(present.map((pack) => [pack.id, hiddenTierOf(pack)]));
  const tidy = (pack: Pack) => {
    const kept = keptTier.get(pack.id)?.id;
    return tidyPack(pack, kept !== undefined && !taken.has(kept) ? kept : newId);
  };
  if (given.some(({ isHidden }) => isHidden)) return given.map(tidy);
  return [...given.map(tidy), tidyPack(keptHiddenPack(present, taken) ?? makeHiddenPack(newId()), newId)];
}

function idsOf(pack: Pack): string[] {
  return [pack.id, ...pack.tiers.map(({ id }) => id)];
}

/** The texts, each once, in the order in which they first stand. */
export function once(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function tidyPack(pack: Pack, hiddenId: string | (() => string)): Pack {
  const tiers = pack.tiers.map((tier) => ({ ...tier, eventCodes: once(tier.eventCodes) }));
  const shown = tiers.filter(({ isHidden }) => !isHidden);
  const eventCodes = once(pack.isHidden ? shown.flatMap((tier) => tier.eventCodes) : pack.eventCodes);
  const hidden = hiddenTierOf(pack);
  if (hidden === undefined) {
    const id = typeof hiddenId === 'string' ? hiddenId : hiddenId();
    return { ...pack, eventCodes, tiers: [makeHiddenTier(id, eventCodes), ...tiers] };
  }
  const mapped = makeHiddenTier(hidden.id, eventCodes);
  return { ...pack, eventCodes, tiers: tiers.map((tier) => (tier.isHidden ? mapped : tier)) };
}

function hiddenTierOf(pack: Pack): Tier | undefined {
  return pack.tiers.find(({ isHidden }) => isHidden);
}

/** Without what now stands elsewhere: a tier may have been moved out of it. */
function keptHiddenPack(present: readonly Pack[], taken: ReadonlySet<string>): Pack | null {
  const kept = present.find(({ isHidden, id }) => isHidden && !taken.has(id));
  return kept === undefined ? null : { ...kept, tiers: kept.tiers.filter(({ id }) => !taken.has(id)) };
}

/** The limits are the pack's. */
function makeHiddenTier(id: string, eventCodes: string[]): Tier {
  return { id, name: {}, minEvents: 0, maxEvents: null, eventCodes, isHidden: true };
}

function makeHiddenPack(id: string): Pack {
  return {
    id,
    name: {},
    description: {},
    minEvents: 1,
    maxEvents: null,
    eventCodes: [],
    tiers: [],
    isHidden: true,
    image: null,
  };
}
