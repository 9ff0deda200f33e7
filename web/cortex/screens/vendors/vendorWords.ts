import type { VendorCall, VendorStatus } from '../../../../shared/contract/vendors.ts';
import type { Tone } from '../../../ui/StatusBadge.tsx';

type Outcome = VendorCall['outcome'];

export const outcomeWords: Record<Outcome, { tone: Tone; label: string }> = {
  done: { tone: 'positive', label: 'Done' },
  refused: { tone: 'warning', label: 'Refused' },
  busy: { tone: 'warning', label: 'Over the quota' },
  unavailable: { tone: 'danger', label: 'No answer' },
  unknown: { tone: 'danger', label: 'Answer lost' },
  setup: { tone: 'danger', label: 'Connection not right' },
};

export const purposeWords: Record<VendorCall['purpose'], string> = {
  checkout: 'Checkout',
  hold: 'Hold',
  staff: 'Staff',
  sync: 'Sync',
};

/** What a failed test means and who mends it. */
export const failureAdvice: Record<Exclude<Outcome, 'done'>, string> = {
  refused: 'The vendor answered, and refused us. Check the user and the source name.',
  busy: 'The quota is used up for the moment. Try again in a minute.',
  unavailable: 'Nobody answered at this address. Check it, or try again in a moment.',
  unknown: 'The answer was lost on the way. Try again.',
  setup: 'The vendor does not know these keys or this user. Check them.',
};

/** "1.2 s", "340 ms". */
export function tookInWords(milliseconds: number): string {
  return milliseconds < 1_000 ? `${milliseconds} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}

type Budget = NonNullable<VendorStatus['connection']>['budget'];
type Share = Pick<Budget, 'checkoutShare' | 'holdShare'>;

/** Up to where of a quota synchronisation, and then holds and staff, may go; the rest is for checkouts. */
export function shareMarks(most: number, { checkoutShare, holdShare }: Share): { at: number; words: string }[] {
  const upTo = (kept: number) => Math.floor((most * (100 - kept)) / 100);
  return [
    ...(holdShare > 0 ? [{ at: upTo(checkoutShare + holdShare), words: 'sync up to' }] : []),
    ...(checkoutShare > 0 ? [{ at: upTo(checkoutShare), words: 'holds and staff up to' }] : []),
  ];
}

/** "Checkouts 80 · holds and staff 60 · sync 40"; no limit where there is no quota. */
export function availableInWords({ checkout, hold, sync }: Budget['available']): string {
  const told = (count: number | null) => (count === null ? 'no limit' : String(count));
  return `checkouts ${told(checkout)} · holds and staff ${told(hold)} · sync ${told(sync)}`;
}
