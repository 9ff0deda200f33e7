import type { Drawing, SectionShape } from '../../../shared/contract/venues.ts';
import { drawBowl } from '../../../shared/rules/bowl.ts';
import { changesOf, isSame, itemsOnlyIn } from '../../../shared/rules/changes.ts';
import { drawingFaults } from '../../../shared/rules/drawing.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { actOnVenue, requireUnarchived } from './venues.acts.service.ts';
import * as maps from './venues.maps.repository.ts';
import * as sections from './venues.sections.repository.ts';
import { findVenue } from './venues.service.ts';
import type { MapDetails } from './venues.types.ts';

/** Each is drawn and kept right by somebody; more is a mistake. */
const mostMaps = 20;

export async function getMap(ctx: StoreCtx, venueId: string, mapId: string): Promise<MapDetails> {
  requireStore(ctx, 'store.catalogue.view');
  if ((await findVenue(ctx, venueId)) === null) throw problem('venue.not_found');
  return toDetails(ctx, venueId, await findMap(ctx, venueId, mapId));
}

/** Adds a map; without a drawing it is made from the sections. The first one is the one that is shown. */
export async function createMap(
  ctx: StoreCtx,
  venueId: string,
  { name, drawing: given }: { name: string; drawing?: Drawing | undefined },
): Promise<MapDetails> {
  return actOnVenue(ctx, venueId, async (ctx, venue) => {
    requireUnarchived(venue);
    const present = await maps.listOf(ctx.store.db, venueId);
    if (present.length >= mostMaps) throw problem('map.too_many', { most: mostMaps });
    const drawing = given ?? (await generate(ctx, venueId));
    if (given !== undefined) await refuseFaults(ctx, venueId, given);
    const made = await maps.insert(ctx.store.db, {
      id: newId(),
      venueId,
      name,
      drawing,
      isDefault: present.length === 0,
      createdAt: ctx.clock.now(),
    });
    if (made === null) throw problem('map.name_taken', { name });
    const after = { name, isGenerated: given === undefined, shapeCount: drawing.shapes.length };
    return [{ action: 'venues.create_map', ...subjectOf(made), after }, await toDetails(ctx, venueId, made)];
  });
}

/** Replaces name and drawing if `version` is the present one. */
export async function editMap(
  ctx: StoreCtx,
  venueId: string,
  mapId: string,
  version: number,
  edit: { name: string; drawing: Drawing },
): Promise<MapDetails> {
  return actOnVenue(ctx, venueId, async (ctx, venue) => {
    const map = await findMap(ctx, venueId, mapId);
    if (map.version !== version) throw await audit.staleVersion(ctx, { type: 'venue_map', id: mapId }, version);
    requireUnarchived(venue);
    await refuseFaults(ctx, venueId, edit.drawing);
    if (map.name === edit.name && isSame(map.drawing, edit.drawing)) return [null, await toDetails(ctx, venueId, map)];
    const changed = await maps.update(ctx.store.db, { id: mapId, ...edit });
    if (changed === null) throw problem('map.name_taken', { name: edit.name });
    const change = differences(map, edit);
    return [{ action: 'venues.edit_map', ...subjectOf(changed), ...change }, await toDetails(ctx, venueId, changed)];
  });
}

/** Fans and staff see the default one. */
export async function makeMapDefault(ctx: StoreCtx, venueId: string, mapId: string): Promise<MapDetails> {
  return actOnVenue(ctx, venueId, async (ctx, venue) => {
    requireUnarchived(venue);
    const map = await findMap(ctx, venueId, mapId);
    if (map.isDefault) return [null, await toDetails(ctx, venueId, map)];
    const before = (await maps.listOf(ctx.store.db, venueId)).find(({ isDefault }) => isDefault)?.name ?? null;
    const changed = await maps.makeDefault(ctx.store.db, { id: mapId, venueId });
    const done = {
      action: 'venues.make_map_default',
      ...subjectOf(changed),
      before: { default: before },
      after: { default: map.name },
    };
    return [done, await toDetails(ctx, venueId, changed)];
  });
}

/** The default one can be deleted only when it is the last. */
export async function deleteMap(ctx: StoreCtx, venueId: string, mapId: string): Promise<void> {
  await actOnVenue(ctx, venueId, async (ctx, venue) => {
    requireUnarchived(venue);
    const map = await findMap(ctx, venueId, mapId);
    const present = await maps.listOf(ctx.store.db, venueId);
    if (map.isDefault && present.length > 1) throw problem('map.is_default');
    await maps.remove(ctx.store.db, mapId);
    const { name, drawing } = map;
    return [{ action: 'venues.delete_map', ...subjectOf(map), before: { name, drawing } }, undefined];
  });
}

async function findMap(ctx: StoreCtx, venueId: string, mapId: string): Promise<maps.MapRow> {
  const map = await maps.find(ctx.store.db, { id: mapId, venueId });
  if (map === null) throw problem('map.not_found');
  return map;
}

async function generate(ctx: StoreCtx, venueId: string): Promise<Drawing> {
  const own = await sections.listOf(ctx.store.db, venueId);
  if (own.length === 0) throw problem('map.no_sections');
  return drawBowl(own);
}

async function refuseFaults(ctx: StoreCtx, venueId: string, drawing: Drawing) {
  const names = (await sections.listOf(ctx.store.db, venueId)).map(({ sectionName }) => sectionName);
  const faults = drawingFaults(drawing, names).map((fault) => ({ ...fault, at: `/body/drawing${fault.at}` }));
  if (faults.length > 0) throw problem('request.invalid', {}, { errors: faults.slice(0, 50) });
}

async function toDetails(ctx: StoreCtx, venueId: string, map: maps.MapRow): Promise<MapDetails> {
  const drawn = new Set(map.drawing.shapes.map(({ sectionName }) => sectionName));
  const names = (await sections.listOf(ctx.store.db, venueId)).map(({ sectionName }) => sectionName);
  return { ...map, venueId, undrawn: names.filter((name) => !drawn.has(name)) };
}

function subjectOf({ id, name, version }: maps.MapRow) {
  return { subject: { type: 'venue_map' as const, id, name }, version };
}

/** Only what differs: a drawing is long, and an edit moves a few shapes. */
function differences(before: Pick<maps.MapRow, 'name' | 'drawing'>, after: { name: string; drawing: Drawing }) {
  const change = changesOf(canvasOf(before), canvasOf(after));
  const [shapesBefore, shapesAfter] = [before.drawing.shapes, after.drawing.shapes];
  const nameOf = ({ sectionName }: SectionShape) => sectionName;
  return {
    before: { ...change.before, shapes: itemsOnlyIn(shapesBefore, shapesAfter, nameOf) },
    after: { ...change.after, shapes: itemsOnlyIn(shapesAfter, shapesBefore, nameOf) },
  };
}

function canvasOf({ name, drawing: { shapes: _, ...canvas } }: { name: string; drawing: Drawing }) {
  return { name, ...canvas };
}
