import type { OfferMap } from '../../../shared/contract/catalog.map.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { makeReady, type Ready } from '../../core/http/ready.ts';
import { problem } from '../../core/problem.ts';
import { findDrawing } from './catalog.map.reader.ts';
import { nodeOf } from './catalog.node.service.ts';
import type { Facts } from './catalog.types.ts';

/** By what the store's facts were when it was read: they are read again when anything of a venue changes. */
const maps = new WeakMap<Facts, Map<string, Promise<Ready>>>();

/** The map of a venue that events of the offer are at, the same for every fan; `venue.not_found` for another. */
export async function mapOf(ctx: StoreCtx, venueId: string): Promise<Ready> {
  const { facts } = (await nodeOf(ctx).present(ctx, null)).picture;
  if (!facts.venues.has(venueId)) throw problem('venue.not_found', { venueId });
  const known = maps.get(facts) ?? new Map<string, Promise<Ready>>();
  maps.set(facts, known);
  const ready = known.get(venueId) ?? readMap(ctx, facts, venueId);
  known.set(venueId, ready);
  ready.catch(() => known.delete(venueId));
  return ready;
}

async function readMap(ctx: StoreCtx, facts: Facts, venueId: string): Promise<Ready> {
  const drawing = await findDrawing(ctx.store.db, venueId);
  const map: OfferMap = { venueId, drawing, sections: facts.sections[venueId] ?? [] };
  return makeReady(JSON.stringify(map));
}
