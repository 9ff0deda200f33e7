import type { AuditEntry } from '../../../../shared/contract/audit.ts';
import { pathInWords } from '../../../ui/changes.ts';
import { formatInstant } from '../../../ui/When.tsx';
import type { Names } from './entryWords.ts';
import { planInWords, plansThatDiffer } from './planWords.ts';

type Fields = Pick<AuditEntry, 'before' | 'after'>;
/** `places` stand for the ids that fields are kept by: the same before and after. */
type Telling = { names: Names; zone: string; places: Map<string, string> };

/** What an entry changed, for people: names where only ids are kept, plans as sentences, instants on the clocks of the zone. */
export function fieldsInWords(entry: Fields, names: Names, zone: string): Fields {
  const { before, after } = plansThatDiffer(entry);
  const telling = { names, zone, places: new Map<string, string>() };
  return { before: inWords(before, telling), after: inWords(after, telling) };
}

function inWords(value: unknown, telling: Telling): unknown {
  if (typeof value === 'string') return telling.names.get(value) ?? value;
  if (Array.isArray(value))
    return value.some(isObject) ? byPlace(value, telling) : value.map((item) => inWords(item, telling));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const instant = instantOf(key, item);
      const told = instant === null ? inWords(item, telling) : formatInstant(instant, telling.zone, 'second');
      return [keyInWords(key, item, telling), told];
    }),
  );
}

/** Each on a row of its own: a plan as a sentence, others without their ids, and in one line where that tells all. */
function byPlace(items: readonly unknown[], telling: Telling): object {
  const told = items.map(
    (item) => planInWords(item, telling.names, telling.zone) ?? inOneLine(inWords(withoutId(item), telling)),
  );
  return Object.fromEntries(told.entries());
}

function withoutId(item: unknown): unknown {
  if (!isObject(item) || !isId(item.id) || Object.keys(item).length === 1) return item;
  const { id: _, ...rest } = item;
  return rest;
}

function inOneLine(item: unknown): unknown {
  if (!isObject(item) || Object.values(item).some(isContainer)) return item;
  const fields = Object.entries(item).filter(([, field]) => field !== null && field !== '');
  return fields.map(([key, field]) => `${pathInWords(key).toLowerCase()} ${plainly(field)}`).join(', ');
}

function plainly(field: unknown): string {
  if (typeof field === 'boolean') return field ? 'yes' : 'no';
  return String(field);
}

/** "baseProgramId" is a "baseProgram" also when there is none, and what is kept by an id has a number. */
function keyInWords(key: string, item: unknown, { names, places }: Telling): string {
  if (isId(key)) {
    const place = places.get(key) ?? String(places.size);
    places.set(key, place);
    return place;
  }
  const isTold = (id: unknown) => id === null || (typeof id === 'string' && names.has(id));
  if (Array.isArray(item)) return item.every(isTold) ? key.replace(/Ids$/, 's') : key;
  return isTold(item) ? key.replace(/Id$/, '') : key;
}

const instantText = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Only fields that are called so hold instants: as text, or in milliseconds. */
function instantOf(key: string, value: unknown): string | null {
  if (!key.endsWith('At')) return null;
  if (typeof value !== 'number') return typeof value === 'string' && instantText.test(value) ? value : null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function isContainer(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return isContainer(value) && !Array.isArray(value);
}

const idText = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function isId(value: unknown): boolean {
  return typeof value === 'string' && idText.test(value);
}
