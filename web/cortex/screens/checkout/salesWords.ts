import { formatCents } from '../../../../shared/rules/money.ts';
import type { Tone } from '../../../ui/StatusBadge.tsx';
import { assertNever } from '../../assertNever.ts';
import type { OrderSummary, StaffOrder, StaffPurchase } from './salesApi.ts';

type Look = { tone: Tone; label: string };
type Seat = StaffOrder['order']['seats'][number];
type Step = StaffPurchase['steps'][number];
type Failure = NonNullable<StaffPurchase['failure']>;

type Lookable = Pick<OrderSummary, 'attention' | 'givenBackCount' | 'seatCount' | 'hasTickets'>;

/** What became of an order, in a word; the first that holds. */
export function orderLook({ attention, givenBackCount, seatCount, hasTickets }: Lookable): Look {
  if (attention !== null) return { tone: 'danger', label: 'Look at it' };
  if (givenBackCount > 0 && givenBackCount === seatCount) return { tone: 'neutral', label: 'Given back' };
  if (givenBackCount > 0) return { tone: 'warning', label: `${givenBackCount} of ${seatCount} given back` };
  if (!hasTickets) return { tone: 'info', label: 'Tickets to come' };
  return { tone: 'positive', label: 'Sold' };
}

export const orderStateWords = {
  sold: 'Sold, nothing given back',
  partly_returned: 'Some seats given back',
  returned: 'All seats given back',
  without_tickets: 'Tickets to come',
} as const;

export const seatLooks: Record<Seat['status'], Look> = {
  sold: { tone: 'positive', label: 'Sold' },
  refunded: { tone: 'warning', label: 'Refunded' },
  cancelled: { tone: 'danger', label: 'Cancelled' },
};

export const purchaseLooks: Record<StaffPurchase['state'], Look> = {
  comparing: { tone: 'info', label: 'Comparing' },
  paying: { tone: 'info', label: 'Paying' },
  unknown: { tone: 'warning', label: 'Asking the vendor' },
  sold: { tone: 'positive', label: 'Sold' },
  failed: { tone: 'danger', label: 'Sold nothing' },
};

/** What a state means for the fan, in a sentence. */
export const purchaseMeaning: Record<StaffPurchase['state'], string> = {
  comparing: 'Our cart is being compared with the vendor’s. Nothing can have been sold yet.',
  paying: 'The payment was sent to the vendor, and its answer is awaited.',
  unknown: 'The vendor did not answer the payment. It is asked by itself until it is certain; the fan is told to wait.',
  sold: 'The vendor sold the seats. The order stands.',
  failed: 'Nothing was sold and nothing was paid by this attempt.',
};

const stepWords: Record<Step['kind'], string> = {
  compare: 'Compare our cart with the vendor’s',
  amount_due: 'Ask for the amount due',
  pay: 'Pay',
  ask: 'Ask what became of the cart',
  release: 'Give the seats back',
};

/** What was asked of the vendor in a step. */
export function stepInWords({ kind }: Step): string {
  return stepWords[kind];
}

const outcomeWords: Readonly<Record<string, string>> = {
  equal: 'Equal, seat by seat and cent by cent',
  sold: 'Sold',
  open: 'The cart is still open',
  expired: 'The hold had expired',
  released: 'The seats are given back',
  unknown: 'No answer that says whether it sold',
  seats_lost: 'Some seats are no longer held',
  payment_declined: 'The card was declined',
  not_sent: 'Not sent, because too much time had passed',
  busy: 'The vendor takes no calls now',
  unavailable: 'The vendor did not answer',
  refused: 'The vendor refused',
  setup: 'The connection is not right',
};

/** What the vendor answered; null while it has not. */
export function outcomeInWords({ kind, outcome }: Step, currency: string): string | null {
  if (outcome === null) return null;
  if (kind === 'amount_due' && /^\d+$/.test(outcome)) return formatCents(Number(outcome), currency, 'en');
  // the vendor's cart stays open when its seats are let go
  if (kind === 'release' && outcome === 'open') return outcomeWords.released ?? outcome;
  return outcomeWords[outcome] ?? outcome.replaceAll('_', ' ');
}

/** Seconds a step took: `0.4 s`; null while it goes on. */
export function tookInWords({ begunAt, answeredAt }: Step): string | null {
  if (answeredAt === null) return null;
  const milliseconds = Date.parse(answeredAt) - Date.parse(begunAt);
  return milliseconds < 1_000 ? `${milliseconds} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}

/** Why nothing was sold. */
export function failureInWords({ reason, detail, dueCents }: Failure, currency: string): string {
  const told = detail === null ? '' : ` The vendor said: ${detail}`;
  switch (reason) {
    case 'declined':
      return `The card was declined. The seats stayed held and the fan could pay again.${told}`;
    case 'seats_lost':
      return 'The vendor no longer held some of the seats, so nothing was paid. The fan was offered the nearest ones.';
    case 'amount_differs':
      return dueCents === null
        ? 'Another amount was due than the fan agreed to, so nothing was paid.'
        : `${formatCents(dueCents, currency, 'en')} was due, which is not what the fan agreed to, so nothing was paid.`;
    case 'expired':
      return 'The hold had ended before the payment. The seats are free again.';
    case 'refused':
      return `The vendor refused the payment.${told}`;
    case 'interrupted':
      return `It was interrupted before anything was paid. The seats stayed held and the fan could pay again.${told}`;
    case 'not_paid':
      return 'The vendor says that it sold nothing for this attempt. The seats are free again.';
    default:
      return assertNever(reason);
  }
}

/** Seats side by side as people say them: "Section 101, row A, seats 4–6". */
export function seatsInWords(seats: readonly Pick<Seat, 'sectionName' | 'rowName' | 'seatNumber'>[]): string[] {
  const rows = new Map<string, number[]>();
  for (const { sectionName, rowName, seatNumber } of seats) {
    const row = `Section ${sectionName}, row ${rowName}`;
    rows.set(row, [...(rows.get(row) ?? []), seatNumber]);
  }
  return [...rows].map(([row, numbers]) => {
    const runs = runsOf(numbers).map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
    return `${row}, seat${numbers.length === 1 ? '' : 's'} ${runs.join(', ')}`;
  });
}

function runsOf(numbers: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const number of numbers.toSorted((one, other) => one - other)) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}
