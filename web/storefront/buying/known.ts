import type { z } from 'zod';
import type { Cart, NamedEvent } from '../../../shared/contract/carts.ts';
import type { OfferCopy } from '../../../shared/contract/catalog.copy.ts';
import type { OpenOffer } from '../../../shared/contract/catalog.ts';
import type { LocalText } from '../../../shared/contract/program-content.ts';

export type KnownEvent = z.infer<typeof NamedEvent>;
/** What the things of a cart are called. A cart keeps its offer while its seats are held, the page may not. */
export type Known = {
  title: LocalText | null;
  /** `venueId` is null where the page cannot show the venue's map. */
  events: Readonly<Record<string, KnownEvent & { venueId: string | null }>>;
  addOns: Readonly<Record<string, LocalText>>;
  /** Staff give a suite one name for all languages. */
  suites: Readonly<Record<string, string>>;
};

/** The names of the offer, and before them those the server says of a cart that goes by another. */
export function knownOf(cart: Cart | null, offer: OpenOffer | null, copy: OfferCopy): Known {
  const { packId = null, packageId = null, names = null } = cart ?? {};
  const offered = Object.fromEntries((offer?.events ?? []).map((event) => [event.code, eventOf(offer, event)]));
  const told = (names?.events ?? []).map((event) => {
    return [event.code, { ...event, venueId: offered[event.code]?.venueId ?? null }] as const;
  });
  const title = copy.packs[packId ?? '']?.name ?? copy.packages[packageId ?? '']?.name ?? null;
  return {
    title: names?.title ?? title,
    events: { ...offered, ...Object.fromEntries(told) },
    addOns: { ...namesIn(copy.addOns), ...names?.addOns },
    suites: { ...suitesIn(copy.suites), ...names?.suites },
  };
}

function suitesIn(texts: OfferCopy['suites']): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([id, { name }]) => [id, name]));
}

function namesIn(texts: Readonly<Record<string, { name: LocalText }>>): Record<string, LocalText> {
  return Object.fromEntries(Object.entries(texts).map(([id, { name }]) => [id, name]));
}

function eventOf(offer: OpenOffer | null, event: OpenOffer['events'][number]): Known['events'][string] {
  const { code, name, date, time, startsAt = null } = event;
  const venue = offer?.venues[event.venue] ?? null;
  return {
    code,
    name,
    date: date === 'tbd' || date === 'tba' ? { state: date } : { state: 'set', on: date },
    time: time === 'tbd' || time === 'tba' ? { state: time } : { state: 'set', at: time },
    startsAt,
    venue: venue === null ? null : { name: venue.name, city: venue.city, timeZone: venue.timeZone },
    venueId: venue?.id ?? null,
  };
}

/** An event nobody has told about is shown by its code. */
export function unknownEvent(code: string): Known['events'][string] {
  const undecided = { state: 'tba' } as const;
  return { code, name: code, date: undecided, time: undecided, startsAt: null, venue: null, venueId: null };
}
