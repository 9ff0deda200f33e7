import { safePath } from './signedOut.ts';

/** What the addresses of screens may carry after `?`. Anything else is dropped. */

type Raw = Record<string, unknown>;

/** What `read` leaves out is not there for the screen either: the router would hand it on as it stands in the address. */
export function exactly<S extends object>(read: (raw: Raw) => S): (raw: Raw) => S {
  return (raw) => ({ ...Object.fromEntries(Object.keys(raw).map((key) => [key, undefined])), ...read(raw) });
}

/** Every value as the text that stands in the address, also one that looks like a number; each screen reads its own. */
export function textsOf(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function signInSearch(raw: Raw): { to?: string; problem?: string } {
  return { ...optional('to', safePath(raw.to)), ...optional('problem', textOf(raw.problem)) };
}

/** A list with a search text and a sorting. */
export function listSearch(raw: Raw): { text?: string | undefined; sort?: string | undefined } {
  return { ...optional('text', textOf(raw.text)), ...optional('sort', textOf(raw.sort)) };
}

export const settingGroups = [
  'brand',
  'page',
  'languages',
  'support',
  'legal',
  'prices',
  'fanMail',
  'inventory',
] as const;
export type SettingGroup = (typeof settingGroups)[number];

export function settingSearch(raw: Raw): { group?: SettingGroup | undefined; history?: boolean | undefined } {
  const group = settingGroups.find((name) => name === raw.group);
  return { ...optional('group', group), ...optional('history', flagOf(raw.history)) };
}

export const auditKinds = ['staff', 'api_key', 'system', 'anonymous'] as const;
export type AuditSearch = {
  text?: string | undefined;
  action?: string | undefined;
  kind?: (typeof auditKinds)[number] | undefined;
  actor?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  cursor?: string | undefined;
};

/** `from` and `until` are days, both included. */
export function auditSearch(raw: Raw): AuditSearch {
  return {
    ...optional('text', textOf(raw.text)),
    ...optional('action', textOf(raw.action)),
    ...optional(
      'kind',
      auditKinds.find((kind) => kind === raw.kind),
    ),
    ...optional('actor', textOf(raw.actor)),
    ...optional('from', dayOf(raw.from)),
    ...optional('until', dayOf(raw.until)),
    ...optional('cursor', textOf(raw.cursor)),
  };
}

/** Whether the address narrows a list by one of these. */
export function isNarrowed(search: object, filters: object): boolean {
  return Object.entries(search).some(([name, value]) => value !== undefined && name in filters);
}

export function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V };
export function optional(key: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [key]: value };
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 500) : undefined;
}

/** A switch that is on. The router reads what was read once more, so both its text and its value count. */
export function flagOf(value: unknown): true | undefined {
  return value === true || value === 'true' ? true : undefined;
}

export function dayOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;
}
