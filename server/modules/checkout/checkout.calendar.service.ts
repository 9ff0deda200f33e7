import type { Locale } from '../../../shared/contract/common.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import { type EventNow, eventsNow } from '../catalog/catalog.events.service.ts';
import { settingOf } from '../stores/stores.settings.service.ts';
import { type CalendarEntry, writeCalendar } from './checkout.ical.service.ts';
import * as orderSeats from './checkout.order-seats.repository.ts';
import { readOwnOrder } from './checkout.orders.service.ts';
import type { Order, SeatOfOrder } from './checkout.types.ts';
import { isGivenBack, seatsInWords, wordsOf } from './checkout.words.service.ts';

/**
 * The events of the fan's own order as a calendar file, at the times that hold now. Those without a date are left out, and
 * the file says so; `order.undated` when none has one.
 */
export async function readCalendar(ctx: StoreCtx, orderId: string): Promise<{ name: string; text: string }> {
  const order = await readOwnOrder(ctx, orderId);
  const [seats, languages] = await Promise.all([orderSeats.list(ctx.store.db, [orderId]), settingOf(ctx, 'languages')]);
  const locale = order.content.locale ?? languages.default;
  const own = seats.filter(({ addOnId }) => addOnId === null);
  const found = await eventsNow(ctx, [...new Set(own.map(({ eventCode }) => eventCode))]);
  const entries = found.flatMap((event) => entryOf({ ctx, order, locale }, event, seatsAt(own, event.code)));
  if (entries.length === 0) throw problem('order.undated');
  const undated = found.filter(({ date }) => date.state !== 'set').map(({ name }) => name);
  const words = wordsOf[locale];
  const text = writeCalendar({
    name: `${ctx.store.name} · ${words.order(order.number)}`,
    description: undated.length === 0 ? '' : words.undated(undated.join(', ')),
    madeAt: ctx.clock.now(),
    entries,
  });
  return { name: `order-${order.number}.ics`, text };
}

type Of = { ctx: StoreCtx; order: Order; locale: Locale };

function entryOf({ ctx, order, locale }: Of, event: EventNow, seats: readonly SeatOfOrder[]): CalendarEntry[] {
  const { date, startsAt, venue, code, name } = event;
  if (date.state !== 'set') return [];
  const isCancelled = isGivenBack(seats);
  const left = isCancelled ? seats : seats.filter(({ status }) => status === 'sold');
  const lines = [...seatsInWords(left, locale), wordsOf[locale].order(order.number)];
  return [
    {
      uid: `${order.id}-${Buffer.from(code).toString('hex')}@${new URL(ctx.config.publicUrl).hostname}`,
      summary: name,
      location: venue === null ? null : [venue.name, venue.city].filter((part) => part !== '').join(', '),
      description: lines.join('\n'),
      start: startsAt === null ? { on: date.on } : { at: startsAt },
      isCancelled,
    },
  ];
}

function seatsAt(seats: readonly SeatOfOrder[], code: string): SeatOfOrder[] {
  return seats.filter(({ eventCode }) => eventCode === code);
}
