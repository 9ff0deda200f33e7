import type { OpenOffer } from '../../../shared/contract/catalog.ts';
import { runsOf } from '../../../shared/rules/seat-index/index.ts';
import type { SeatIndex } from '../../../shared/rules/seat-index/types.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { makeReady, type Ready } from '../../core/http/ready.ts';
import { problem } from '../../core/problem.ts';
import { seatIndexOf } from '../inventory/inventory.index.service.ts';
import { drawSeats } from '../inventory/inventory.seat-map.service.ts';
import { type SeatPlan, seatPlanOf } from '../inventory/inventory.seat-plan.service.ts';
import { nodeOf } from './catalog.node.service.ts';
import { fanOf } from './catalog.service.ts';
import type { Facts, View } from './catalog.types.ts';

/** Everybody's seats of an event; `offer.event_not_found` unless the offer is open and has it. */
export async function everybodysSeats(ctx: StoreCtx, eventCode: string): Promise<Ready> {
  const { showing } = await nodeOf(ctx).present(ctx, null);
  return seatsOf(ctx, showing.view, eventCode, 'everybody');
}

/** The same for the fans of a set; `offer.not_yours` unless whoever asks is of it now. */
export async function seatsOfSet(ctx: StoreCtx, setHash: string, eventCode: string): Promise<Ready> {
  const { showing } = await nodeOf(ctx).present(ctx, await fanOf(ctx));
  if (showing.view.set?.hash !== setHash) throw problem('offer.not_yours');
  return seatsOf(ctx, showing.view, eventCode, 'session');
}

type Made = { index: SeatIndex; plan: SeatPlan; ready: Ready };
/** By view, event and reach: made once for each reading of the event. */
const made = new WeakMap<View, Map<string, Made>>();

async function seatsOf(ctx: StoreCtx, view: View, eventCode: string, reach: 'everybody' | 'session'): Promise<Ready> {
  const { offer, facts } = view;
  const venueId = facts.events.get(eventCode)?.venueId ?? null;
  if (offer.state !== 'open' || venueId === null) throw problem('offer.event_not_found', { eventCode });
  const priceCodes = soldAt(offer, eventCode);
  const { index } = await seatIndexOf(ctx, eventCode);
  const plan = await seatPlanOf(ctx, venueId, codesAt(facts, venueId));
  const known = made.get(view) ?? new Map<string, Made>();
  made.set(view, known);
  const before = known.get(`${reach} ${eventCode}`);
  if (before?.index === index && before.plan === plan) return before.ready;
  const { classNames } = offer.program;
  const seats = drawSeats(eventCode, plan, runsOf(index), {
    isSold: (kind) => classNames.includes(kind.className) && priceCodes.has(kind.priceCode),
    accessible: facts.accessibleClasses,
  });
  const ready = makeReady(JSON.stringify(seats), { reach });
  known.set(`${reach} ${eventCode}`, { index, plan, ready });
  return ready;
}

/** The price codes at which the set can buy something at the event. */
function soldAt(offer: OpenOffer, eventCode: string): Set<string> {
  const event = offer.events.find(({ code }) => code === eventCode);
  if (event === undefined) throw problem('offer.event_not_found', { eventCode });
  return new Set(offer.columns.filter((_, place) => event.cents[place] != null).map(([priceCode]) => priceCode));
}

function codesAt({ events }: Facts, venueId: string): string[] {
  return [...events].filter(([, event]) => event.venueId === venueId).map(([code]) => code);
}
