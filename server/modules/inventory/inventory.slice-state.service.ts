import type { Vendor, VendorFailure } from '../vendors/vendors.types.ts';
import type { ClaimedRow } from './inventory.events.repository.ts';
import type { Calls } from './inventory.reading.service.ts';
import type { Counts } from './inventory.recording.service.ts';
import type { SectionNames } from './inventory.section-names.service.ts';

/** One round over the store's events. */
export type Round = {
  /** The run of the schedule; an event that staff asked for belongs to theirs. */
  roundId: string;
  vendor: Vendor;
  detailSeconds: number;
  sectionNames: SectionNames;
  /** By the process's monotonic clock; no event is begun after it. */
  endsAt: number;
  /** As the vendor said last. */
  grantedClasses: readonly string[] | null;
  /** Calls that were made. */
  callCount: number;
  counts: Counts;
};

/** Events that were taken together, and what came of them so far. */
export type Slice = {
  round: Round;
  leaseId: string;
  /** As the vendor said they were; written together. */
  same: { event: ClaimedRow; readAt: Date; calls: Calls }[];
  /** No more calls: the rest comes again then, or fails for the same reason. */
  stop: { until: Date } | { failure: VendorFailure } | null;
  /** Events after each other that the vendor did not answer. */
  unanswered: number;
  /** When the progress of a run was told last, in UTC milliseconds. */
  toldAt: number;
};
