import { type Ctx, type StoreFacts, withStore } from '../../server/core/ctx.ts';
import { putSections } from '../../server/modules/venues/venues.sections.service.ts';
import { createVenue } from '../../server/modules/venues/venues.service.ts';
import type { NewVenue, VenueDetails } from '../../server/modules/venues/venues.types.ts';
import type { Section } from '../../shared/contract/venues.ts';
import { uniqueKey } from './key.ts';

/** A venue; with sections if they are named. */
export async function makeVenue(
  app: { ctx: Ctx },
  store: StoreFacts,
  { sections = [], ...overrides }: Partial<NewVenue> & { sections?: Section[] } = {},
): Promise<VenueDetails> {
  const ctx = withStore(app.ctx, store);
  const venue = await createVenue(ctx, {
    name: uniqueKey('venue'),
    timeZone: 'America/Los_Angeles',
    city: 'San Francisco',
    ...overrides,
  });
  return sections.length === 0 ? venue : putSections(ctx, venue.id, venue.version, sections);
}

/** Sections of one level, such as 101 to 104. */
export function makeSections(names: readonly (string | number)[], level = 'lower'): Section[] {
  return names.map((name) => ({ sectionName: `${name}`, displayName: `Section ${name}`, level }));
}
