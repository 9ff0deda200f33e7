import { z } from 'zod';
import { monotonic } from '../../core/clock.ts';
import { type Ctx, type StoreCtx, unhurried, withStore } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { enqueueForStore, platformJob, storeJob } from '../../core/jobs.ts';
import { isProblem } from '../../core/problem.ts';
import { listEveryStore } from '../stores/stores.registry.service.ts';
import { budgetOf, rememberGrantedClasses, vendorOf } from '../vendors/vendors.service.ts';
import type { Vendor } from '../vendors/vendors.types.ts';
import { checkListing } from './inventory.listing.service.ts';
import { planIfDue, readPlan } from './inventory.plan.service.ts';
import { openCounts } from './inventory.recording.service.ts';
import * as rounds from './inventory.rounds.repository.ts';
import * as acts from './inventory.run-acts.repository.ts';
import * as runs from './inventory.runs.repository.ts';
import { openSectionNames } from './inventory.section-names.service.ts';
import { syncSlice } from './inventory.slice.service.ts';
import type { Round } from './inventory.slice-state.service.ts';
import * as states from './inventory.state.repository.ts';

/** Brings what is due of one store up to date. */
export const roundJob = storeJob('inventory.round', z.object({}));
/** Starts the rounds of stores that are due. */
export const sweepRoundsJob = platformJob('inventory.sweep_rounds', z.object({}));

const minute = 60_000;
const day = 24 * 60 * minute;
/** A store is looked at again at least this often, to hear of what nobody told: fans who buy, events that came nearer. */
const lookEvery = 5 * minute;
const lookWithoutVendorEvery = 60 * minute;
/** Milliseconds a job goes on before it hands over to the next, so that other stores get their turn. */
const longestJob = 20_000;
/** Milliseconds between two rounds of a store that has nothing left to read. */
const breath = 1_000;
const runsKept = 14 * day;

/**
 * A round of the store begins in a moment, or at an instant; once for many wishes. The two have keys of their own, because
 * a job replaces one with its key: a round that is set for later must not put off what a refused hold asks for now.
 */
export async function requestRound(ctx: StoreCtx, runAt?: Date): Promise<void> {
  const when = runAt === undefined ? { key: 'inventory.round' } : { key: 'inventory.later_round', runAt };
  await enqueueForStore(ctx, roundJob, {}, when);
}

/** Two looks whatever the number of stores, and a job for each that is due. */
export async function sweepRounds(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now();
  const dueAt = new Map((await rounds.list(ctx.platform)).map((round) => [round.storeId, round.dueAt]));
  const due = (await listEveryStore(ctx)).filter(({ id }) => (dueAt.get(id) ?? now) <= now);
  if (due.length === 0) return;
  // A round sets its own next turn when it ends; this one counts when it does not.
  const again = new Date(now.getTime() + lookEvery);
  await rounds.setDue(ctx.platform, { storeIds: due.map(({ id }) => id), dueAt: again });
  for (const store of due) await requestRound(withStore(ctx, store));
}

/**
 * Goes on until nothing is due, the vendor takes no more calls, or others want their turn. Safe beside itself: an event
 * is taken by one round at a time.
 */
export async function runRound(ctx: StoreCtx): Promise<void> {
  const vendor = ctx.store.state === 'active' ? await findVendor(ctx) : null;
  if (vendor === null) return setDue(ctx, ctx.clock.now().getTime() + lookWithoutVendorEvery);
  const [state, quota] = await Promise.all([states.find(ctx.store.db), budgetOf(ctx)]);
  const plan = await planIfDue(ctx, state, quota);
  const { detailSeconds } = plan ?? state;
  const roundId = newId();
  const round = openRound({ roundId, vendor, detailSeconds });
  const readEvents = async () => plan ?? readPlan(ctx, detailSeconds);
  await checkListing(ctx, { vendor, runId: roundId, counts: round.counts, listedAt: state.listedAt, readEvents });
  const stoppedUntil = await syncDue(ctx, round);
  await round.counts.write(ctx);
  await Promise.all([
    round.grantedClasses === null ? null : rememberGrantedClasses(ctx, round.grantedClasses),
    learnCost(ctx, quota, round.callCount, state),
    prune(ctx, state),
    goOn(ctx, stoppedUntil, round.endsAt),
  ]);
}

function openRound(given: Pick<Round, 'roundId' | 'vendor' | 'detailSeconds'>): Round {
  const endsAt = monotonic() + longestJob;
  return {
    ...given,
    endsAt,
    sectionNames: openSectionNames(),
    grantedClasses: null,
    callCount: 0,
    counts: openCounts(),
  };
}

/** Slice after slice; answers when the vendor takes calls again, if it stopped. */
async function syncDue(ctx: StoreCtx, round: Round): Promise<Date | null> {
  for (;;) {
    const { isLast, stoppedUntil } = await syncSlice(ctx, round);
    if (isLast || stoppedUntil !== null || monotonic() > round.endsAt) return stoppedUntil;
  }
}

/** Null when the store is connected to none. */
async function findVendor(ctx: StoreCtx): Promise<Vendor | null> {
  try {
    return await vendorOf(ctx);
  } catch (error) {
    if (isProblem(error, 'vendor.not_connected')) return null;
    throw error;
  }
}

/**
 * When the next event is due, or the vendor takes calls again. A round that had to stop is gone on with at once; what is
 * due again right after one that read everything waits a moment, so that rounds never chase each other.
 */
async function goOn(ctx: StoreCtx, stoppedUntil: Date | null, endsAt: number) {
  const now = ctx.clock.now().getTime();
  if (stoppedUntil !== null) await acts.setWaiting(ctx.store.db, stoppedUntil);
  const nextDue = stoppedUntil ?? (await states.nextDue(ctx.store.db));
  await setDue(ctx, Math.min(nextDue?.getTime() ?? Number.POSITIVE_INFINITY, now + lookEvery));
  if (nextDue === null || nextDue.getTime() - now > minute) return;
  const isFinished = monotonic() <= endsAt;
  await requestRound(ctx, isFinished ? new Date(Math.max(nextDue.getTime(), now + breath)) : nextDue);
}

async function setDue(ctx: StoreCtx, dueAt: number) {
  await unhurried(ctx, ({ platform, store }) =>
    rounds.setDue(platform, { storeIds: [store.id], dueAt: new Date(dueAt) }),
  );
}

/** Calls after which what the quota has lost says something. */
const enoughCalls = 5;
const mostRequestsPerCall = 10;

/** What a call costs of the quota, as a moving average: its polls, and what others use meanwhile. */
async function learnCost(
  ctx: StoreCtx,
  before: { usedDay: number; perDay: number | null },
  callCount: number,
  { requestsPer100Calls }: states.StateRow,
) {
  if (before.perDay === null || callCount < enoughCalls) return;
  const { usedDay } = await budgetOf(ctx);
  const seen = Math.min(mostRequestsPerCall, Math.max(1, (usedDay - before.usedDay) / callCount));
  const learned = Math.round(requestsPer100Calls * 0.7 + seen * 100 * 0.3);
  if (learned !== requestsPer100Calls) await unhurried(ctx, ({ store: { db } }) => states.setCost(db, learned));
}

async function prune(ctx: StoreCtx, { prunedAt }: states.StateRow) {
  const now = ctx.clock.now();
  if (prunedAt !== null && now.getTime() - prunedAt.getTime() < day) return;
  await unhurried(ctx, async ({ store: { db } }) => {
    await runs.prune(db, new Date(now.getTime() - runsKept));
    await states.setPruned(db, now);
  });
}
