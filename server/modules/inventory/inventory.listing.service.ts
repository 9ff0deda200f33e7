import { type StoreCtx, transaction, unhurried } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { type Vendor, VendorFailure } from '../vendors/vendors.types.ts';
import * as copies from './inventory.copy.repository.ts';
import { keepReading } from './inventory.copy.service.ts';
import { withdrawal } from './inventory.failing.service.ts';
import type { Plan } from './inventory.plan.service.ts';
import * as plans from './inventory.plans.repository.ts';
import { callTimeout } from './inventory.reading.service.ts';
import { type Counts, keepResult, noTally } from './inventory.recording.service.ts';
import * as states from './inventory.state.repository.ts';
import type { VendorState } from './inventory.types.ts';

const minute = 60_000;
/** Milliseconds between two questions which events the vendor still has. */
const askEvery = 60 * minute;
/** Events asked for in one call. */
const mostAsked = 50;

/**
 * Now and then asks the vendor which events it still has: a cancelled one is not read any more and has no free seats, and
 * one that is back is read at once. A vendor that does not answer is asked again with the next round.
 */
export async function checkListing(
  ctx: StoreCtx,
  { vendor, runId, counts, listedAt, readEvents }: Listing,
): Promise<void> {
  const now = ctx.clock.now();
  if (listedAt !== null && now.getTime() - listedAt.getTime() < askEvery) return;
  const { copied, vendorStates } = await readEvents();
  const cancelled = [...vendorStates].filter(([, state]) => state === 'cancelled').map(([code]) => code);
  const codes = [...new Set([...copied, ...cancelled])];
  const said = await ask(vendor, codes);
  if (said === null) return;
  for (const code of codes) {
    const before = vendorStates.get(code) ?? 'listed';
    const after = said.states.get(code) ?? (said.isWhole && !said.odd.has(code) ? 'missing' : before);
    if (before === after) continue;
    await counts.open(ctx, runId);
    await setState(ctx, { eventCode: code, state: after, runId, counts });
  }
  await unhurried(ctx, ({ store: { db } }) => states.setListed(db, now));
}

export type Listing = {
  vendor: Vendor;
  /** To which what came of it belongs. */
  runId: string;
  counts: Counts;
  /** When the vendor was asked last. */
  listedAt: Date | null;
  readEvents: () => Promise<Pick<Plan, 'copied' | 'vendorStates'>>;
};

/** `odd`: named in a way that cannot be read, so there in some way. `isWhole`: every one that is named says its code. */
type Listed = { states: Map<string, VendorState>; odd: Set<string>; isWhole: boolean };

/** Null when the vendor did not answer. */
async function ask(vendor: Vendor, codes: readonly string[]): Promise<Listed | null> {
  const said: Listed = { states: new Map(), odd: new Set(), isWhole: true };
  try {
    for (let from = 0; from < codes.length; from += mostAsked) {
      const query = { kind: 'codes', codes: codes.slice(from, from + mostAsked) } as const;
      const found = await vendor.findEvents(query, { purpose: 'sync', timeoutMs: callTimeout });
      for (const { code, isCancelled } of found.events) said.states.set(code, isCancelled ? 'cancelled' : 'listed');
      for (const { code } of found.odd) {
        if (code === null) said.isWhole = false;
        else said.odd.add(code);
      }
    }
  } catch (error) {
    if (error instanceof VendorFailure) return null;
    throw error;
  }
  return said;
}

type Found = { eventCode: string; state: VendorState; runId: string; counts: Counts };

async function setState(ctx: StoreCtx, { eventCode, state, runId, counts }: Found) {
  await transaction(ctx, async (ctx) => {
    if (state === 'listed') return plans.relist(ctx.store.db, { eventCode, at: ctx.clock.now() });
    const leaseId = newId();
    const taken = await copies.take(ctx.store.db, { eventCode, leaseId, until: ctx.clock.now() });
    const event = { ...taken, eventCode, leaseId };
    const withdrawn = await withdrawal(ctx, event, state);
    await keepReading(ctx, event, withdrawn, async (ctx, revision) => {
      const seats = { seatsBefore: taken.seatCount, seatsAfter: 0 };
      const what = { change: withdrawn.change, failure: null, findings: [] };
      await keepResult(ctx, runId, { eventCode, outcome: state, revision, ...seats, ...what });
    });
    counts.add(runId, { ...noTally, changedCount: 1, sectionsWritten: withdrawn.change.sections.length });
    if (state === 'cancelled') await plans.retire(ctx.store.db, [eventCode]);
  });
}
