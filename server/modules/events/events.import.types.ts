import type { ImportQuery, ImportReport, Unmapped } from '../../../shared/contract/events.import.ts';
import type { Section } from '../../../shared/contract/venues.ts';
import type { VendorEvent } from '../vendors/vendors.types.ts';

export type ImportRequest = {
  query: ImportQuery;
  createVenues: boolean;
  createCategories: boolean;
  venues: readonly { vendorName: string; venueId: string }[];
};

/** All that the vendor was asked, before anything is written. */
export type VendorAnswer = {
  askedAt: Date;
  events: readonly VendorEvent[];
  /** Events of the store that the question is about and the vendor knows no more, by id. */
  goneIds: readonly string[];
  /** By the key of the venue's name, for venues that need sections. */
  sections: ReadonlyMap<string, VenueSections>;
  unmapped: readonly Unmapped[];
};
/** `seats`: of the seating template of the games, which the first map shows; `others`: of parking and the like. */
export type VenueSections = { seats: readonly Section[]; others: readonly Section[] };

export type Report = Omit<ImportReport, 'askedAt'> & { askedAt: Date };
