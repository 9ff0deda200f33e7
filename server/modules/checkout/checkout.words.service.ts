import type { Locale } from '../../../shared/contract/common.ts';
import { toBlocks } from '../carts/carts.compare.service.ts';
import type { SeatBlock } from '../carts/carts.types.ts';
import type { EventNow } from '../catalog/catalog.events.service.ts';

/** What mails and calendar files say, in each language. */
type Words = {
  order: (number: string) => string;
  subject: (facts: { store: string; number: string }) => string;
  thanks: (facts: { name: string; store: string; number: string }) => string;
  seats: (block: SeatBlock) => string;
  total: (amount: string) => string;
  fees: (amount: string) => string;
  tickets: (facts: { store: string; vendorOrderNumber: string }) => string;
  show: string;
  dateOpen: string;
  timeOpen: string;
  cancelled: string;
  undated: (names: string) => string;
};

export const wordsOf: Record<Locale, Words> = {
  en: {
    order: (number) => `Order ${number}`,
    subject: ({ store, number }) => `Your ${store} order ${number}`,
    thanks: ({ name, store, number }) => `Thank you, ${name}. Your order ${number} at ${store} is complete.`,
    seats: (block) => `Section ${block.sectionName}, row ${block.rowName}, ${ofSeats(block, 'seat', 'seats')}`,
    total: (amount) => `Total: ${amount}`,
    fees: (amount) => `of which fees: ${amount}`,
    tickets: ({ store, vendorOrderNumber }) =>
      `Your tickets are in your ticketing account of ${store}, under the order ${vendorOrderNumber}. They also show with your order here as soon as they are made.`,
    show: 'Show the order',
    dateOpen: 'date to be announced',
    timeOpen: 'time to be announced',
    cancelled: 'given back',
    undated: (names) => `Without a date yet, so not in this calendar: ${names}.`,
  },
  es: {
    order: (number) => `Pedido ${number}`,
    subject: ({ store, number }) => `Tu pedido ${number} de ${store}`,
    thanks: ({ name, store, number }) => `Gracias, ${name}. Tu pedido ${number} en ${store} está completo.`,
    seats: (block) => `Sección ${block.sectionName}, fila ${block.rowName}, ${ofSeats(block, 'asiento', 'asientos')}`,
    total: (amount) => `Total: ${amount}`,
    fees: (amount) => `de ello gastos: ${amount}`,
    tickets: ({ store, vendorOrderNumber }) =>
      `Tus entradas están en tu cuenta de entradas de ${store}, en el pedido ${vendorOrderNumber}. También aparecen aquí con tu pedido en cuanto estén listas.`,
    show: 'Ver el pedido',
    dateOpen: 'fecha por anunciar',
    timeOpen: 'hora por anunciar',
    cancelled: 'devuelto',
    undated: (names) => `Aún sin fecha y por eso no en este calendario: ${names}.`,
  },
  fr: {
    order: (number) => `Commande ${number}`,
    subject: ({ store, number }) => `Votre commande ${number} chez ${store}`,
    thanks: ({ name, store, number }) => `Merci, ${name}. Votre commande ${number} chez ${store} est terminée.`,
    seats: (block) => `Section ${block.sectionName}, rang ${block.rowName}, ${ofSeats(block, 'place', 'places')}`,
    total: (amount) => `Total : ${amount}`,
    fees: (amount) => `dont frais : ${amount}`,
    tickets: ({ store, vendorOrderNumber }) =>
      `Vos billets sont dans votre compte de billetterie ${store}, sous la commande ${vendorOrderNumber}. Ils s'affichent aussi ici avec votre commande dès qu'ils sont prêts.`,
    show: 'Voir la commande',
    dateOpen: 'date à annoncer',
    timeOpen: 'heure à annoncer',
    cancelled: 'rendu',
    undated: (names) => `Encore sans date et donc absents de ce calendrier : ${names}.`,
  },
};

function ofSeats({ firstSeat, lastSeat }: SeatBlock, one: string, more: string): string {
  return firstSeat === lastSeat ? `${one} ${firstSeat}` : `${more} ${firstSeat}–${lastSeat}`;
}

type Place = SeatBlockPlace & { status: string };
type SeatBlockPlace = { sectionName: string; rowName: string; seatNumber: number };

/** Seats for people, side by side together. */
export function seatsInWords(seats: readonly SeatBlockPlace[], locale: Locale): string[] {
  return toBlocks(seats).map(wordsOf[locale].seats);
}

/** True when nothing of it is sold any more. */
export function isGivenBack(seats: readonly Place[]): boolean {
  return seats.length > 0 && seats.every(({ status }) => status !== 'sold');
}

/** When an event is, on the clocks of its venue. */
export function whenInWords({ date, time, startsAt, venue }: Omit<EventNow, 'code' | 'name'>, locale: Locale): string {
  const words = wordsOf[locale];
  if (date.state !== 'set') return words.dateOpen;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(date.on));
  if (time.state !== 'set') return `${day}, ${words.timeOpen}`;
  if (startsAt === null || venue === null) return `${day}, ${time.at}`;
  const { timeZone } = venue;
  const clock = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short', timeZone } as const;
  return `${day}, ${new Intl.DateTimeFormat(locale, clock).format(startsAt)}`;
}
