import { optional, textOf } from './search.ts';

/** What the address of the switchboard may carry after `?`. */

export const zooms = ['day', 'week', 'month', 'season'] as const;
export type Zoom = (typeof zooms)[number];
export type SwitchboardSearch = {
  zoom?: Zoom | undefined;
  view?: 'list' | undefined;
  /** Where the timeline begins; without it, so that now is in it. */
  from?: string | undefined;
  /** The instant of which it is asked what was live. */
  asOf?: string | undefined;
  /** The page of the list of acts. */
  cursor?: string | undefined;
};

export function switchboardSearch(raw: Record<string, unknown>): SwitchboardSearch {
  return {
    ...optional(
      'zoom',
      zooms.find((zoom) => zoom === raw.zoom),
    ),
    ...optional('view', raw.view === 'list' ? ('list' as const) : undefined),
    ...optional('from', instantOf(raw.from)),
    ...optional('asOf', instantOf(raw.asOf)),
    ...optional('cursor', textOf(raw.cursor)),
  };
}

/** As the contract writes an instant, within the years that a store can have. */
function instantOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return undefined;
  return Number.isNaN(Date.parse(value)) ? undefined : value;
}
