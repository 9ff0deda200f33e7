import { z } from 'zod';
import { changesOf, isSame } from '../../../shared/rules/changes.ts';
import { requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import { newId } from '../../core/ids.ts';
import { announce } from '../../core/live-changes.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { holdOpen } from '../stores/stores.states.service.ts';
import { actOnVenue, requireUnarchived } from './venues.acts.service.ts';
import * as maps from './venues.maps.repository.ts';
import * as venues from './venues.repository.ts';
import * as sections from './venues.sections.repository.ts';
import type { NewVenue, Page, VenueDetails, VenueEdit, VenueFacts, VenueSummary } from './venues.types.ts';

const Place = z.tuple([z.string(), z.uuid()]);

/** In the order of their names. */
export async function listVenues(
  ctx: StoreCtx,
  { text, includeArchived }: { text?: string | undefined; includeArchived: boolean },
  { limit, cursor }: Page,
) {
  requireStore(ctx, 'store.catalogue.view');
  const [afterName, afterId] = readCursorAs(cursor, Place) ?? [null, null];
  const search = { includeArchived, text: text ?? null, afterName, afterId, limit: limit + 1 };
  const { items, next } = toPage(await venues.list(ctx.store.db, search), limit, ({ sortName, id }) => [sortName, id]);
  return { items: items.map(({ sortName: _, ...venue }) => venue), next };
}

export async function getVenue(ctx: StoreCtx, venueId: string): Promise<VenueDetails> {
  requireStore(ctx, 'store.catalogue.view');
  const venue = await findVenue(ctx, venueId);
  if (venue === null) throw problem('venue.not_found');
  return readDetails(ctx, venue);
}

/** For other modules: every venue of the store, archived ones too. Asks for no permission. */
export async function listAllVenues(ctx: StoreCtx): Promise<VenueSummary[]> {
  const all = { includeArchived: true, text: null, afterName: null, afterId: null, limit: 100_000 };
  return (await venues.list(ctx.store.db, all)).map(({ sortName: _, ...venue }) => venue);
}

/** For other modules: what is known of a venue, or null. */
export async function findVenue(ctx: StoreCtx, venueId: string): Promise<VenueFacts | null> {
  return venues.find(ctx.store.db, venueId);
}

/** With its sections and maps. */
export async function readDetails(ctx: StoreCtx, venue: VenueFacts): Promise<VenueDetails> {
  const own = await sections.listOf(ctx.store.db, venue.id);
  return { ...venue, sectionCount: own.length, sections: own, maps: await maps.listOf(ctx.store.db, venue.id) };
}

export async function createVenue(ctx: StoreCtx, input: NewVenue): Promise<VenueDetails> {
  requireStore(ctx, 'store.catalogue.edit');
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const venue = await venues.insert(ctx.store.db, { id: newId(), ...input, createdAt: ctx.clock.now() });
    if (venue === null) throw problem('venue.name_taken', { name: input.name });
    const { id, name, version } = venue;
    await audit.record(ctx, { action: 'venues.create', subject: { type: 'venue', id, name, version }, after: input });
    await announce(ctx, { topic: 'venues.changed', data: { venueId: id } });
    return readDetails(ctx, venue);
  });
}

/**
 * Changes what is named, if `version` is the present one. The time zone is for `events` only, which moves its events in
 * the same transaction.
 */
export async function editVenue(
  ctx: StoreCtx,
  venueId: string,
  version: number,
  edit: VenueEdit,
): Promise<VenueDetails> {
  return actOnVenue(ctx, venueId, async (ctx, venue) => {
    if (venue.version !== version) throw await audit.staleVersion(ctx, { type: 'venue', id: venueId }, version);
    requireUnarchived(venue);
    const { name, timeZone, city } = venue;
    const before = { name, timeZone, city };
    const after = { name: edit.name ?? name, timeZone: edit.timeZone ?? timeZone, city: edit.city ?? city };
    if (isSame(before, after)) return [null, await readDetails(ctx, venue)];
    const changed = await update(ctx, { ...venue, ...after });
    const done = { action: 'venues.edit', version: changed.version, ...changesOf(before, after) };
    return [done, await readDetails(ctx, changed)];
  });
}

/** What is placed in it stays; nothing new can be. */
export async function archiveVenue(ctx: StoreCtx, venueId: string): Promise<VenueDetails> {
  return setArchived(ctx, venueId, true);
}

export async function unarchiveVenue(ctx: StoreCtx, venueId: string): Promise<VenueDetails> {
  return setArchived(ctx, venueId, false);
}

/** With its sections and maps, if nothing is placed in it. */
export async function deleteVenue(ctx: StoreCtx, venueId: string): Promise<void> {
  await actOnVenue(ctx, venueId, async (ctx, venue) => {
    const before = await readDetails(ctx, venue);
    const by = await venues.remove(ctx.store.db, venueId);
    if (by !== null) throw problem('venue.in_use', { by });
    return [{ action: 'venues.delete', version: venue.version + 1, before }, undefined];
  });
}

async function setArchived(ctx: StoreCtx, venueId: string, isArchived: boolean): Promise<VenueDetails> {
  return actOnVenue(ctx, venueId, async (ctx, venue) => {
    if (venue.isArchived === isArchived) return [null, await readDetails(ctx, venue)];
    const changed = await update(ctx, { ...venue, isArchived });
    const done = {
      action: isArchived ? 'venues.archive' : 'venues.unarchive',
      version: changed.version,
      before: { isArchived: venue.isArchived },
      after: { isArchived },
    };
    return [done, await readDetails(ctx, changed)];
  });
}

async function update(ctx: StoreCtx, venue: VenueFacts): Promise<VenueFacts> {
  const changed = await venues.update(ctx.store.db, venue);
  if (changed === null) throw problem('venue.name_taken', { name: venue.name });
  return changed;
}
