import type { BudgetView, GrantedClasses } from './vendors.accounts.types.ts';
import type { CallPurpose, CallRecord } from './vendors.types.ts';

type AccountName = { id: string; name: string; adapter: string };

export type ConnectionStatus = {
  /** `vendor` is the adapter's name for people. */
  account: AccountName & { vendor: string };
  connectedAt: Date;
  connectedBy: string;
  grantedClasses: GrantedClasses | null;
  lastSuccess: { at: Date; operation: string } | null;
  /** Calls without an answer since the last success. */
  trouble: { since: Date; count: number; outcome: CallRecord['outcome']; detail: string | null } | null;
  budget: BudgetView;
  /** Callers in line now. */
  waiting: (purpose: CallPurpose) => number;
  callsDropped: number;
};
export type VendorStatus = {
  /** 0: not connected. */
  version: number;
  connection: ConnectionStatus | null;
  /** Accounts of the client, for whoever may connect the store. */
  choices: AccountName[];
};
