import type { z } from 'zod';
import { isObject, pointer } from './changes.ts';
import { type Finding, finding } from './finding.ts';

export type Fitted<T> = { value: T; findings: Finding[] };

/**
 * A stored value as today's schema wants it. What does not fit any more is replaced by its default and reported, field by
 * field, with what is stored, so that nothing vanishes in silence. A field the stored value never had gets its default
 * without a word: it is newer than the value. `defaults` must fit the schema.
 */
export function fitStored<T>(schema: z.ZodType<T>, defaults: T, stored: unknown): Fitted<T> {
  const findings: Finding[] = [];
  let candidate: unknown = fill(defaults, stored);
  for (let round = 0; round < maxRounds; round += 1) {
    const parsed = schema.safeParse(candidate);
    if (parsed.success) return { value: parsed.data, findings };
    for (const fault of faultsOf(parsed.error, defaults)) {
      findings.push(
        finding('warning', fault.code, pointer(fault.path), { stored: shown(valueAt(stored, fault.path)) }),
      );
      candidate = mend(candidate, defaults, fault.path);
    }
  }
  return { value: defaults, findings: [finding('warning', 'setting.value_unfit', '', { stored: shown(stored) })] };
}

/** A mended field can break a rule over several fields, so it is tried again; a schema has few such rules. */
const maxRounds = 5;

type Path = readonly string[];
type Fault = { path: Path; code: 'setting.value_unfit' | 'setting.field_unknown' };

function faultsOf(error: z.ZodError, defaults: unknown): Fault[] {
  const faults = error.issues.flatMap((issue): Fault[] => {
    const path = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys') return [{ path: knownPart(path, defaults), code: 'setting.value_unfit' }];
    return issue.keys.map((key) => ({ path: [...path, key], code: 'setting.field_unknown' }));
  });
  return faults.filter(({ path }, index) => faults.findIndex((one) => pointer(one.path) === pointer(path)) === index);
}

/** The beginning of the path that the defaults have: an item of a list is replaced with its list. */
function knownPart(path: Path, defaults: unknown): Path {
  const [name, ...rest] = path;
  if (name === undefined || !isObject(defaults) || !Object.hasOwn(defaults, name)) return [];
  return [name, ...knownPart(rest, defaults[name])];
}

/** The stored value with the fields it lacks taken from the defaults. */
function fill(defaults: unknown, stored: unknown): unknown {
  if (!isObject(defaults) || !isObject(stored)) return stored;
  const missing = Object.entries(defaults).filter(([name]) => !Object.hasOwn(stored, name));
  const present = Object.entries(stored).map(([name, value]) => [name, fill(own(defaults, name), value)]);
  return Object.fromEntries([...missing, ...present]);
}

/** With the default at the path, or without the field when there is none. */
function mend(value: unknown, defaults: unknown, path: Path): unknown {
  const [name, ...rest] = path;
  if (name === undefined || !isObject(value)) return defaults;
  if (rest.length === 0 && !(isObject(defaults) && Object.hasOwn(defaults, name))) {
    return Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
  }
  return { ...value, [name]: mend(value[name], own(defaults, name), rest) };
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(own, value);
}

function own(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
