import type { Failure } from '../../buying/pay-desk.ts';

/** Where the fan goes on: `pay`, here with the same seats, or to the seats. Nothing was charged by any of them. */
const words = {
  declined: { title: 'fail.declined_title', text: 'fail.declined', next: 'pay' },
  seats_lost: { title: 'fail.lost_title', text: 'fail.lost', next: 'seats' },
  expired: { title: 'fail.expired_title', text: 'fail.expired', next: 'seats' },
  not_paid: { title: 'fail.not_paid_title', text: 'fail.not_paid', next: 'seats' },
  refused: { title: 'fail.refused_title', text: 'fail.refused', next: 'pay' },
  interrupted: { title: 'fail.interrupted_title', text: 'fail.interrupted', next: 'pay' },
  amount_differs: { title: 'pay.amount_changed_title', text: 'fail.interrupted', next: 'pay' },
} as const satisfies Record<Failure['reason'], { title: string; text: string; next: 'pay' | 'seats' }>;

type FailWords = (typeof words)[Failure['reason']];

/** What a failed purchase means: whether the seats are still held is said in its text. */
export function failWords(reason: Failure['reason']): FailWords {
  return words[reason];
}
