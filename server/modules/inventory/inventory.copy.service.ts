import type { z } from 'zod';
import { liveTopics } from '../../../shared/contract/live.ts';
import { type Finding, finding } from '../../../shared/rules/finding.ts';
import { type StoreCtx, together, transaction } from '../../core/ctx.ts';
import { announce } from '../../core/live-changes.ts';
import { onOutbox, outboxKind, writeOutbox } from '../../core/outbox.ts';
import type { Unmapped } from '../vendors/vendors.types.ts';
import * as copies from './inventory.copy.repository.ts';
import { noteChange } from './inventory.index.service.ts';
import { listPrices } from './inventory.repository.ts';
import { emptySection, sumCounts } from './inventory.sections.service.ts';
import type { SectionCopy, VendorPrice, VendorState } from './inventory.types.ts';

/** Through the outbox: a notification in each transaction would let one event at a time be written. */
const changedKind = outboxKind('inventory.changed', liveTopics['inventory.changed'].data);
export const changedHandler = onOutbox(changedKind, (ctx, data) => announce(ctx, { topic: 'inventory.changed', data }));

/** An event somebody has taken, as its copy is. */
export type Taken = {
  eventCode: string;
  leaseId: string;
  revision: number;
  seatCount: number;
  pricesHash: string | null;
  /** The run that asked for it; null: its turn has come. */
  wantedBy: string | null;
  /** How many sales of ours since it was taken the change knows of. */
  soldSeen?: number;
};

/** What the vendor said of an event. */
export type Reading = {
  /** When the vendor was asked. */
  readAt: Date;
  prices: readonly VendorPrice[];
  pricesHash: string;
  /** Null: the free seats are as they were. */
  sections: readonly SectionCopy[] | null;
};

/** How a reading differs from the copy. */
export type CopyChange = {
  sections: readonly SectionCopy[];
  /** Section name, free seats before and after. */
  seatChanges: readonly (readonly [string, number, number])[];
  sectionsUnchanged: number;
  pricesPut: readonly VendorPrice[];
  pricesRemoved: readonly Pick<VendorPrice, 'priceCode' | 'ticketTypeCode'>[];
  /** Price code, ticket type code, cents before and after. */
  priceChanges: readonly (readonly [string, string, number | null, number | null])[];
};

/** Reads only what is compared: nothing of the sections when there are none in the reading, nothing of equal prices. */
export async function compareCopy(ctx: StoreCtx, taken: Taken, reading: Reading): Promise<CopyChange> {
  const seats = await compareSections(ctx, taken, reading.sections);
  const prices = await comparePrices(ctx, taken, reading);
  return { ...seats, ...prices };
}

/** What is kept beside what changed. */
export type Keep = {
  summaryHash: string;
  vendorState: VendorState;
  vendorStateAt: Date | null;
  findings: readonly Finding[] | null;
  nextDueAt: Date | null;
};

export type Writing = { reading: Reading; change: CopyChange; keep: Keep };

/**
 * Writes what changed and gives the event back, in one transaction, together with what `also` writes; answers the new
 * revision. Null, and nothing is written, when somebody else has taken the event meanwhile or the copy is younger.
 */
export async function keepReading(
  ctx: StoreCtx,
  taken: Taken,
  { reading, change, keep }: Writing,
  also: (ctx: StoreCtx, revision: number) => Promise<void> = async () => {},
): Promise<number | null> {
  const { eventCode } = taken;
  return transaction(ctx, async (ctx) => {
    const { db } = ctx.store;
    const revision = await copies.put(db, toRow(taken, { reading, change, keep }));
    if (revision === null) return null;
    const { sections, pricesPut, pricesRemoved } = change;
    await together([
      copies.putSections(db, { eventCode, revision, at: reading.readAt, sections }),
      copies.putPrices(db, eventCode, pricesPut),
      copies.removePrices(db, eventCode, pricesRemoved),
      also(ctx, revision),
      tell(ctx, taken, revision, change),
    ]);
    return revision;
  });
}

/** The copy of an event has another revision, as this process knows at once and the others hear. */
export async function tellChange(ctx: StoreCtx, news: z.infer<(typeof changedKind)['payload']>): Promise<void> {
  await writeOutbox(ctx, changedKind, news);
  ctx.afterCommit(() => noteChange(ctx, news));
}

