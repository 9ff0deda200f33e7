import { dayOf, optional, textOf } from './search.ts';

/** What the addresses of the screens of events, inventory and vendor may carry after `?`. */

type Raw = Record<string, unknown>;

export const eventStates = ['draft', 'published', 'archived'] as const;
export type EventsSearch = {
  text?: string | undefined;
  state?: (typeof eventStates)[number] | undefined;
  venue?: string | undefined;
  category?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  cursor?: string | undefined;
  /** The dialog over the list. */
  import?: 'season' | 'events' | undefined;
};

export function eventsSearch(raw: Raw): EventsSearch {
  return {
    ...optional('text', textOf(raw.text)),
    ...optional('state', oneOf(eventStates, raw.state)),
    ...optional('venue', idOf(raw.venue)),
    ...optional('category', idOf(raw.category)),
    ...optional('from', dayOf(raw.from)),
    ...optional('until', dayOf(raw.until)),
    ...optional('cursor', textOf(raw.cursor)),
    ...optional('import', oneOf(['season', 'events'], raw.import)),
  };
}

export const freshnessKinds = ['stale', 'failing', 'gone', 'copied'] as const;
export type InventorySearch = {
  view?: 'runs' | undefined;
  only?: (typeof freshnessKinds)[number] | undefined;
  cause?: 'schedule' | 'staff' | undefined;
  cursor?: string | undefined;
};

export function inventorySearch(raw: Raw): InventorySearch {
  return {
    ...optional('view', oneOf(['runs'], raw.view)),
    ...optional('only', oneOf(freshnessKinds, raw.only)),
    ...optional('cause', oneOf(['schedule', 'staff'], raw.cause)),
    ...optional('cursor', textOf(raw.cursor)),
  };
}

export type InventoryEventSearch = {
  view?: 'map' | undefined;
  class?: string | undefined;
  code?: string | undefined;
  section?: string | undefined;
};

export function inventoryEventSearch(raw: Raw): InventoryEventSearch {
  return {
    ...optional('view', oneOf(['map'], raw.view)),
    ...optional('class', textOf(raw.class)),
    ...optional('code', textOf(raw.code)),
    ...optional('section', textOf(raw.section)),
  };
}

export const callOutcomes = ['done', 'refused', 'busy', 'unavailable', 'unknown', 'setup'] as const;
export const callPurposes = ['checkout', 'hold', 'staff', 'sync'] as const;
export type CallsSearch = {
  operation?: string | undefined;
  event?: string | undefined;
  outcome?: (typeof callOutcomes)[number] | undefined;
  purpose?: (typeof callPurposes)[number] | undefined;
  from?: string | undefined;
  until?: string | undefined;
  cursor?: string | undefined;
};

export function callsSearch(raw: Raw): CallsSearch {
  return {
    ...optional('operation', textOf(raw.operation)?.slice(0, 100)),
    ...optional('event', textOf(raw.event)?.slice(0, 100)),
    ...optional('outcome', oneOf(callOutcomes, raw.outcome)),
    ...optional('purpose', oneOf(callPurposes, raw.purpose)),
    ...optional('from', dayOf(raw.from)),
    ...optional('until', dayOf(raw.until)),
    ...optional('cursor', textOf(raw.cursor)),
  };
}

export function cursorSearch(raw: Raw): { cursor?: string | undefined } {
  return optional('cursor', textOf(raw.cursor));
}

function oneOf<const V extends string>(choices: readonly V[], value: unknown): V | undefined {
  return choices.find((choice) => choice === value);
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function idOf(value: unknown): string | undefined {
  return typeof value === 'string' && uuid.test(value) ? value : undefined;
}
