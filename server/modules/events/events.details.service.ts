import { fieldText, type ImportFields, vendorCategory, vendorDifferences } from '../../../shared/rules/event-import.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import * as imports from './events.imports.repository.ts';
import * as events from './events.repository.ts';
import type { EventDetails, EventFields, EventVendor } from './events.types.ts';

/** The event as it is at this moment; `event.not_found` when there is none. */
export async function readEvent(ctx: StoreCtx, eventId: string): Promise<EventDetails> {
  const [event] = await readEvents(ctx, [eventId]);
  if (event === undefined) throw problem('event.not_found');
  return event;
}

/** Those that exist, in the order of the ids. */
export async function readEvents(ctx: StoreCtx, ids: readonly string[]): Promise<EventDetails[]> {
  const details = await withVendor(ctx, await events.find(ctx.store.db, ids));
  const found = new Map(details.map((event) => [event.id, event]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** The same events with what the vendor said of them. */
export async function withVendor(ctx: StoreCtx, rows: readonly events.EventRow[]): Promise<EventDetails[]> {
  const imported = await imports.find(
    ctx.store.db,
    rows.map(({ id }) => id),
  );
  const byEvent = new Map(imported.map((row) => [row.eventId, row]));
  return rows.map((row) => toDetails(row, byEvent.get(row.id)));
}

/** What an edit may name. */
export function fieldsOf(event: EventDetails): EventFields {
  const { id: _, code: _code, state: _state, startsAt, publishedAt, createdAt, vendor, version, ...fields } = event;
  return fields;
}

/** Fields as the audit keeps them, and as two of them are compared. */
export function recorded({ estimatedAt, onSaleAt, offSaleAt, ...fields }: EventFields) {
  return {
    ...fields,
    estimatedAt: estimatedAt?.toISOString() ?? null,
    onSaleAt: onSaleAt?.toISOString() ?? null,
    offSaleAt: offSaleAt?.toISOString() ?? null,
  };
}

/** The part of the fields that the vendor fills. */
export function importFieldsOf(
  fields: EventFields,
  { base, said }: Pick<imports.ImportRow, 'base' | 'said'>,
): ImportFields {
  const { name, opponent, venueId, date, time } = fields;
  const { estimatedAt, onSaleAt, offSaleAt } = recorded(fields);
  const categoryId = vendorCategory(fields.categoryIds, base, said);
  return { name, opponent, venueId, date, time, estimatedAt, onSaleAt, offSaleAt, categoryId };
}

/** Date and time of a stored event. */
export function whenOf({ dateState, localDate, timeState, localTime }: events.EventRow) {
  return {
    date: localDate === null ? undecided(dateState) : { state: 'set' as const, on: localDate },
    time: localTime === null ? undecided(timeState) : { state: 'set' as const, at: localTime },
  };
}

function toDetails(row: events.EventRow, imported: imports.ImportRow | undefined): EventDetails {
  const { dateState: _, localDate, timeState, localTime, sortsAt, ...event } = row;
  const details = { ...event, ...whenOf(row), vendor: null };
  return imported === undefined ? details : { ...details, vendor: toVendor(details, imported) };
}

function toVendor(event: EventDetails, row: imports.ImportRow): EventVendor {
  const { eventId: _, said, base: _base, ...facts } = row;
  const names = { venue: row.venueName, category: row.category };
  const differences = vendorDifferences(importFieldsOf(event, row), said, event.state);
  return { ...facts, differences: differences.map((one) => ({ ...one, vendor: fieldText(said, one.field, names) })) };
}

/** The same as it is stored, with the instants that follow from it. */
export function toRow(
  id: string,
  fields: EventFields,
  when: { startsAt: Date | null; sortsAt: Date | null },
): events.FieldsRow {
  const { date, time, categoryIds: _, ...event } = fields;
  return {
    ...event,
    ...when,
    id,
    dateState: date.state,
    localDate: date.state === 'set' ? date.on : null,
    timeState: time.state,
    localTime: time.state === 'set' ? time.at : null,
  };
}

function undecided(state: events.EventRow['dateState']) {
  return state === 'tba' ? ({ state: 'tba' } as const) : ({ state: 'tbd' } as const);
}
