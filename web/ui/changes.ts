export type Change = { path: string; kind: 'added' | 'removed' | 'changed'; before: string; after: string };

/**
 * The leaves in which two values differ, in the order of the fields; lists are compared as a whole when short text,
 * by place otherwise. `null` on either side of the whole means that it did not exist then.
 */
export function changesBetween(before: unknown, after: unknown): Change[] {
  const was = leavesOf(before);
  const is = leavesOf(after);
  const parents = new Set([...was.keys(), ...is.keys()].flatMap(parentsOf));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((path) => {
    const [old, now] = [was.get(path), is.get(path)];
    // What was nothing and has fields now, or the other way round, is told by the fields.
    if (old === now || (parents.has(path) && nothing.has(old ?? now ?? ''))) return [];
    const kind = old === undefined ? 'added' : now === undefined ? 'removed' : 'changed';
    return [{ path, kind, before: old ?? '', after: now ?? '' }];
  });
}

/** The paths of what `a.b.c` is a field of: `a` and `a.b`. */
function parentsOf(path: string): string[] {
  const parts = path.split('.');
  return parts.slice(1).map((_, above) => parts.slice(0, above + 1).join('.'));
}

/** Names of fields that are not words of people. */
const told: Readonly<Record<string, string>> = { url: 'address', email: 'e-mail', favicon: 'icon' };

/** `colours.onPrimary` in words: "Colours › on primary". */
export function pathInWords(path: string): string {
  if (path === '') return 'Value';
  const parts = path.split('.').map((part) =>
    /^\d+$/.test(part)
      ? String(Number(part) + 1)
      : part
          .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
          .toLowerCase()
          .replace(/\w+/g, (word) => told[word] ?? word),
  );
  const words = parts.join(' › ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How a value without fields is told. */
const nothing = new Set(['none', 'empty']);

function leavesOf(value: unknown, path = ''): Map<string, string> {
  if (value === undefined || (value === null && path === '')) return new Map();
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null)) {
    return new Map([[path, value.map(textOf).join(', ') || 'none']]);
  }
  if (typeof value !== 'object' || value === null) return new Map([[path, textOf(value)]]);
  const inner = Object.entries(value).flatMap(([key, item]) => [
    ...leavesOf(item, path === '' ? key : `${path}.${key}`),
  ]);
  return new Map(inner.length === 0 ? [[path, 'empty']] : inner);
}

function textOf(value: unknown): string {
  if (value === null) return 'none';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (value === '') return 'empty';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
