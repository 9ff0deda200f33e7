import type { Locale } from '../../../shared/contract/common.ts';
import { formatCents } from '../../../shared/rules/money.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { type Mail, writeMail } from '../../core/mail.ts';
import { listFans } from '../fans/fans.service.ts';
import { settingOf } from '../stores/stores.settings.service.ts';
import * as orderSeats from './checkout.order-seats.repository.ts';
import * as orders from './checkout.orders.repository.ts';
import type { BoughtEvent, Order, SeatOfOrder } from './checkout.types.ts';
import { seatsInWords, whenInWords, wordsOf } from './checkout.words.service.ts';

/** The job: mails the fan what was bought. Once: it is noted, so that only a crash right after sending repeats it. */
export async function mailConfirmation(ctx: StoreCtx, { orderId }: { orderId: string }): Promise<void> {
  const order = await orders.find(ctx.store.db, orderId);
  if (order === null || (await orders.wasMailed(ctx.store.db, orderId))) return;
  const [seats, fans, fanMail, languages] = await Promise.all([
    orderSeats.list(ctx.store.db, [orderId]),
    listFans(ctx, [order.fanId]),
    settingOf(ctx, 'fanMail'),
    settingOf(ctx, 'languages'),
  ]);
  const fan = fans.get(order.fanId);
  if (fan === undefined) throw new Error(`order ${orderId} has no fan`);
  const locale = order.content.locale ?? languages.default;
  await ctx.ports.mail.send(writeConfirmation(ctx, { order, seats, fan, locale, ...fanMail }));
  await orders.markMailed(ctx.store.db, { id: orderId, at: ctx.clock.now() });
}

type Facts = {
  order: Order;
  seats: readonly SeatOfOrder[];
  fan: { name: string; email: string };
  locale: Locale;
  senderName: string;
  replyTo: string | null;
};

function writeConfirmation(ctx: StoreCtx, { order, seats, fan, locale, senderName, replyTo }: Facts): Mail {
  const words = wordsOf[locale];
  const { number, vendorOrderNumber, currency, totalCents, feesCents } = order;
  const money = (cents: number) => formatCents(cents, currency, locale);
  const store = ctx.store.name;
  const paragraphs = [
    words.thanks({ name: fan.name, store, number }),
    ...order.content.events.flatMap((event) => eventLines(event, seats, locale, money)),
    words.total(money(totalCents + feesCents)),
    ...(feesCents === 0 ? [] : [words.fees(money(feesCents))]),
    words.tickets({ store, vendorOrderNumber }),
  ];
  const url = `${ctx.config.publicUrl}/s/${ctx.store.key}/orders/${order.id}`;
  const content = { subject: words.subject({ store, number }), paragraphs, action: { label: words.show, url } };
  const mail = writeMail(fan.email, { ...content, signature: senderName, language: locale });
  return { ...mail, senderName, ...(replyTo !== null && { replyTo }) };
}

function eventLines(
  { startsAt, ...event }: BoughtEvent,
  seats: readonly SeatOfOrder[],
  locale: Locale,
  money: (cents: number) => string,
): string[] {
  const own = seats.filter(({ eventCode }) => eventCode === event.code);
  if (own.length === 0) return [];
  const when = whenInWords({ ...event, startsAt: startsAt === null ? null : new Date(startsAt) }, locale);
  const where = event.venue === null ? [] : [event.venue.name];
  const cents = own.reduce((sum, { amountCents }) => sum + amountCents, 0);
  return [[event.name, when, ...where].join(' · '), `${seatsInWords(own, locale).join('; ')} · ${money(cents)}`];
}
