import type { OfferCopy } from '../../../shared/contract/catalog.copy.ts';
import type { Offer } from '../../../shared/contract/catalog.ts';
import type { Image, LocalText, ProgramContent } from '../../../shared/contract/program-content.ts';
import type { EffectiveSet } from '../../../shared/rules/effective-set.ts';
import type { OfferedEvent, OfferedSuite, OfferedVenue } from '../../../shared/rules/offer-compile.ts';
import type { Ready } from '../../core/http/ready.ts';

export type Release = { id: string; programId: string; number: number; content: ProgramContent };

/** A row of the ledger with its release. Instants are UTC milliseconds. */
export type Interval = { release: Release; startsAt: number; endsAt: number | null };
/** What was active a moment ago, is active and will be, as far as it was read. */
export type Ledger = {
  intervals: readonly Interval[];
  /** Of the time before it nothing is known. */
  knownFrom: number;
  /** From then on the ledger must be read again; null when all of it was read. */
  knownUntil: number | null;
};

/** Numbers by event and by column, where a column is a text such as a price code and a ticket type code. */
export type Grid = {
  /** Places of the columns. Only ever grows, and is shared by the grids made from one another. */
  columns: Map<string, number>;
  /** By event code; -1 and what is missing at the end mean: no number. */
  rows: ReadonlyMap<string, Int32Array>;
};

export type CatalogEvent = OfferedEvent & {
  opponent: string | null;
  description: LocalText;
  image: Image | null;
  categories: string[];
};
type CatalogSuite = OfferedSuite & OfferCopy['suites'][string];

/** The store's own facts, which every program shares. */
export type Facts = Pick<OfferCopy, 'brand' | 'languages' | 'page' | 'support' | 'legal' | 'prices'> & {
  events: ReadonlyMap<string, CatalogEvent>;
  venues: ReadonlyMap<string, OfferedVenue>;
  suites: ReadonlyMap<string, CatalogSuite>;
  sections: OfferCopy['sections'];
  /** Class names of accessible seats. */
  accessibleClasses: readonly string[];
};
export type Seats = {
  /** Free seats by event and `section \n class \n price code`. */
  counts: Grid;
  /** When the vendor was last asked, by event code. */
  readAt: ReadonlyMap<string, number | null>;
};

/** All a node knows of a store's offer: replaced as one object, never changed. */
export type Picture = { ledger: Ledger; facts: Facts; amounts: Grid; seats: Seats };

/** What of a picture is to be read again; of amounts and seats all, or those of some events. */
export type Wanted = {
  ledger: boolean;
  facts: boolean;
  amounts: 'all' | ReadonlySet<string>;
  seats: 'all' | ReadonlySet<string>;
  /** Only when the vendor was last asked. */
  readings: boolean;
};

/** What the fans of one set are sent between two instants. */
export type View = {
  /** Of what is said: the release, the store's facts and the amounts it was made of. */
  release: Release | null;
  facts: Facts;
  amounts: Grid;
  /** Null when no program is active. */
  set: EffectiveSet | null;
  /** UTC milliseconds; it holds from the first until before the second, which is null when nothing is to come. */
  from: number;
  until: number | null;
  offer: Offer;
  ready: Ready;
};
