import { type Finding, finding } from '../../../shared/rules/finding.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { listFacts } from '../events/events.service.ts';
import { findMissingSections } from '../venues/venues.sections.service.ts';

/** Which sections of an event its venue does not have; kept for as long as a round lasts. */
export type SectionNames = {
  findUnknown: (ctx: StoreCtx, eventCode: string, names: readonly string[]) => Promise<Finding[]>;
};

/** Most sections that one finding names. */
const mostNamed = 100;

/** Games at one venue have the same sections, so a round asks once for each venue. */
export function openSectionNames(): SectionNames {
  let venues: Promise<Map<string, string | null>> | null = null;
  const known = new Map<string, Promise<Set<string>>>();
  return {
    async findUnknown(ctx, eventCode, names) {
      venues ??= venuesOf(ctx);
      const venueId = (await venues).get(eventCode) ?? null;
      if (venueId === null || names.length === 0) return [];
      const key = JSON.stringify([venueId, ...names.toSorted()]);
      const missing = known.get(key) ?? findMissingSections(ctx, venueId, names);
      known.set(key, missing);
      const sections = [...(await missing)].sort();
      if (sections.length === 0) return [];
      const params = { eventCode, venueId, count: sections.length, sections: sections.slice(0, mostNamed) };
      return [finding('warning', 'inventory.sections_unknown', `/venues/${venueId}/sections`, params)];
    },
  };
}

async function venuesOf(ctx: StoreCtx): Promise<Map<string, string | null>> {
  return new Map([...(await listFacts(ctx))].map(([code, { venueId }]) => [code, venueId]));
}
