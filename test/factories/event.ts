import { type Ctx, type StoreFacts, withStore } from '../../server/core/ctx.ts';
import { createEvent } from '../../server/modules/events/events.service.ts';
import { publishEvents } from '../../server/modules/events/events.states.service.ts';
import type { EventDetails, NewEvent } from '../../server/modules/events/events.types.ts';
import { uniqueKey } from './key.ts';
import { makeVenue } from './venue.ts';

/** A draft on an evening of the season; its venue is made too unless it is named. */
export async function makeEvent(
  app: { ctx: Ctx },
  store: StoreFacts,
  overrides: Partial<NewEvent> = {},
): Promise<EventDetails> {
  const code = overrides.code ?? uniqueKey('event');
  const venueId = overrides.venueId === undefined ? (await makeVenue(app, store)).id : overrides.venueId;
  return createEvent(withStore(app.ctx, store), {
    name: `Game ${code}`,
    opponent: null,
    description: {},
    image: null,
    date: { state: 'set', on: '2026-12-25' },
    time: { state: 'set', at: '19:30' },
    estimatedAt: null,
    onSaleAt: null,
    offSaleAt: null,
    isFeatured: false,
    minSeats: 1,
    maxSeats: null,
    categoryIds: [],
    ...overrides,
    code,
    venueId,
  });
}

/** The same, published. */
export async function makePublishedEvent(
  app: { ctx: Ctx },
  store: StoreFacts,
  overrides: Partial<NewEvent> = {},
): Promise<EventDetails> {
  const { id } = await makeEvent(app, store, overrides);
  const [event] = await publishEvents(withStore(app.ctx, store), [id]);
  if (event === undefined) throw new Error('the event was not published');
  return event;
}