export function hasChange({ sections, priceChanges }: CopyChange): boolean {
  return sections.length > 0 || priceChanges.length > 0;
}

/** Free seats after the change. */
export function seatsAfter(taken: Taken, { seatChanges }: CopyChange): number {
  return seatChanges.reduce((sum, [, before, after]) => sum + after - before, taken.seatCount);
}

/** What the vendor sent and the copy does not hold, as staff are told. At most 50 are named. */
export function unmappedFindings(eventCode: string, unmapped: readonly Unmapped[]): Finding[] {
  const named = unmapped.slice(0, 50);
  const rest = unmapped.length - named.length;
  const more =
    rest === 0
      ? []
      : [finding('warning', 'inventory.more_unmapped', `/events/${eventCode}`, { eventCode, count: rest })];
  return [
    ...named.map(({ what, detail }) =>
      finding('warning', 'inventory.unmapped', `/events/${eventCode}`, { eventCode, what, detail }),
    ),
    ...more,
  ];
}

function toRow(taken: Taken, { reading, change, keep }: Writing) {
  const { eventCode, leaseId, revision, wantedBy, soldSeen = 0 } = taken;
  const { readAt, pricesHash, sections } = reading;
  return {
    ...keep,
    eventCode,
    leaseId,
    revision,
    soldSeen,
    wantedBy,
    readAt,
    pricesHash,
    steps: hasChange(change) ? 1 : 0,
    isDetail: sections !== null,
    hasNewPrices: change.priceChanges.length > 0,
    counts: sections === null ? null : sumCounts(sections.map(({ counts }) => counts)),
    seatCount: seatsAfter(taken, change),
  };
}

async function tell(ctx: StoreCtx, { eventCode, revision: before }: Taken, revision: number, change: CopyChange) {
  if (revision === before) return;
  const sectionNames = change.sections.map(({ sectionName }) => sectionName);
  await tellChange(ctx, { eventCode, revision, sectionNames, hasNewPrices: change.priceChanges.length > 0 });
}

async function compareSections(ctx: StoreCtx, { eventCode, revision }: Taken, sections: readonly SectionCopy[] | null) {
  if (sections === null) return { sections: [], seatChanges: [], sectionsUnchanged: 0 };
  const present = revision === 0 ? [] : await copies.listHashes(ctx.store.db, eventCode);
  const before = new Map(present.map((section) => [section.sectionName, section]));
  const written = sections.filter(({ sectionName, hash }) => before.get(sectionName)?.hash !== hash);
  const read = new Set(sections.map(({ sectionName }) => sectionName));
  const emptied = present
    .filter(({ sectionName, seatCount }) => seatCount > 0 && !read.has(sectionName))
    .map(({ sectionName }) => emptySection(sectionName));
  const all = [...written, ...emptied];
  return {
    sections: all,
    seatChanges: all.map(
      ({ sectionName, seatCount }) => [sectionName, before.get(sectionName)?.seatCount ?? 0, seatCount] as const,
    ),
    sectionsUnchanged: sections.length - written.length,
  };
}

async function comparePrices(ctx: StoreCtx, { eventCode, revision, pricesHash }: Taken, reading: Reading) {
  if (reading.pricesHash === pricesHash) return { pricesPut: [], pricesRemoved: [], priceChanges: [] };
  const present = revision === 0 ? [] : await listPrices(ctx.store.db, [eventCode]);
  const keyOf = ({ priceCode, ticketTypeCode }: Pick<VendorPrice, 'priceCode' | 'ticketTypeCode'>) =>
    `${priceCode}\n${ticketTypeCode}`;
  const before = new Map(present.map((price) => [keyOf(price), price.amountCents]));
  const after = new Map(reading.prices.map((price) => [keyOf(price), price]));
  const pricesPut = [...after.values()].filter((price) => before.get(keyOf(price)) !== price.amountCents);
  const pricesRemoved = present.filter((price) => !after.has(keyOf(price)));
  return {
    pricesPut,
    pricesRemoved,
    priceChanges: [
      ...pricesPut.map(
        (price) =>
          [price.priceCode, price.ticketTypeCode, before.get(keyOf(price)) ?? null, price.amountCents] as const,
      ),
      ...pricesRemoved.map(
        ({ priceCode, ticketTypeCode, amountCents }) => [priceCode, ticketTypeCode, amountCents, null] as const,
      ),
    ],
  };
}
