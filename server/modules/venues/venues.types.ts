import type { Drawing, Section } from '../../../shared/contract/venues.ts';

/** What others need to know of a venue to place something there. */
export type VenueFacts = {
  id: string;
  name: string;
  timeZone: string;
  city: string;
  isArchived: boolean;
  version: number;
};
export type VenueSummary = VenueFacts & { sectionCount: number };
export type MapSummary = { id: string; name: string; isDefault: boolean; version: number };
export type VenueDetails = VenueSummary & { sections: Section[]; maps: MapSummary[] };
export type MapDetails = MapSummary & { venueId: string; drawing: Drawing; undrawn: string[] };

export type NewVenue = { name: string; timeZone: string; city: string };
export type VenueEdit = { name?: string | undefined; timeZone?: string | undefined; city?: string | undefined };

export type Page = { limit: number; cursor?: string | undefined };
