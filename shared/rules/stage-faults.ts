import type { Pack, PriceRow, ProgramContent, SuitePriceRow } from '../contract/program-content.ts';

/** What makes no sense in any program, finished or not; `at` is a JSON pointer into the stage. */
export type StageFault = { at: string; code: StageFaultCode; message: string };
export type StageFaultCode = 'duplicate_id' | 'second_hidden' | 'duplicate_row' | 'suite_or_tier';

/**
 * The faults for which a stage is refused. Whatever a half-finished draft may have (too few events, a minimum above its
 * maximum, a condition on a pack that is gone) is none: the checks find that.
 */
export const stageFaults: { readonly [S in keyof ProgramContent]: (content: ProgramContent[S]) => StageFault[] } = {
  definition: () => [],
  events: () => [],
  packs: ({ packs }) => [...packIds(packs), ...secondHidden(packs, '/packs'), ...secondHiddenTiers(packs)],
  packages: ({ packages }) => duplicateIds(placed(packages, '/packages')),
  suites: ({ tiers }) => duplicateIds(placed(tiers, '/tiers')),
  access: ({ presales }) => duplicateIds(placed(presales, '/presales')),
  presentation: ({ copy, faq }) => duplicateIds([...placed(copy, '/copy'), ...placed(faq, '/faq')]),
  add_ons: ({ addOns }) => duplicateIds(placed(addOns, '/addOns')),
  pricing: ({ rules }) => [
    ...duplicateIds(placed(rules, '/rules')),
    ...rules.flatMap(({ rows, suiteRows }, index) => [
      ...rowFaults(rows, `/rules/${index}/rows`),
      ...suiteRowFaults(suiteRows, `/rules/${index}/suiteRows`),
    ]),
  ],
};

type Placed = { id: string; at: string };

function placed(items: readonly { id: string }[], at: string): Placed[] {
  return items.map(({ id }, index) => ({ id, at: `${at}/${index}/id` }));
}

/** Packs and tiers share their ids' room, because a choice names either. */
function packIds(packs: readonly Pack[]): StageFault[] {
  return duplicateIds(
    packs.flatMap((pack, index) => [
      { id: pack.id, at: `/packs/${index}/id` },
      ...placed(pack.tiers, `/packs/${index}/tiers`),
    ]),
  );
}

function duplicateIds(all: readonly Placed[]): StageFault[] {
  return repeated(all, ({ id }) => id).map(({ item, first }) => ({
    at: item.at,
    code: 'duplicate_id',
    message: `${first.at} has this id already; give this one its own.`,
  }));
}

function secondHidden(items: readonly { isHidden: boolean }[], at: string): StageFault[] {
  const hidden = items.flatMap(({ isHidden }, index) => (isHidden ? [index] : []));
  return hidden.slice(1).map((index) => ({
    at: `${at}/${index}/isHidden`,
    code: 'second_hidden',
    message: 'There is one hidden already, and there can be no other.',
  }));
}

function secondHiddenTiers(packs: readonly Pack[]): StageFault[] {
  return packs.flatMap(({ tiers }, index) => secondHidden(tiers, `/packs/${index}/tiers`));
}

function rowFaults(rows: readonly PriceRow[], at: string): StageFault[] {
  return duplicateRows(rows, at, ({ eventCode, priceCode }) => JSON.stringify([eventCode, priceCode]));
}

function suiteRowFaults(rows: readonly SuitePriceRow[], at: string): StageFault[] {
  const unclear = rows.flatMap(({ suiteId, suiteTierId }, index): StageFault[] =>
    (suiteId === null) === (suiteTierId === null)
      ? [
          {
            at: `${at}/${index}`,
            code: 'suite_or_tier',
            message: 'Name a suite or a suite price tier, one of the two.',
          },
        ]
      : [],
  );
  const keyOf = ({ eventCode, suiteId, suiteTierId, priceCode }: SuitePriceRow) =>
    JSON.stringify([eventCode, suiteId, suiteTierId, priceCode]);
  return [...unclear, ...duplicateRows(rows, at, keyOf)];
}

function duplicateRows<T>(rows: readonly T[], at: string, keyOf: (row: T) => string): StageFault[] {
  const all = rows.map((row, index) => ({ key: keyOf(row), at: `${at}/${index}` }));
  return repeated(all, ({ key }) => key).map(({ item, first }) => ({
    at: item.at,
    code: 'duplicate_row',
    message: `${first.at} is of the same event and price code; remove one of the two.`,
  }));
}

/** Each item whose key an earlier one has, with the first of them. */
export function repeated<T>(items: readonly T[], keyOf: (item: T) => string): { item: T; first: T }[] {
  const firsts = new Map<string, T>();
  return items.flatMap((item) => {
    const first = firsts.get(keyOf(item));
    if (first !== undefined) return [{ item, first }];
    firsts.set(keyOf(item), item);
    return [];
  });
}
