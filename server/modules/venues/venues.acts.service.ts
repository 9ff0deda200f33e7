import { requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { announce } from '../../core/live-changes.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { holdOpen } from '../stores/stores.states.service.ts';
import * as venues from './venues.repository.ts';
import type { VenueFacts } from './venues.types.ts';

/** What was done to the venue, or to one of its maps. */
export type Done = {
  action: string;
  subject?: { type: 'venue_map'; id: string; name: string };
  /** The subject's new version. */
  version: number;
  before?: unknown;
  after?: unknown;
};

/**
 * One act on a venue: locks it, has `work` check and do it, keeps it in the audit and tells open pages. Null in place of
 * what was done: nothing had to change. Answers what `work` answers.
 */
export async function actOnVenue<T>(
  ctx: StoreCtx,
  venueId: string,
  work: (ctx: StoreCtx, venue: VenueFacts) => Promise<readonly [done: Done | null, result: T]>,
): Promise<T> {
  requireStore(ctx, 'store.catalogue.edit');
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const venue = await lockVenue(ctx, venueId);
    const [done, result] = await work(ctx, venue);
    if (done !== null) await keep(ctx, venue, done);
    return result;
  });
}

/** The venue, kept to this transaction until it ends. `at`: the field that named it, for `venue.not_found`. */
export async function lockVenue(ctx: StoreCtx, venueId: string, at?: string): Promise<VenueFacts> {
  return found(await venues.lock(ctx.store.db, venueId), at);
}

/** The venue, kept as it is until the transaction ends, beside others that do the same. */
export async function holdVenue(ctx: StoreCtx, venueId: string, at?: string): Promise<VenueFacts> {
  return found(await venues.hold(ctx.store.db, venueId), at);
}

/** Refuses with `venue.archived`. */
export function requireUnarchived(venue: VenueFacts): void {
  if (venue.isArchived) throw problem('venue.archived', { venue: venue.name });
}

function found(venue: VenueFacts | null, at?: string): VenueFacts {
  if (venue !== null) return venue;
  const errors = at === undefined ? [] : [{ at, code: 'venue.not_found', message: 'There is no such venue.' }];
  throw problem('venue.not_found', {}, { errors });
}

async function keep(ctx: StoreCtx, { id, name }: VenueFacts, { action, subject, version, ...change }: Done) {
  const of = subject ?? { type: 'venue', id, name };
  await audit.record(ctx, { action, subject: { ...of, version }, ...change });
  await announce(ctx, { topic: 'venues.changed', data: { venueId: id } });
}
