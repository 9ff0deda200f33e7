import type { ImportQuery } from '../../../../shared/contract/events.import.ts';
import { localTimeOf } from '../../../../shared/rules/local-time.ts';

export type ImportKind = ImportQuery['kind'];
/** What the fields of the dialog hold. */
export type ImportValues = {
  kind: ImportKind;
  from: string;
  until: string;
  itemSet: string;
  codes: string[];
  createVenues: boolean;
  createCategories: boolean;
  /** Venues of the store by the vendor's names that it does not know. */
  venues: Readonly<Record<string, string>>;
};

const yearMilliseconds = 365 * 86_400_000;

/** The year from today on, by the clocks of the store. */
export function firstValues(zone: string, now: number): ImportValues {
  return {
    kind: 'range',
    from: localTimeOf(now, zone).date,
    until: localTimeOf(now + yearMilliseconds, zone).date,
    itemSet: '',
    codes: [],
    createVenues: true,
    createCategories: true,
    venues: {},
  };
}

export function queryOf({ kind, from, until, itemSet, codes }: ImportValues): ImportQuery {
  switch (kind) {
    case 'range':
      return { kind, from, until };
    case 'item_set':
      return { kind, itemSet };
    case 'codes':
      return { kind, codes };
  }
}

/** The body of a preview, and of the import that does what it showed. */
export function requestOf(values: ImportValues) {
  const { createVenues, createCategories } = values;
  const venues = Object.entries(values.venues).flatMap(([vendorName, venueId]) =>
    venueId === '' ? [] : [{ vendorName, venueId }],
  );
  return { query: queryOf(values), createVenues, createCategories, venues };
}

/** The field an error of the request belongs to. */
export function fieldOf(path: string): string | null {
  if (path.startsWith('query.codes')) return 'codes';
  return path.startsWith('query.') ? path.slice('query.'.length) : null;
}

/** What must be typed before the vendor can be asked. */
export const validate = {
  from: (value: string, { kind }: ImportValues) => (kind === 'range' && value === '' ? 'Choose the first day.' : null),
  until: (value: string, { kind }: ImportValues) => (kind === 'range' && value === '' ? 'Choose the last day.' : null),
  itemSet: (value: string, { kind }: ImportValues) =>
    kind === 'item_set' && value.trim() === '' ? 'Type the name of the item set.' : null,
  codes: (value: string[], { kind }: ImportValues) =>
    kind === 'codes' && value.length === 0 ? 'Type at least one code.' : null,
};
