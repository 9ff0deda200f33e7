import { Name, TimeZone } from '../../../shared/contract/common.ts';
import type { ImportReport, Unmapped } from '../../../shared/contract/events.import.ts';
import { drawBowl } from '../../../shared/rules/bowl.ts';
import { nameKey } from '../../../shared/rules/vendor-event.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { problem } from '../../core/problem.ts';
import type { VendorEvent } from '../vendors/vendors.types.ts';
import { holdVenue } from '../venues/venues.acts.service.ts';
import { createMap } from '../venues/venues.maps.service.ts';
import { putSections } from '../venues/venues.sections.service.ts';
import { createVenue, getVenue, listAllVenues } from '../venues/venues.service.ts';
import type { VenueSummary } from '../venues/venues.types.ts';
import type { ImportRequest, VendorAnswer, VenueSections } from './events.import.types.ts';
import * as imports from './events.imports.repository.ts';

/** A venue as the vendor names it, and what it is to the store. */
export type ImportVenue = {
  key: string;
  vendorName: string;
  vendorTimeZone: string | null;
  is: ImportReport['venues'][number]['is'];
  /** Null when nobody knows it. Of a new one in a preview, the id is none that will ever be. */
  venue: Pick<VenueSummary, 'id' | 'name' | 'timeZone' | 'isArchived'> | null;
  fill: VenueSections | null;
  notes: Unmapped[];
};

/** Venues that an import would make, or that are there without sections: by the key of the vendor's name. */
export async function listVenuesToFill(
  ctx: StoreCtx,
  request: ImportRequest,
  events: readonly VendorEvent[],
): Promise<Set<string>> {
  const known = await readKnown(ctx, request);
  return new Set(
    namesOf(events)
      .filter(({ key }) => {
        const venue = known.get(key);
        return venue === undefined || (venue.sectionCount === 0 && !venue.isArchived);
      })
      .map(({ key }) => key),
  );
}

/** Every venue that the vendor named; nothing is made yet. */
export async function resolveVenues(
  ctx: StoreCtx,
  request: ImportRequest,
  { events, sections }: VendorAnswer,
): Promise<ImportVenue[]> {
  const known = await readKnown(ctx, request);
  return namesOf(events).map(({ key, vendorName }) => {
    const vendorTimeZone =
      events.find((one) => nameKey(one.venueName) === key && one.timeZone !== null)?.timeZone ?? null;
    const named = { key, vendorName, vendorTimeZone };
    const venue = known.get(key);
    if (venue === undefined) return resolveUnknown(ctx, named, request, sections.get(key) ?? null);
    const fill = venue.sectionCount === 0 && !venue.isArchived ? (sections.get(key) ?? null) : null;
    return { ...named, is: 'known', venue, fill, notes: [] };
  });
}

/** Makes the new ones, fills those that are empty, and keeps all of them as they are until the transaction ends. */
export async function settleVenues(ctx: StoreCtx, venues: readonly ImportVenue[]): Promise<ImportVenue[]> {
  const settled: ImportVenue[] = [];
  for (const one of venues) settled.push(one.is === 'new' ? await makeVenue(ctx, one) : one);
  for (const { venue, fill } of settled) if (venue !== null && fill !== null) await fillVenue(ctx, venue.id, fill);
  const ids = settled.flatMap(({ venue }) => venue?.id ?? []);
  for (const id of [...new Set(ids)].sort()) await holdVenue(ctx, id);
  for (const { key, venue } of settled) {
    if (venue !== null) await imports.putVendorVenue(ctx.store.db, { nameKey: key, venueId: venue.id });
  }
  return settled;
}

type Named = Pick<ImportVenue, 'key' | 'vendorName' | 'vendorTimeZone'>;

function resolveUnknown(ctx: StoreCtx, named: Named, request: ImportRequest, fill: VenueSections | null): ImportVenue {
  const unknown = { ...named, is: 'unknown' as const, venue: null, fill: null, notes: [] };
  if (!request.createVenues) return unknown;
  const { vendorName, vendorTimeZone } = named;
  const name = Name.safeParse(vendorName).data;
  if (name === undefined) {
    return { ...unknown, notes: [{ code: 'venue_unusable', eventCode: null, value: vendorName.slice(0, 200) }] };
  }
  const zone = TimeZone.safeParse(vendorTimeZone).data;
  const isStrange = vendorTimeZone !== null && zone === undefined;
  return {
    ...named,
    is: 'new',
    venue: { id: newId(), name, timeZone: zone ?? ctx.store.timeZone, isArchived: false },
    fill,
    notes: isStrange ? [{ code: 'zone_unknown', eventCode: null, value: vendorTimeZone.slice(0, 200) }] : [],
  };
}

async function makeVenue(ctx: StoreCtx, one: ImportVenue): Promise<ImportVenue> {
  if (one.venue === null) return one;
  const { name, timeZone } = one.venue;
  return { ...one, venue: await createVenue(ctx, { name, timeZone, city: '' }) };
}

async function fillVenue(ctx: StoreCtx, venueId: string, { seats, others }: VenueSections) {
  const { version, sections, maps } = await getVenue(ctx, venueId);
  if (sections.length > 0) return;
  await putSections(ctx, venueId, version, [...seats, ...others]);
  const shown = seats.length > 0 ? seats : others;
  if (maps.length === 0) await createMap(ctx, venueId, { name: 'Seating', drawing: drawBowl(shown) });
}

/** By the key of the vendor's name: what staff say now, else what was remembered, else a venue of that name. */
async function readKnown(ctx: StoreCtx, request: ImportRequest): Promise<Map<string, VenueSummary>> {
  const all = await listAllVenues(ctx);
  const byId = new Map(all.map((venue) => [venue.id, venue]));
  const known = new Map(all.filter(({ isArchived }) => !isArchived).map((venue) => [nameKey(venue.name), venue]));
  for (const { nameKey: key, venueId } of await imports.listVendorVenues(ctx.store.db)) {
    const venue = byId.get(venueId);
    if (venue !== undefined && !(venue.isArchived && known.has(key))) known.set(key, venue);
  }
  for (const [index, { vendorName, venueId }] of request.venues.entries()) {
    const venue = byId.get(venueId);
    const error = { at: `/body/venues/${index}/venueId`, code: 'venue.not_found', message: 'There is no such venue.' };
    if (venue === undefined) throw problem('venue.not_found', {}, { errors: [error] });
    known.set(nameKey(vendorName), venue);
  }
  return known;
}

/** Each venue once, in the order in which it is named first. */
function namesOf(events: readonly VendorEvent[]): { key: string; vendorName: string }[] {
  const names = new Map<string, string>();
  for (const { venueName } of events) {
    const key = nameKey(venueName);
    if (key !== '' && !names.has(key)) names.set(key, venueName);
  }
  return [...names].map(([key, vendorName]) => ({ key, vendorName }));
}
