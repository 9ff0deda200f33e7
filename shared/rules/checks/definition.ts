import type { AddOn, Pack, ProgramContent } from '../../contract/program-content.ts';
import { shownPacks } from '../choice-space.ts';
import { type Finding, finding } from '../finding.ts';
import type { CheckInput } from './input.ts';

/** Whether the offer makes sense by itself, whatever the store has: docs/rules/checks.md. */
export function checkDefinition({ content }: Pick<CheckInput, 'content'>): Finding[] {
  return [...limits(content), ...shape(content), ...content.add_ons.addOns.flatMap(addOn)];
}

function limits({ definition }: ProgramContent): Finding[] {
  const { type, partySize, minEvents, maxEvents } = definition;
  return [
    ...(partySize.min < 1
      ? [finding('error', 'definition.min_above_max', '/definition/partySize', { min: 1, max: 0 })]
      : []),
    ...minAboveMax('/definition/partySize', partySize.min, partySize.max),
    ...(type === 'build_your_own' ? minAboveMax('/definition', minEvents, maxEvents) : []),
  ];
}

function shape(content: ProgramContent): Finding[] {
  switch (content.definition.type) {
    case 'build_your_own':
      return content.events.eventCodes.length === 0 ? [nothing('/events')] : [];
    case 'game_packs': {
      const packs = shownPacks(content);
      return packs.length === 0 ? [nothing('/packs')] : packs.flatMap((pack) => checkPack(pack, content.packs.packs));
    }
    case 'preset_packages':
      return packages(content);
  }
}

function nothing(at: string): Finding {
  return finding('error', 'definition.nothing_to_sell', at);
}

function checkPack(pack: Pack, all: readonly Pack[]): Finding[] {
  const at = `/packs/packs/${all.findIndex(({ id }) => id === pack.id)}`;
  const most = pack.maxEvents ?? pack.eventCodes.length;
  const least = pack.tiers.reduce((sum, tier) => sum + tier.minEvents, 0);
  const allowed = pack.tiers.reduce(
    (sum, tier) => sum + Math.min(tier.maxEvents ?? Number.POSITIVE_INFINITY, tier.eventCodes.length),
    0,
  );
  const params = { pack: pack.id };
  return [
    ...minAboveMax(at, pack.minEvents, pack.maxEvents),
    ...pack.tiers.flatMap((tier) => minAboveMax(`${at}/tiers/${tier.id}`, tier.minEvents, tier.maxEvents)),
    ...(pack.eventCodes.length === 0 ? [finding('error', 'definition.nothing_to_sell', at, params)] : []),
    ...(least > most ? [finding('error', 'definition.tier_minimums_above_max', at, { ...params, least, most })] : []),
    ...(pack.eventCodes.length > 0 && allowed < pack.minEvents
      ? [finding('error', 'definition.tier_maximums_below_min', at, { ...params, allowed, min: pack.minEvents })]
      : []),
    ...sharedEvents(pack).map((eventCode) =>
      finding('error', 'definition.event_in_two_tiers', at, { ...params, eventCode }),
    ),
  ];
}

function sharedEvents(pack: Pack): string[] {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const tier of pack.tiers) {
    for (const code of new Set(tier.eventCodes)) {
      if (seen.has(code)) shared.add(code);
      seen.add(code);
    }
  }
  return [...shared];
}

function packages({ packages: { packages: all } }: ProgramContent): Finding[] {
  if (all.length === 0) return [nothing('/packages')];
  return all.flatMap(({ id, eventCodes, postPurchase }, index) => {
    const at = `/packages/packages/${index}`;
    const empty = eventCodes.length === 0 ? [finding('error', 'definition.package_empty', at, { package: id })] : [];
    if (postPurchase === null) return empty;
    const { minEvents, maxEvents, eventCodes: further } = postPurchase;
    const few =
      further.length < minEvents
        ? [
            finding('error', 'definition.post_purchase_too_few', `${at}/postPurchase`, {
              count: further.length,
              min: minEvents,
            }),
          ]
        : [];
    return [...empty, ...minAboveMax(`${at}/postPurchase`, minEvents, maxEvents), ...few];
  });
}

function addOn({ kind, eventCode, priceCode, ticketTypeCode, quantity, id }: AddOn, index: number): Finding[] {
  const at = `/add_ons/addOns/${index}`;
  const isSold = kind !== 'informational';
  const isIncomplete = isSold && (eventCode === null || priceCode === null || ticketTypeCode === null);
  return [
    ...minAboveMax(at, quantity.min, quantity.max),
    ...(isIncomplete ? [finding('error', 'definition.add_on_incomplete', at, { addOn: id })] : []),
  ];
}

function minAboveMax(at: string, min: number, max: number | null): Finding[] {
  return max !== null && min > max ? [finding('error', 'definition.min_above_max', at, { min, max })] : [];
}
