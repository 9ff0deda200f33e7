import { categoryRoutes, type Event, eventRoutes } from '../../../shared/contract/events.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import * as categories from './events.categories.service.ts';
import * as events from './events.service.ts';
import * as states from './events.states.service.ts';
import { changeVenueTimeZone } from './events.time-zone.service.ts';
import type { Categories, EventDetails } from './events.types.ts';
import { takeVendorFields } from './events.vendor.service.ts';

export const eventsController = defineController(eventRoutes, {
  listEvents: async (ctx, { query }) => {
    const { items, next } = await events.listEvents(ctx, query, query);
    return { items: items.map(toWire), next };
  },
  createEvent: async (ctx, { body: { estimatedAt, onSaleAt, offSaleAt, ...event } }) =>
    answer(
      await events.createEvent(ctx, {
        ...event,
        estimatedAt: toDate(estimatedAt),
        onSaleAt: toDate(onSaleAt),
        offSaleAt: toDate(offSaleAt),
      }),
    ),
  getEvent: async (ctx, { params }) => answer(await events.getEvent(ctx, params.eventId)),
  editEvent: async (ctx, { params, version, body: { estimatedAt, onSaleAt, offSaleAt, ...edit } }) =>
    answer(
      await events.editEvent(ctx, params.eventId, version, {
        ...edit,
        estimatedAt: toDate(estimatedAt),
        onSaleAt: toDate(onSaleAt),
        offSaleAt: toDate(offSaleAt),
      }),
    ),
  takeVendorFields: async (ctx, { params, version, body }) =>
    answer(await takeVendorFields(ctx, params.eventId, version, body.fields)),
  publishEvents: async (ctx, { body }) => toItems(await states.publishEvents(ctx, body.eventIds)),
  unpublishEvents: async (ctx, { body }) => toItems(await states.unpublishEvents(ctx, body.eventIds)),
  archiveEvents: async (ctx, { body }) => toItems(await states.archiveEvents(ctx, body.eventIds)),
  unarchiveEvents: async (ctx, { body }) => toItems(await states.unarchiveEvents(ctx, body.eventIds)),
  changeVenueTimeZone: async (ctx, { params, version, body }) => {
    const venue = await changeVenueTimeZone(ctx, params.venueId, version, body.timeZone);
    return reply(venue, { version: venue.version });
  },
});

export const categoriesController = defineController(categoryRoutes, {
  listCategories: async (ctx) => answerList(await categories.listCategories(ctx)),
  putCategories: async (ctx, { version, body }) => answerList(await categories.putCategories(ctx, version, body.items)),
});

function answer(event: EventDetails) {
  return reply(toWire(event), { version: event.version });
}

function answerList(list: Categories) {
  return reply(list, { version: list.version });
}

function toItems(changed: readonly EventDetails[]) {
  return { items: changed.map(toWire) };
}

function toWire({
  estimatedAt,
  onSaleAt,
  offSaleAt,
  startsAt,
  publishedAt,
  createdAt,
  vendor,
  ...event
}: EventDetails): Event {
  return {
    ...event,
    vendor: vendor && { ...vendor, askedAt: vendor.askedAt.toISOString() },
    estimatedAt: estimatedAt?.toISOString() ?? null,
    onSaleAt: onSaleAt?.toISOString() ?? null,
    offSaleAt: offSaleAt?.toISOString() ?? null,
    startsAt: startsAt?.toISOString() ?? null,
    publishedAt: publishedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

/** Null and what is not named stay what they are. */
function toDate<N extends null | undefined>(instant: string | N): Date | N {
  return typeof instant === 'string' ? new Date(instant) : instant;
}
