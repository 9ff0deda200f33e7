import type { StoreCtx } from '../../core/ctx.ts';
import { eventsNow } from '../catalog/catalog.events.service.ts';
import type { BoughtEvent } from './checkout.types.ts';

type Bought = { events: readonly { eventCode: string }[]; seats: readonly { eventCode: string }[] };

/** The events of a cart and of what goes with it, in the order they were chosen, as they are now. */
export async function boughtEvents(ctx: StoreCtx, { events, seats }: Bought): Promise<BoughtEvent[]> {
  const codes = [...events, ...seats].map(({ eventCode }) => eventCode);
  const found = await eventsNow(ctx, codes);
  return found.map(({ startsAt, ...event }) => ({ ...event, startsAt: startsAt?.toISOString() ?? null }));
}
