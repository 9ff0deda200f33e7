/**
 * The JSON pointers of what differs between two JSON values, in the order of the fields; `''` when the values as a whole
 * differ. Lists are compared as a whole.
 */
export function changedFields(before: unknown, after: unknown, at = ''): string[] {
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => changedFields(before[name], after[name], at + pointer([name])));
  }
  return isSame(before, after) ? [] : [at];
}

/** True if both are the same JSON, whatever the order of fields; an absent field is not the same as null. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  }
  if (isObject(one) && isObject(other)) return changedFields(one, other).length === 0;
  return Object.is(one, other);
}

/** The fields that differ, as they were and as they are; for audit entries of an edit. */
export function changesOf<T extends Record<string, unknown>>(before: T, after: Partial<T>) {
  const names = Object.keys(after).filter((name) => !isSame(before[name], after[name]));
  const pick = (from: Record<string, unknown>) => Object.fromEntries(names.map((name) => [name, from[name]]));
  return { before: pick(before), after: pick(after) };
}

/** The items that the other list lacks or has differently; an item is told by its key. */
export function itemsOnlyIn<T>(one: readonly T[], other: readonly T[], keyOf: (item: T) => string): T[] {
  const others = new Map(other.map((item) => [keyOf(item), item]));
  return one.filter((item) => !isSame(item, others.get(keyOf(item))));
}

/** The JSON pointer (RFC 6901) of a path of fields. */
export function pointer(path: readonly string[]): string {
  return path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
