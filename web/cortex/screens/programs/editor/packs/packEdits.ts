import type { Definition, Pack, ProgramContent, Tier } from '../../../../../../shared/contract/program-content.ts';
import { tidyPacks } from '../../../../../../shared/rules/pack-structure.ts';
import { putBefore, type Target } from '../board/boardPlaces.ts';
import { changePart } from '../parts/parts.ts';
import { newId } from '../stage.tsx';

type PacksContent = ProgramContent['packs'];
export type Structure = Definition['packStructure'];

/** Lanes that are no tier: events of the pack without tiers, events in the pack and no tier, events not in the pack. */
export const wholeLane = 'whole';
export const untieredLane = 'untiered';
export const outsideLane = 'outside';

/** A pack is one list without tiers; else its tiers, and what the pack has and no tier maps. */
export function lanesOfPack(pack: Pack, structure: Structure): { id: string; codes: readonly string[] }[] {
  if (structure === 'packs_only') return [{ id: wholeLane, codes: pack.eventCodes }];
  const tiers = shownTiers(pack);
  const mapped = new Set(tiers.flatMap(({ eventCodes }) => eventCodes));
  const lost = pack.eventCodes.filter((code) => !mapped.has(code));
  return [
    ...tiers.map(({ id, eventCodes }) => ({ id, codes: eventCodes })),
    ...(lost.length > 0 && structure === 'packs_with_tiers' ? [{ id: untieredLane, codes: lost }] : []),
  ];
}

export function shownTiers(pack: Pack): Tier[] {
  return pack.tiers.filter(({ isHidden }) => !isHidden);
}

/** The pack with events put into a lane and taken out of every other: its tiers share no event. */
export function placeInPack(pack: Pack, codes: readonly string[], { laneId, before }: Target): Pack {
  const put = new Set(codes);
  const without = (all: readonly string[]) => all.filter((code) => !put.has(code));
  if (laneId === wholeLane) return { ...pack, eventCodes: putBefore(pack.eventCodes, codes, before) };
  const tiers = pack.tiers.map((tier) => {
    if (tier.isHidden) return tier;
    const eventCodes = tier.id === laneId ? putBefore(tier.eventCodes, codes, before) : without(tier.eventCodes);
    return { ...tier, eventCodes };
  });
  if (laneId === outsideLane) return { ...pack, tiers, eventCodes: without(pack.eventCodes) };
  return { ...pack, tiers, eventCodes: [...new Set([...pack.eventCodes, ...codes])] };
}

/** Lane by lane, the events put at its end. */
export function fillPack(pack: Pack, filled: ReadonlyMap<string, readonly string[]>): Pack {
  return [...filled].reduce((old, [laneId, codes]) => placeInPack(old, codes, { laneId, before: null }), pack);
}

/** Changes one pack; what is hidden in it follows. */
export function editPack({ packs }: PacksContent, id: string, change: (pack: Pack) => Pack): PacksContent {
  return { packs: tidyPacks(changePart(packs, id, change), packs, newId) };
}

/** Changes the list of the packs that are shown; the hidden one stays. */
export function editPacks({ packs }: PacksContent, change: (shown: readonly Pack[]) => readonly Pack[]): PacksContent {
  const hidden = packs.filter(({ isHidden }) => isHidden);
  const shown = packs.filter(({ isHidden }) => !isHidden);
  return { packs: tidyPacks([...hidden, ...change(shown)], packs, newId) };
}

export function editTier(pack: Pack, id: string, change: (tier: Tier) => Tier): Pack {
  return { ...pack, tiers: changePart(pack.tiers, id, change) };
}

/** Without the tier; its events stay in the pack, in no tier, so that nobody loses track of them. */
export function removeTier(pack: Pack, id: string): Pack {
  return { ...pack, tiers: pack.tiers.filter((tier) => tier.id !== id) };
}

export function addTier(pack: Pack, tier: Tier): Pack {
  return { ...pack, tiers: [...pack.tiers, tier] };
}

export function makeTier(name: Tier['name'], minEvents: number): Tier {
  return { id: newId(), name, minEvents, maxEvents: null, eventCodes: [], isHidden: false };
}

export function makePack(name: Pack['name'], fields: Partial<Pack> = {}): Pack {
  return {
    id: newId(),
    name,
    description: {},
    minEvents: 1,
    maxEvents: null,
    eventCodes: [],
    tiers: [],
    isHidden: false,
    image: null,
    ...fields,
  };
}

/** A copy to change: everything but the ids, and the hidden tier, which is made anew. */
export function copyPack(pack: Pack, name: Pack['name']): Pack {
  return { ...pack, id: newId(), name, tiers: shownTiers(pack).map((tier) => ({ ...tier, id: newId() })) };
}

/** The codes in the order of the season; those that it does not have come last, as they stood. */
export function inSeasonOrder(codes: readonly string[], season: readonly { code: string }[]): string[] {
  const listed = new Set(codes);
  const known = season.flatMap(({ code }) => (listed.has(code) ? [code] : []));
  return [...new Set([...known, ...codes])];
}

export function sortLane(pack: Pack, laneId: string, season: readonly { code: string }[]): Pack {
  if (laneId === wholeLane) return { ...pack, eventCodes: inSeasonOrder(pack.eventCodes, season) };
  return editTier(pack, laneId, (tier) => ({ ...tier, eventCodes: inSeasonOrder(tier.eventCodes, season) }));
}

/** Adds tiers to the one choice of a program of tiers only, which is made when it is not there yet. */
export function addTiersOnly({ packs }: PacksContent, tiers: readonly Tier[]): PacksContent {
  const tidy = tidyPacks(packs, packs, newId);
  const more = tidy.map((pack) => (pack.isHidden ? { ...pack, tiers: [...pack.tiers, ...tiers] } : pack));
  return { packs: tidyPacks(more, packs, newId) };
}
