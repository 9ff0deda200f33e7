import type { StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import * as events from './events.repository.ts';
import type { EventDetails, EventFields } from './events.types.ts';

/** The event as it is at this moment; `event.not_found` when there is none. */
export async function readEvent(ctx: StoreCtx, eventId: string): Promise<EventDetails> {
  const [event] = await readEvents(ctx, [eventId]);
  if (event === undefined) throw problem('event.not_found');
  return event;
}

/** Those that exist, in the order of the ids. */
export async function readEvents(ctx: StoreCtx, ids: readonly string[]): Promise<EventDetails[]> {
  const found = new Map((await events.find(ctx.store.db, ids)).map((row) => [row.id, toDetails(row)]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

export function toDetails(row: events.EventRow): EventDetails {
  const { dateState, localDate, timeState, localTime, sortsAt: _, ...event } = row;
  return {
    ...event,
    date: localDate === null ? undecided(dateState) : { state: 'set', on: localDate },
    time: localTime === null ? undecided(timeState) : { state: 'set', at: localTime },
  };
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
