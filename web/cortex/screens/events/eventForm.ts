import type { Event } from '../../../../shared/contract/events.ts';
import { instantOf, localTimeOf } from '../../../../shared/rules/local-time.ts';
import type { Input } from '../../../api/contract.ts';

/** What the fields of an event hold: text, also where there is nothing. */
export type EventValues = {
  name: string;
  opponent: string;
  description: Readonly<Record<string, string>>;
  imageUrl: string;
  imageAlt: Readonly<Record<string, string>>;
  venueId: string;
  dateState: string;
  on: string;
  timeState: string;
  at: string;
  estimatedAt: string;
  onSaleAt: string;
  offSaleAt: string;
  isFeatured: boolean;
  minSeats: number | string;
  maxSeats: number | string;
  categoryIds: string[];
};
export type EventEdit = Input<'PATCH /api/stores/{storeKey}/events/{eventId}'>['body'];

/** The fields as an event fills them; instants stand on the clocks of the zone, to the minute. */
export function valuesOf(event: Event, zone: string): EventValues {
  const { date, time } = event;
  return {
    name: event.name,
    opponent: event.opponent ?? '',
    description: { ...noTexts, ...event.description },
    imageUrl: event.image?.url ?? '',
    imageAlt: { ...noTexts, ...event.image?.alt },
    venueId: event.venueId ?? '',
    dateState: date.state,
    on: date.state === 'set' ? date.on : '',
    timeState: time.state,
    at: time.state === 'set' ? time.at : '',
    estimatedAt: localText(event.estimatedAt, zone),
    onSaleAt: localText(event.onSaleAt, zone),
    offSaleAt: localText(event.offSaleAt, zone),
    isFeatured: event.isFeatured,
    minSeats: event.minSeats,
    maxSeats: event.maxSeats ?? '',
    categoryIds: event.categoryIds,
  };
}

const noTexts = { en: '', es: '', fr: '' };

/** What to send: the fields in which the form differs from the event, and no others. */
export function editOf(event: Event, values: EventValues, zone: string): EventEdit {
  const was = valuesOf(event, zone);
  const differs = (...names: (keyof EventValues)[]) =>
    names.some((name) => JSON.stringify(values[name]) !== JSON.stringify(was[name]));
  const instant = (name: 'estimatedAt' | 'onSaleAt' | 'offSaleAt') =>
    differs(name) ? { [name]: instantOfText(values[name], zone) } : {};
  return {
    ...(differs('name') && { name: values.name }),
    ...(differs('opponent') && { opponent: orNull(values.opponent) }),
    ...(differs('description') && { description: textsOf(values.description) }),
    ...(differs('imageUrl', 'imageAlt') && { image: imageOf(values) }),
    ...(differs('venueId') && { venueId: orNull(values.venueId) }),
    ...(differs('dateState', 'on') && { date: dateOf(values) }),
    ...(differs('timeState', 'at') && { time: timeOf(values) }),
    ...instant('estimatedAt'),
    ...instant('onSaleAt'),
    ...instant('offSaleAt'),
    ...(differs('isFeatured') && { isFeatured: values.isFeatured }),
    ...(differs('minSeats') && { minSeats: Number(values.minSeats) }),
    ...(differs('maxSeats') && { maxSeats: values.maxSeats === '' ? null : Number(values.maxSeats) }),
    ...(differs('categoryIds') && { categoryIds: values.categoryIds }),
  };
}

/** What the fields must have before anything can be asked of the server. */
export function validateIn(zone: string) {
  const instant = (value: string) =>
    value === '' || instantOfText(value, zone) !== null ? null : 'The clocks skip this time on that day.';
  return {
    name: (value: string) => (value.trim() === '' ? 'Give it a name.' : null),
    on: (value: string, { dateState }: EventValues) => (dateState === 'set' && value === '' ? 'Choose the day.' : null),
    at: (value: string, { timeState }: EventValues) => (timeState === 'set' && value === '' ? 'Type the time.' : null),
    minSeats: (value: number | string) => (value === '' ? 'Type a number.' : null),
    imageAlt: (texts: EventValues['imageAlt'], { imageUrl }: EventValues) =>
      imageUrl.trim() !== '' && Object.values(texts).every((text) => text.trim() === '')
        ? 'Say what the picture shows, for those who do not see it.'
        : null,
    estimatedAt: instant,
    onSaleAt: instant,
    offSaleAt: instant,
  };
}

/** The field a path of the body belongs to. */
export function fieldOf(path: string): string {
  if (path.startsWith('image.alt')) return 'imageAlt';
  if (path.startsWith('image')) return 'imageUrl';
  if (path.startsWith('date')) return 'on';
  if (path.startsWith('time')) return 'at';
  return path;
}

/** `2026-10-01T10:00` on the clocks of the zone, as an input of the browser takes it. */
export function localText(instant: string | null, zone: string): string {
  if (instant === null) return '';
  const { date, time } = localTimeOf(Date.parse(instant), zone);
  return `${date}T${time}`;
}

/** Null for an empty text, and for a time that the clocks skip. */
export function instantOfText(text: string, zone: string): string | null {
  const [date, time] = text.split('T');
  if (date === undefined || time === undefined) return null;
  const found = instantOf({ date, time: time.slice(0, 5) }, zone);
  return found.kind === 'at' ? new Date(found.at).toISOString() : null;
}

function imageOf({ imageUrl, imageAlt }: EventValues): EventEdit['image'] {
  return imageUrl.trim() === '' ? null : { url: imageUrl, alt: textsOf(imageAlt) };
}

function dateOf({ dateState, on }: EventValues): NonNullable<EventEdit['date']> {
  return dateState === 'set' ? { state: 'set', on } : { state: dateState === 'tba' ? 'tba' : 'tbd' };
}

function timeOf({ timeState, at }: EventValues): NonNullable<EventEdit['time']> {
  return timeState === 'set' ? { state: 'set', at } : { state: timeState === 'tba' ? 'tba' : 'tbd' };
}

function textsOf(texts: Readonly<Record<string, string>>): NonNullable<EventEdit['description']> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text;
}
