import type { Image, LocalText } from '../../../shared/contract/program-content.ts';
import type { SeatRange, SuiteFields } from '../../../shared/contract/suites.ts';

export type SuiteTypeFields = { name: string; description: LocalText; image: Image | null };
export type SuiteType = SuiteTypeFields & { id: string; suiteCount: number; version: number };

export type SuiteDetails = SuiteFields & { id: string; capacity: number; isArchived: boolean; version: number };

/** What programs and their checks ask of a suite that is not archived. */
export type SuiteFacts = {
  id: string;
  name: string;
  venueId: string;
  /** Its capacity: the seats without the overflow. */
  seatCount: number;
  seats: readonly SeatRange[];
  overflow: SeatRange | null;
  partialSizes: readonly number[];
};

export type SuiteSearch = {
  venueId?: string | undefined;
  suiteTypeId?: string | undefined;
  sectionName?: string | undefined;
  text?: string | undefined;
  includeArchived: boolean;
};

export type Page = { limit: number; cursor?: string | undefined };
