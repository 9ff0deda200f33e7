import { type Fields, Refusal } from '../types.ts';
import { eventFields } from './answers.ts';
import { date, optionalText, text } from './requests.ts';
import type { State, VendorEvent } from './state.ts';

export function searchEvents(state: State, request: Fields): Fields {
  const isChosen = chooser(request);
  const events = state.events.filter(isChosen).sort(byDate);
  return { events: events.map((event) => eventFields(state, event)) };
}

export function readEvents(state: State, request: Fields): Fields {
  if (text(request, 'event_filter_type') !== 'L') throw new Refusal(4002, 'event_filter_type must be L');
  const codes = text(request, 'event_filter').split(',');
  const events = codes.map((code) => state.byCode.get(code.trim())).filter((event) => event !== undefined);
  return { events: [...new Set(events)].map((event) => eventFields(state, event)) };
}

/** The event that a request names. Refusal 4004. */
export function eventNamed(state: State, code: string): VendorEvent {
  const event = state.byCode.get(code);
  if (event === undefined) throw new Refusal(4004, `there is no event ${code}`);
  return event;
}

function chooser(request: Fields): (event: VendorEvent) => boolean {
  const itemSet = optionalText(request, 'item_set');
  if (itemSet !== null) return ({ facts }) => facts.itemSets.includes(itemSet);
  const [from, until] = [date(request, 'start_date'), date(request, 'end_date')];
  if (until < from) throw new Refusal(4002, 'end_date is before start_date');
  return ({ facts }) => facts.date >= from && facts.date <= until;
}

function byDate({ facts: one }: VendorEvent, { facts: other }: VendorEvent): number {
  return one.date.localeCompare(other.date) || one.time.localeCompare(other.time) || one.id - other.id;
}
