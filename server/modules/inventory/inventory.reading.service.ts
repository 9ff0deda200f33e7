import type { StoreCtx } from '../../core/ctx.ts';
import type { CallOptions, Unmapped, Vendor } from '../vendors/vendors.types.ts';
import type { Reading } from './inventory.copy.service.ts';
import type { ClaimedRow } from './inventory.events.repository.ts';
import { hashOfCounts, hashOfPrices, hashOfSections } from './inventory.hashes.service.ts';
import { toSections } from './inventory.sections.service.ts';

/** Milliseconds a call may take, polls and retries included; an event is taken for longer than two of them. */
export const callTimeout = 60_000;

/** What the calls for one event came to, also when one of them failed. */
export type Calls = { summaries: number; details: number };

/** What the vendor said of an event. */
export type Said =
  /** Counts and amounts are those of the copy. */
  | { kind: 'same'; readAt: Date }
  | {
      kind: 'read';
      reading: Reading;
      /** Of the free seats of the copy once this reading is kept. */
      summaryHash: string;
      /** The summary counts other seats than the vendor then named. */
      isContradictory: boolean;
      /** The hash of the vendor's own summary. */
      saidHash: string;
      /** Null: the seats were not read. */
      unmapped: readonly Unmapped[] | null;
    };

/**
 * Asks for the summary, and for the seats only where something has changed, a section is stale, somebody wants it, or the
 * turn of a whole reading has come. Throws `VendorFailure`.
 */
export async function askVendor(
  ctx: StoreCtx,
  vendor: Vendor,
  { event, detailSeconds, calls, heard }: Question,
): Promise<Said> {
  const options: CallOptions = { purpose: 'sync', timeoutMs: callTimeout };
  const askedAt = ctx.clock.now();
  calls.summaries += 1;
  const summary = await vendor.readSummary(event.eventCode, options);
  heard(summary.grantedClasses);
  // Seats of classes that we may not sell are counted in a summary, and never among the seats themselves.
  const saidHash = hashOfCounts(summary.counts, new Set(summary.grantedClasses));
  const pricesHash = hashOfPrices(summary.prices);
  const { prices } = summary;
  if (!wantsSeats(event, saidHash, askedAt, detailSeconds)) {
    if (pricesHash === event.pricesHash) return { kind: 'same', readAt: askedAt };
    const reading = { readAt: askedAt, prices, pricesHash, sections: null };
    return { kind: 'read', reading, summaryHash: saidHash, saidHash, isContradictory: false, unmapped: null };
  }
  const readAt = ctx.clock.now();
  calls.details += 1;
  const { runs, unmapped } = await vendor.readSeats(event.eventCode, options);
  const { sections, ignored } = toSections(runs);
  const summaryHash = hashOfSections(sections);
  return {
    kind: 'read',
    reading: { readAt, prices, pricesHash, sections },
    summaryHash,
    saidHash,
    isContradictory: saidHash !== summaryHash,
    unmapped: [...unmapped, ...ignored],
  };
}

export type Question = {
  event: ClaimedRow;
  /** How old the last whole reading may be. */
  detailSeconds: number;
  calls: Calls;
  /** Told the classes our vendor user may sell. */
  heard: (grantedClasses: readonly string[]) => void;
};

function wantsSeats(event: ClaimedRow, saidHash: string, now: Date, detailSeconds: number): boolean {
  const { detailReadAt, staleAt, isFullWanted, summaryHash, vendorState } = event;
  if (detailReadAt === null || staleAt !== null || isFullWanted || vendorState !== 'listed') return true;
  return saidHash !== summaryHash || now.getTime() - detailReadAt.getTime() >= detailSeconds * 1_000;
}
