import type { ImportReport, KeptBecause } from '../../../shared/contract/events.import.ts';
import type { ImportField } from '../../../shared/contract/events.ts';
import { fieldText, type ImportFields } from '../../../shared/rules/event-import.ts';
import type { Report } from './events.import.types.ts';
import type { Plan, PlannedEvent } from './events.import-plan.service.ts';
import type { ImportVenue } from './events.import-venues.service.ts';
import type { EventDetails } from './events.types.ts';

type Row = ImportReport['events'][number];
type Made = { askedAt: Date; venues: readonly ImportVenue[]; categoriesMade: readonly string[]; isDone: boolean };

/** The plan in words. Of one that is only a preview, nothing new has an id. `madeIds`: of new events, by code. */
export function reportOf(plan: Plan, made: Made, madeIds: ReadonlyMap<string, string>): Report {
  const rows = [
    ...plan.events.map((one) => toRow(plan, one, madeIds)),
    ...plan.gone.map((event) => toGone(plan, event)),
  ];
  const events = rows.sort((one, other) => compare(placeOf(one), placeOf(other)));
  return {
    askedAt: made.askedAt,
    events,
    venues: made.venues.map((venue) => toVenue(venue, made.isDone)),
    categoriesMade: [...made.categoriesMade],
    unmapped: plan.unmapped,
    counts: countsOf(events),
  };
}

function toRow(plan: Plan, planned: PlannedEvent, madeIds: ReadonlyMap<string, string>): Row {
  const { words, event, outcome, merged, before } = planned;
  const isLeft = outcome === 'newer' || outcome === 'cancelled';
  const { name, date, time, venueId } = isLeft && event !== null ? event : merged.ours;
  const changeOf = (field: ImportField) => ({
    field,
    ours: textOf(plan, before, field),
    vendor: fieldText(planned.said, field, { venue: words.venueName, category: words.category }),
  });
  return {
    code: words.code,
    name,
    eventId: event?.id ?? madeIds.get(words.code) ?? null,
    state: event?.state ?? (madeIds.has(words.code) ? 'draft' : null),
    outcome,
    date,
    time,
    venueName: plan.venueNames.get(venueId ?? '') ?? null,
    isCancelled: words.isCancelled,
    changes: outcome === 'changed' ? merged.followed.map(changeOf) : [],
    kept: isLeft ? [] : keptOf(planned).map(({ field, because }) => ({ ...changeOf(field), because })),
  };
}

function keptOf({ event, merged }: PlannedEvent): { field: ImportField; because: KeptBecause }[] {
  const waits: KeptBecause = event?.state === 'archived' ? 'archived' : 'fixed';
  return [
    ...merged.kept.map((field) => ({ field, because: 'edited' as const })),
    ...merged.waiting.map((field) => ({ field, because: waits })),
    ...merged.impossible.map((field) => ({ field, because: 'impossible' as const })),
  ];
}

function toGone(plan: Plan, { id, code, name, state, date, time, venueId, vendor }: EventDetails): Row {
  return {
    code,
    name,
    eventId: id,
    state,
    outcome: 'not_listed',
    date,
    time,
    venueName: plan.venueNames.get(venueId ?? '') ?? null,
    isCancelled: vendor?.isCancelled ?? false,
    changes: [],
    kept: [],
  };
}

function toVenue(
  { vendorName, is, venue, vendorTimeZone, fill }: ImportVenue,
  isDone: boolean,
): ImportReport['venues'][number] {
  return {
    vendorName,
    is,
    venueId: is === 'known' || isDone ? (venue?.id ?? null) : null,
    name: venue?.name ?? null,
    timeZone: venue?.timeZone ?? null,
    vendorTimeZone,
    sectionsAdded: fill === null ? 0 : fill.seats.length + fill.others.length,
  };
}

function textOf({ venueNames, categoryNames }: Plan, fields: ImportFields, field: ImportField): string | null {
  const venue = venueNames.get(fields.venueId ?? '') ?? null;
  return fieldText(fields, field, { venue, category: categoryNames.get(fields.categoryId ?? '') ?? null });
}

function countsOf(events: readonly Row[]): ImportReport['counts'] {
  const counts = {
    made: 0,
    changed: 0,
    same: 0,
    cancelled: 0,
    not_listed: 0,
    newer: 0,
  } satisfies ImportReport['counts'];
  for (const { outcome } of events) counts[outcome] += 1;
  return counts;
}

/** By date, then code; those without a date last. */
function placeOf({ date, code }: Row): string {
  return `${date.state === 'set' ? date.on : '9999'} ${code}`;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
