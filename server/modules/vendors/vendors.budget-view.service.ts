import type { BudgetView } from './vendors.accounts.types.ts';
import type { UsageRow } from './vendors.budget.repository.ts';
import {
  available,
  availableAt,
  nothingSpent,
  type Quota,
  usedInDay,
  usedInMinute,
} from './vendors.windows.service.ts';

/** What a budget has left, by what was counted until `now`. */
export function readBudget(quota: Quota, usage: UsageRow | null, now: Date): BudgetView {
  const { perMinute, perDay, checkoutShare, holdShare } = quota;
  const { spent, refusingUntil } = usage ?? { spent: nothingSpent, refusingUntil: null };
  const refusing = refusingUntil !== null && refusingUntil > now ? refusingUntil : null;
  return {
    perMinute,
    perDay,
    checkoutShare,
    holdShare,
    usedMinute: usedInMinute(spent, now),
    usedDay: usedInDay(spent, now),
    refusingUntil: refusing,
    availableFor: (purpose) => (refusing === null ? available(quota, spent, purpose, now) : 0),
    availableAt(purpose, count = 1) {
      const free = availableAt(quota, spent, purpose, count, now);
      return refusing !== null && refusing > free ? refusing : free;
    },
  };
}
