import type { z } from 'zod';
import type { SeasonAmounts } from '../../../../../shared/contract/inventory.pricing.ts';
import type { PricingStage as PricingStageSchema } from '../../../../../shared/contract/program-content.ts';
import type { Output } from '../../../../api/contract.ts';

type Pricing = z.infer<typeof PricingStageSchema>;
export type AmountChange = Output<'POST /api/stores/{storeKey}/programs/{programId}/sale/preview'>['changes'][number];

/** A ticket type that the program's price rules sell, with the price codes it is sold for. */
export type UsedType = { code: string; priceCodes: string[] };

/** In the order in which the rules first name them. */
export function usedTypes({ rules }: Pricing): UsedType[] {
  const used = new Map<string, Set<string>>();
  for (const { ticketTypeCode, priceCode } of rules.flatMap(({ rows, suiteRows }) => [...rows, ...suiteRows])) {
    const known = used.get(ticketTypeCode) ?? new Set();
    used.set(ticketTypeCode, known.add(priceCode));
  }
  return [...used].map(([code, priceCodes]) => ({ code, priceCodes: [...priceCodes].toSorted() }));
}

/** The vendor's ticket types for at least one of the price codes, with how many of them have it; most first. */
export function candidatesFor(
  { code, priceCodes }: UsedType,
  amounts: Pick<SeasonAmounts, 'columns'> | undefined,
): { code: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const [priceCode, ticketTypeCode] of amounts?.columns ?? []) {
    if (ticketTypeCode === code || !priceCodes.includes(priceCode)) continue;
    counts.set(ticketTypeCode, (counts.get(ticketTypeCode) ?? 0) + 1);
  }
  return [...counts]
    .map(([candidate, count]) => ({ code: candidate, count }))
    .toSorted((one, other) => other.count - one.count || one.code.localeCompare(other.code));
}

/** The changes of one price code under one pair of ticket types, over the events. */
export type ChangeGroup = {
  key: string;
  priceCode: string;
  ticketTypeCode: string;
  saleTicketTypeCode: string;
  before: Range | null;
  after: Range | null;
  /** Events at which the sale's ticket type has no amount: there it will not sell. */
  missing: number;
  /** Events at which it costs more than before. */
  dearer: number;
  changes: AmountChange[];
};
export type Range = { least: number; most: number };

export function groupChanges(changes: readonly AmountChange[]): ChangeGroup[] {
  const groups = new Map<string, AmountChange[]>();
  for (const change of changes) {
    const key = JSON.stringify([change.priceCode, change.ticketTypeCode, change.saleTicketTypeCode]);
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups].flatMap(([key, all]) => {
    const [first] = all;
    if (first === undefined) return [];
    const { priceCode, ticketTypeCode, saleTicketTypeCode } = first;
    return [
      {
        key,
        priceCode,
        ticketTypeCode,
        saleTicketTypeCode,
        before: rangeOf(all.map(({ beforeCents }) => beforeCents)),
        after: rangeOf(all.map(({ afterCents }) => afterCents)),
        missing: all.filter(({ afterCents }) => afterCents === null).length,
        dearer: all.filter(isDearer).length,
        changes: all,
      },
    ];
  });
}

function isDearer({ beforeCents, afterCents }: AmountChange): boolean {
  return beforeCents !== null && afterCents !== null && afterCents > beforeCents;
}

function rangeOf(amounts: readonly (number | null)[]): Range | null {
  const known = amounts.filter((cents) => cents !== null);
  return known.length === 0 ? null : { least: Math.min(...known), most: Math.max(...known) };
}
