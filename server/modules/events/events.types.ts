import type { EventDate, EventState, EventTime, EventVendor as WireVendor } from '../../../shared/contract/events.ts';
import type { Image, LocalText } from '../../../shared/contract/program-content.ts';
import type { EventFacts as CheckedFacts } from '../../../shared/rules/checks/input.ts';

/** What staff say of an event. */
export type EventFields = {
  name: string;
  opponent: string | null;
  description: LocalText;
  image: Image | null;
  venueId: string | null;
  date: EventDate;
  time: EventTime;
  estimatedAt: Date | null;
  onSaleAt: Date | null;
  offSaleAt: Date | null;
  isFeatured: boolean;
  minSeats: number;
  maxSeats: number | null;
  categoryIds: string[];
};
export type NewEvent = EventFields & { code: string };
export type EventEdit = { [K in keyof EventFields]?: EventFields[K] | undefined };

export type EventDetails = EventFields & {
  id: string;
  code: string;
  state: EventState;
  startsAt: Date | null;
  publishedAt: Date | null;
  createdAt: Date;
  /** Null for an event that was never imported. */
  vendor: EventVendor | null;
  version: number;
};
/** What the vendor said of it when it was imported last. */
export type EventVendor = Omit<WireVendor, 'askedAt'> & { askedAt: Date };

/** What programs and their checks ask of an event. */
export type EventFacts = CheckedFacts & {
  code: string;
  venueId: string | null;
  minSeats: number;
  maxSeats: number | null;
};

export type EventSearch = {
  state?: EventState | undefined;
  includeArchived: boolean;
  venueId?: string | undefined;
  categoryId?: string | undefined;
  featured?: boolean | undefined;
  code?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  text?: string | undefined;
};

export type Category = { id: string; name: string };
export type Categories = { items: Category[]; version: number };

export type Page = { limit: number; cursor?: string | undefined };
