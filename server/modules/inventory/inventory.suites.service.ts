import { type SuiteSuggestion, suggestSuites as suggest } from '../../../shared/rules/suite-suggestions.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { listFacts as listEvents } from '../events/events.service.ts';
import { listFacts as listSuites } from '../suites/suites.service.ts';
import { getVenue } from '../venues/venues.service.ts';
import { toRuns } from './inventory.sections.service.ts';
import { listSectionAvailability } from './inventory.service.ts';
import * as suites from './inventory.suites.repository.ts';

/** Suites as the free seats of a class at the events of a venue suggest them. Makes nothing. */
export async function suggestSuites(
  ctx: StoreCtx,
  { venueId, className, groupBy }: { venueId: string; className: string; groupBy: 'section' | 'row' },
): Promise<SuiteSuggestion[]> {
  requireStore(ctx, 'store.catalogue.view');
  const venue = await getVenue(ctx, venueId);
  const shown = new Map(venue.sections.map(({ sectionName, displayName }) => [sectionName, displayName]));
  const all = [...(await listEvents(ctx)).values()];
  const here = all.filter((event) => event.venueId === venueId && event.state !== 'archived');
  const eventCodes = here.map(({ code }) => code);
  const counted = await listSectionAvailability(ctx, eventCodes);
  const sectionNames = counted
    .filter(({ counts }) => counts.some(([name, , count]) => name === className && count > 0))
    .map((section) => section.sectionName);
  const found = await suites.listRuns(ctx.store.db, { eventCodes, sectionNames: [...new Set(sectionNames)] });
  return suggest({
    seats: found.flatMap(toRuns).filter((run) => run.className === className),
    groupBy,
    nameOf: (sectionName) => shown.get(sectionName) ?? sectionName,
    suites: [...(await listSuites(ctx)).values()].filter((suite) => suite.venueId === venueId),
  });
}
