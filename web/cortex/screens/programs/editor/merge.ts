import { isObject, isSame, pointer } from '../../../../../shared/rules/changes.ts';

/**
 * What two people made of the same base, put together: each change counts, whoever made it. Where both changed the same
 * thing differently, mine stays and its place is named among the collisions. Lists of things with ids, and of codes that
 * occur once, are put together thing by thing; any other list is one thing.
 */
export function mergeEdits<T>(base: T, mine: T, theirs: T): { merged: T; collisions: string[] };
export function mergeEdits(base: unknown, mine: unknown, theirs: unknown) {
  const collisions: string[] = [];
  return { merged: merge(base, mine, theirs, '', collisions), collisions };
}

function merge(base: unknown, mine: unknown, theirs: unknown, at: string, collisions: string[]): unknown {
  if (isSame(mine, base)) return theirs;
  if (isSame(theirs, base) || isSame(mine, theirs)) return mine;
  if (isObject(base) && isObject(mine) && isObject(theirs)) return mergeFields(base, mine, theirs, at, collisions);
  const [was, ours, other] = [itemsOf(base), itemsOf(mine), itemsOf(theirs)];
  if (was !== null && ours !== null && other !== null) return mergeItems(was, ours, other, at, collisions);
  collisions.push(at);
  return mine;
}

type Fields = Record<string, unknown>;

function mergeFields(base: Fields, mine: Fields, theirs: Fields, at: string, collisions: string[]): Fields {
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  const merged = [...names].map((name): [string, unknown] => [
    name,
    merge(base[name], mine[name], theirs[name], at + pointer([name]), collisions),
  ]);
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}

type Items = ReadonlyMap<string, unknown>;

/** The order is that of whoever changed it, mine before theirs; what only the other has comes last. */
function mergeItems(base: Items, mine: Items, theirs: Items, at: string, collisions: string[]): unknown[] {
  const [first, second] = isReordered(base, mine) ? [mine, theirs] : [theirs, mine];
  const keys = [...new Set([...first.keys(), ...second.keys()])];
  return keys
    .map((key) => merge(base.get(key), mine.get(key), theirs.get(key), at + pointer([key]), collisions))
    .filter((item) => item !== undefined);
}

function isReordered(base: Items, mine: Items): boolean {
  const kept = [...base.keys()].filter((key) => mine.has(key));
  return !isSame(
    kept,
    [...mine.keys()].filter((key) => base.has(key)),
  );
}

/** The list by the keys of its items; null when it is no list, or an item has no key of its own. */
function itemsOf(list: unknown): Items | null {
  if (!Array.isArray(list)) return null;
  const items = new Map<string, unknown>();
  for (const item of list) {
    const key: unknown = isObject(item) ? item.id : item;
    if (typeof key !== 'string' || items.has(key)) return null;
    items.set(key, item);
  }
  return items;
}
