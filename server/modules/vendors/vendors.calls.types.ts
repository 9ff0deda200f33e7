import type { CallPurpose, CallRecord } from './vendors.types.ts';

export type VendorCall = CallRecord & { id: string };

export type CallSearch = {
  operation?: string | undefined;
  outcome?: CallRecord['outcome'] | undefined;
  purpose?: CallPurpose | undefined;
  eventCode?: string | undefined;
  /** From this instant on. */
  from?: Date | undefined;
  /** Before this instant. */
  until?: Date | undefined;
};
