import { flagOf, optional, textOf } from './search.ts';

/** What the addresses of the screens of venues and suites may carry after `?`. */

type Raw = Record<string, unknown>;

export type VenuesSearch = { text?: string | undefined; archived?: boolean | undefined; cursor?: string | undefined };

export function venuesSearch(raw: Raw): VenuesSearch {
  return {
    ...optional('text', textOf(raw.text)),
    ...optional('archived', flagOf(raw.archived)),
    ...optional('cursor', textOf(raw.cursor)),
  };
}

export type VenueMapSearch = { view?: 'preview' | undefined; event?: string | undefined };

export function venueMapSearch(raw: Raw): VenueMapSearch {
  return {
    ...optional('view', raw.view === 'preview' ? ('preview' as const) : undefined),
    ...optional('event', textOf(raw.event)),
  };
}

export type SuitesSearch = {
  view?: 'types' | undefined;
  text?: string | undefined;
  venue?: string | undefined;
  type?: string | undefined;
  archived?: boolean | undefined;
  cursor?: string | undefined;
};

export function suitesSearch(raw: Raw): SuitesSearch {
  return {
    ...optional('view', raw.view === 'types' ? ('types' as const) : undefined),
    ...optional('text', textOf(raw.text)),
    ...optional('venue', textOf(raw.venue)),
    ...optional('type', textOf(raw.type)),
    ...optional('archived', flagOf(raw.archived)),
    ...optional('cursor', textOf(raw.cursor)),
  };
}
