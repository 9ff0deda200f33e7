import type { Figures } from '../../../shared/contract/insights.ts';
import type { LocalText } from '../../../shared/contract/program-content.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { listPrograms } from './insights.facts.reader.ts';
import type { Freshness, Tally, Views } from './insights.types.ts';

/** A tally as it is answered. */
export function toFigures(tally: Tally): Figures {
  const { chosen, held, paying, bought, open, unfinishedSeats } = tally;
  const { neverHeld, refused, seatsGone, expired, letGo, notPaid } = tally;
  const { orders, seats, addOnSeats, grossCents, refundedSeats, refundedCents, feesCents } = tally;
  const abandoned = { neverHeld, refused, seatsGone, expired, letGo, notPaid };
  return {
    funnel: { chosen, held, paying, bought, open, abandoned, unfinishedSeats },
    sales: {
      orders,
      seats,
      addOnSeats,
      grossCents,
      refundedSeats,
      refundedCents,
      netCents: grossCents - refundedCents,
      feesCents,
    },
  };
}

/** What every answer says of its days. */
export function headOf({ store }: StoreCtx, days: { firstOn: string; lastOn: string }, fresh: Freshness) {
  return {
    fromOn: days.firstOn,
    toOn: days.lastOn,
    timeZone: store.timeZone,
    currency: store.currency,
    fresh: { at: fresh.at.toISOString(), countedAt: fresh.countedAt.toISOString(), liveDays: fresh.liveDays },
  };
}

export type ProgramRef = { id: string; name: string };

/** The programs of the store, oldest first. */
export async function programsOf(ctx: StoreCtx): Promise<ProgramRef[]> {
  return listPrograms(ctx.store.db);
}

/** The text in the store's language, or in any; null when there is none. */
export function textOf({ store }: StoreCtx, text: LocalText): string | null {
  return text[store.locale === 'es' || store.locale === 'fr' ? store.locale : 'en'] ?? Object.values(text)[0] ?? null;
}

export const noViews: Views = { offer: 0, choice: 0, seats: 0, review: 0 };

export function addViews(one: Views, other: Views): Views {
  return {
    offer: one.offer + other.offer,
    choice: one.choice + other.choice,
    seats: one.seats + other.seats,
    review: one.review + other.review,
  };
}
