import { type EventDate, type EventState, type EventTime, ImportField } from '../contract/events.ts';
import { isSame } from './changes.ts';
import { fixedFields, resolveWhen } from './event-dates.ts';

/** The part of an event that the vendor fills. Instants are ISO text. */
export type ImportFields = {
  name: string;
  opponent: string | null;
  venueId: string | null;
  date: EventDate;
  time: EventTime;
  /** Where it stands in lists while its date is undecided. */
  estimatedAt: string | null;
  onSaleAt: string | null;
  offSaleAt: string | null;
  categoryId: string | null;
};
/** What the vendor says of them; a field it says no usable thing of is absent. */
export type Said = { [K in ImportField]?: ImportFields[K] | undefined };

/** An event nobody has filled yet: the base of one that was made by hand. */
export const blankFields: ImportFields = {
  name: '',
  opponent: null,
  venueId: null,
  date: { state: 'tbd' },
  time: { state: 'tbd' },
  estimatedAt: null,
  onSaleAt: null,
  offSaleAt: null,
  categoryId: null,
};

export type MergeInput = {
  ours: ImportFields;
  /** For each field the value that ours is compared with to see whether staff touched it. */
  base: Said;
  said: Said;
  state: EventState;
  zoneOf: (venueId: string) => string | null;
};
export type Merged = {
  ours: ImportFields;
  base: Said;
  /** Now as the vendor says. */
  followed: ImportField[];
  /** Staff edited them; the vendor says otherwise. */
  kept: ImportField[];
  /** Untouched, but fixed by publishing or in an archived event; they follow once they may. */
  waiting: ImportField[];
  /** What the vendor says would make an event that cannot be. */
  impossible: ImportField[];
};

/**
 * Three-way: a field that staff did not touch since the vendor last said something follows the vendor, one they touched
 * stays (docs/rules/events.md). Never throws; merging the same again changes nothing.
 */
export function mergeImport(input: MergeInput): Merged {
  const { ours, base, said, state } = input;
  const named = fieldsOf(said);
  const differing = named.filter((field) => !isSame(ours[field], said[field]));
  const untouched = differing.filter((field) =>
    isSame(ours[field], base[field] === undefined ? blankFields[field] : base[field]),
  );
  const waiting = state === 'archived' ? untouched : fixedOf(state, ours, said, untouched);
  const free = without(untouched, waiting);
  const impossible = impossibleOf(input, free);
  const followed = without(free, impossible);
  const agreed = without(named, [...waiting, ...impossible]);
  return {
    ours: take(ours, said, followed),
    base: take<Said>(base, said, agreed),
    followed,
    kept: without(differing, untouched),
    waiting,
    impossible,
  };
}

export type Difference = { field: ImportField; isFixed: boolean };

/** Where the vendor says something else than the event has; a fixed one is taken only by publishing again. */
export function vendorDifferences(ours: ImportFields, said: Said, state: EventState): Difference[] {
  const differing = fieldsOf(said).filter((field) => !isSame(ours[field], said[field]));
  const fixed = fixedOf(state, ours, said, differing);
  return differing.map((field) => ({ field, isFixed: fixed.includes(field) }));
}

/** The one of the event's categories that came from the vendor, or that the vendor means; null: neither. */
export function vendorCategory(categoryIds: readonly string[], base: Said, said: Said): string | null {
  const found = [base.categoryId, said.categoryId].find((id) => id != null && categoryIds.includes(id));
  return found ?? null;
}

/** The event's categories with the vendor's one exchanged; those that staff added stay. */
export function exchangeCategory(
  categoryIds: readonly string[],
  before: string | null,
  after: string | null,
): string[] {
  if (before === after) return [...categoryIds];
  return [...new Set([...categoryIds.filter((id) => id !== before), ...(after === null ? [] : [after])])];
}

/** A field for people: a day, a time of day, an instant, a name; `TBD` and `TBA` for what is not known. */
export function fieldText(
  fields: Said,
  field: ImportField,
  names: { venue: string | null; category: string | null },
): string | null {
  switch (field) {
    case 'date':
      return fields.date?.state === 'set' ? fields.date.on : (fields.date?.state.toUpperCase() ?? null);
    case 'time':
      return fields.time?.state === 'set' ? fields.time.at : (fields.time?.state.toUpperCase() ?? null);
    case 'venueId':
      return names.venue;
    case 'categoryId':
      return names.category;
    default:
      return fields[field] ?? null;
  }
}

/** The fields with what the vendor says of the named ones. */
export function take<T extends Said>(into: T, said: Said, fields: readonly ImportField[]): T {
  const taken = { ...into };
  for (const field of fields) copy(taken, said, field);
  return taken;
}

function copy<K extends ImportField>(to: Said, from: Said, field: K) {
  if (from[field] !== undefined) to[field] = from[field];
}

function fieldsOf(said: Said): ImportField[] {
  return ImportField.options.filter((field) => said[field] !== undefined);
}

function without(fields: readonly ImportField[], taken: readonly ImportField[]): ImportField[] {
  return fields.filter((field) => !taken.includes(field));
}

/** Those of the fields that publishing has fixed. */
function fixedOf(state: EventState, ours: ImportFields, said: Said, fields: readonly ImportField[]): ImportField[] {
  if (state !== 'published') return [];
  const fixed = fixedFields(ours, take(ours, said, fields)).map((field) => (field === 'venue' ? 'venueId' : field));
  return fields.filter((field) => fixed.some((one) => one === field));
}

/** The fewest of the fields that cannot follow together with the others. */
function impossibleOf({ ours, said, zoneOf }: MergeInput, free: readonly ImportField[]): ImportField[] {
  const canStart = (dropped: readonly ImportField[]) => {
    const after = take(ours, said, without(free, dropped));
    const zone = after.venueId === null ? null : zoneOf(after.venueId);
    return resolveWhen(after, null, zone).kind === 'resolved';
  };
  const canSell = (dropped: readonly ImportField[]) => {
    const { onSaleAt, offSaleAt } = take(ours, said, without(free, dropped));
    return onSaleAt === null || offSaleAt === null || Date.parse(onSaleAt) < Date.parse(offSaleAt);
  };
  // A time that was set belongs to the date it was set for, so the two move together or not at all.
  const whenTries: ImportField[][] = [
    ...(ours.time.state === 'set' ? [] : [['time' as const]]),
    ['venueId', 'date', 'time'],
  ];
  const dropped = [
    ...firstThat(canStart, whenTries),
    ...firstThat(canSell, [['offSaleAt'], ['onSaleAt', 'offSaleAt']]),
  ];
  return free.filter((field) => dropped.includes(field));
}

/** The first try that fits, or the last: what is there already fits. */
function firstThat(fits: (dropped: readonly ImportField[]) => boolean, tries: readonly ImportField[][]): ImportField[] {
  return [[], ...tries].find(fits) ?? tries.at(-1) ?? [];
}
