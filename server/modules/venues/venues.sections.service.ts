import type { Section } from '../../../shared/contract/venues.ts';
import { isSame, itemsOnlyIn } from '../../../shared/rules/changes.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { actOnVenue, requireUnarchived } from './venues.acts.service.ts';
import * as maps from './venues.maps.repository.ts';
import * as venues from './venues.repository.ts';
import * as sections from './venues.sections.repository.ts';
import { readDetails } from './venues.service.ts';
import type { VenueDetails } from './venues.types.ts';

/**
 * Replaces the sections of a venue if `version` is the present one. Those that are not named are removed, unless suites
 * have seats in them; the maps lose their shapes.
 */
export async function putSections(
  ctx: StoreCtx,
  venueId: string,
  version: number,
  given: readonly Section[],
): Promise<VenueDetails> {
  refuseTwins(given);
  return actOnVenue(ctx, venueId, async (ctx, venue) => {
    if (venue.version !== version) throw await audit.staleVersion(ctx, { type: 'venue', id: venueId }, version);
    requireUnarchived(venue);
    const present = await sections.listOf(ctx.store.db, venueId);
    if (isSame(present, given)) return [null, await readDetails(ctx, venue)];
    const kept = new Set(given.map(nameOf));
    const removed = present.map(nameOf).filter((name) => !kept.has(name));
    for (const sectionName of removed) {
      const isDone = await sections.remove(ctx.store.db, { venueId, sectionName });
      if (!isDone) throw problem('section.in_use', { section: sectionName });
    }
    await sections.put(ctx.store.db, venueId, given);
    const erased = await eraseShapes(ctx, venueId, new Set(removed));
    const changed = { ...venue, version: await venues.touch(ctx.store.db, venueId) };
    const change = differences(present, given);
    const done = {
      action: 'venues.put_sections',
      version: changed.version,
      before: { ...change.before, ...(erased.length > 0 && { shapes: erased }) },
      after: change.after,
    };
    return [done, await readDetails(ctx, changed)];
  });
}

/** The sections of these names that the venue does not have; for whoever places something in them. */
export async function findMissingSections(
  ctx: StoreCtx,
  venueId: string,
  names: readonly string[],
): Promise<Set<string>> {
  const known = new Set((await sections.listOf(ctx.store.db, venueId)).map(({ sectionName }) => sectionName));
  return new Set(names.filter((name) => !known.has(name)));
}

function refuseTwins(given: readonly Section[]) {
  const names = given.map(nameOf);
  const errors = names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ at: `/body/sections/${index}/sectionName`, code: 'twice', message: `Section ${name} is named already.` }],
  );
  if (errors.length > 0) throw problem('request.invalid', {}, { errors: errors.slice(0, 50) });
}

/** What the maps lose, for the audit. */
async function eraseShapes(ctx: StoreCtx, venueId: string, removed: ReadonlySet<string>) {
  if (removed.size === 0) return [];
  const all = await maps.listDrawnOf(ctx.store.db, venueId);
  const changes = all.map(({ id, name, drawing }) => {
    const shapes = drawing.shapes.filter(({ sectionName }) => !removed.has(sectionName));
    const lost = drawing.shapes.filter(({ sectionName }) => removed.has(sectionName));
    return { id, name, drawing: { ...drawing, shapes }, lost };
  });
  const erased = changes.filter(({ lost }) => lost.length > 0);
  for (const { id, name, drawing } of erased) await maps.update(ctx.store.db, { id, name, drawing });
  return erased.map(({ name, lost }) => ({ map: name, lost }));
}

/** Only what differs, by section; the order only if the sections that stay have another one. */
function differences(before: readonly Section[], after: readonly Section[]) {
  const [orderBefore, orderAfter] = [commonNames(before, after), commonNames(after, before)];
  const isReordered = !isSame(orderBefore, orderAfter);
  return {
    before: { sections: itemsOnlyIn(before, after, nameOf), ...(isReordered && { order: orderBefore }) },
    after: { sections: itemsOnlyIn(after, before, nameOf), ...(isReordered && { order: orderAfter }) },
  };
}

/** Of the sections in both lists, in the order of the first. */
function commonNames(one: readonly Section[], other: readonly Section[]): string[] {
  const others = new Set(other.map(nameOf));
  return one.map(nameOf).filter((name) => others.has(name));
}

function nameOf({ sectionName }: Section): string {
  return sectionName;
}
