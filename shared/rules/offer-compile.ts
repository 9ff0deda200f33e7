import type { Offer, OfferAddOn, OfferEvent, OfferPackage, OpenOffer } from '../contract/catalog.ts';
import type { EventDate, EventTime } from '../contract/events.ts';
import type { AddOn, Package, ProgramContent } from '../contract/program-content.ts';
import { type EventFacts, eventCodesOf, goneReason } from './checks/input.ts';
import { shownPacks } from './choice-space.ts';
import { type EffectiveSet, openingInstants, openingOf } from './effective-set.ts';
import { naturalOrder } from './natural-order.ts';
import { compileRules } from './offer-rules.ts';
import type { Amounts } from './price-rules.ts';

/** An event as the store has it today. Instants are UTC milliseconds. */
export type OfferedEvent = EventFacts & {
  date: EventDate;
  time: EventTime;
  venueId: string | null;
  onSaleAt: number | null;
  minSeats: number;
  maxSeats: number | null;
  isFeatured: boolean;
};
export type OfferedVenue = { name: string; city: string; timeZone: string };
export type OfferedSuite = { name: string; venueId: string; capacity: number; partialSizes: readonly number[] };

/** One release with the store's facts and the vendor's amounts of one moment. */
export type OfferParts = {
  release: { id: string; programId: string; number: number };
  content: ProgramContent;
  currency: string;
  /** By event code. */
  events: ReadonlyMap<string, OfferedEvent>;
  venues: ReadonlyMap<string, OfferedVenue>;
  suites: ReadonlyMap<string, OfferedSuite>;
  amounts: Amounts;
};

/** What the fans of a set are offered at an instant; equal parts make equal offers, in the same order of fields. */
export function compileOffer(parts: OfferParts, set: EffectiveSet, at: number): Offer {
  const { content } = parts;
  const opening = openingOf(content, set, at);
  switch (opening.state) {
    case 'open':
      return openOffer(parts, set, { at, presaleId: opening.presaleId });
    case 'gated':
      return { state: 'gated', set: set.hash, gate: opening.gate };
    case 'opens_later':
      return openingOffer(content, set, at);
  }
}

/** The instants at which `compileOffer` and `readOffer` may answer something else, in UTC milliseconds. */
export function offerInstants({ content, events }: Pick<OfferParts, 'content' | 'events'>): number[] {
  const ofEvents = eventCodesOf(content).flatMap((code) => {
    const event = events.get(code);
    return event === undefined ? [] : [event.startsAt, event.onSaleAt, event.offSaleAt];
  });
  return [...openingInstants(content), ...ofEvents.filter((instant) => instant !== null)];
}

function openingOffer({ access }: ProgramContent, set: EffectiveSet, at: number): Offer {
  const presales = access.presales
    .filter(({ endsAt }) => at < Date.parse(endsAt))
    .toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
    .map(({ id, name, startsAt, endsAt }) => ({ id, name, startsAt, endsAt, isYours: set.presaleIds.includes(id) }));
  return { state: 'opens_later', set: set.hash, opensAt: access.opensAt ?? toInstant(at), presales };
}

type Moment = { at: number; presaleId: string | null };

function openOffer(parts: OfferParts, set: EffectiveSet, { at, presaleId }: Moment): OpenOffer {
  const { content, release, currency } = parts;
  const { type, inventoryType, packStructure, classNames, minEvents, maxEvents, partySize, fanCaps } =
    content.definition;
  const codes = eventCodesOf(content).filter((code) => isOffered(parts, code, at));
  const gone = type === 'preset_packages' ? eventCodesOf(content).filter((code) => !codes.includes(code)) : [];
  const placeOf = new Map([...codes, ...gone].map((code, place) => [code, place]));
  const suiteIds = inventoryType === 'suite' ? suiteIdsOf(parts) : [];
  const { rules, columns, centsOf } = compileRules(parts, set.rules, { codes, suiteIds });
  const venueIds = [
    ...new Set(
      [...codes.map((code) => parts.events.get(code)), ...suiteIds.map((id) => parts.suites.get(id))].flatMap(
        (one) => one?.venueId ?? [],
      ),
    ),
  ];
  const presale = content.access.presales.find(({ id }) => id === presaleId);
  return {
    state: 'open',
    set: set.hash,
    release: { id: release.id, programId: release.programId, number: release.number },
    currency,
    presale: presale === undefined ? null : { id: presale.id, name: presale.name, endsAt: presale.endsAt },
    program: { type, inventoryType, packStructure, classNames, minEvents, maxEvents, partySize, fanCaps },
    columns,
    venues: venueIds.map((id) => ({ id, ...venueOf(parts, id) })),
    events: codes.flatMap((code) => eventOf(parts, code, venueIds, centsOf(code))),
    gone,
    packs: type === 'game_packs' ? packsOf(content, placeOf) : [],
    packages: type === 'preset_packages' ? content.packages.packages.map((one) => packageOf(one, placeOf)) : [],
    suiteTiers: suiteIds.length === 0 ? [] : content.suites.tiers.map(({ id }) => id),
    suites: suiteIds.flatMap((id) => suiteOf(parts, id, venueIds)),
    addOns: content.add_ons.addOns.map((addOn) => addOnOf(parts, addOn, placeOf, at)),
    rules,
  };
}

function isOffered({ events }: OfferParts, code: string, at: number): boolean {
  const event = events.get(code);
  return event !== undefined && goneReason(event, at) === null;
}

function venueOf({ venues }: OfferParts, id: string): OfferedVenue {
  const { name, city, timeZone } = venues.get(id) ?? { name: '', city: '', timeZone: 'UTC' };
  return { name, city, timeZone };
}

function eventOf(
  { events }: OfferParts,
  code: string,
  venueIds: readonly string[],
  cents: (number | null)[],
): OfferEvent[] {
  const event = events.get(code);
  if (event === undefined || event.venueId === null) return [];
  const { date, time, startsAt, onSaleAt, offSaleAt, minSeats, maxSeats, isFeatured } = event;
  return [
    {
      code,
      name: event.name,
      venue: venueIds.indexOf(event.venueId),
      date: date.state === 'set' ? date.on : date.state,
      time: time.state === 'set' ? time.at : time.state,
      ...(startsAt !== null && { startsAt: toInstant(startsAt) }),
      ...(onSaleAt !== null && { onSaleAt: toInstant(onSaleAt) }),
      ...(offSaleAt !== null && { offSaleAt: toInstant(offSaleAt) }),
      ...(minSeats !== 1 && { minSeats }),
      ...(maxSeats !== null && { maxSeats }),
      ...(isFeatured && { isFeatured: true as const }),
      cents,
    },
  ];
}

type Places = ReadonlyMap<string, number>;

function placesOf(codes: readonly string[], placeOf: Places): number[] {
  return [...new Set(codes)].flatMap((code) => placeOf.get(code) ?? []);
}

/** Packs with the tiers that count, and in them the events of the pack that are offered. */
function packsOf(content: ProgramContent, placeOf: Places): OpenOffer['packs'] {
  return shownPacks(content).map(({ id, isHidden, minEvents, maxEvents, eventCodes, tiers }) => ({
    id,
    ...hidden(isHidden),
    minEvents,
    maxEvents,
    tiers: tiers.map((tier) => ({
      id: tier.id,
      ...hidden(tier.isHidden),
      minEvents: tier.minEvents,
      maxEvents: tier.maxEvents,
      events: placesOf(
        tier.eventCodes.filter((code) => eventCodes.includes(code)),
        placeOf,
      ),
    })),
  }));
}

function hidden(isHidden: boolean): { isHidden?: true } {
  return isHidden ? { isHidden } : {};
}

function packageOf({ id, eventCodes, postPurchase }: Package, placeOf: Places): OfferPackage {
  const events = placesOf(eventCodes, placeOf);
  if (postPurchase === null) return { id, events };
  const { minEvents, maxEvents } = postPurchase;
  return { id, events, postPurchase: { events: placesOf(postPurchase.eventCodes, placeOf), minEvents, maxEvents } };
}

/** As people count: Suite 3 stands before Suite 10, in whatever order they were chosen. */
function suiteIdsOf({ suites, content }: OfferParts): string[] {
  const nameOf = (id: string) => suites.get(id)?.name ?? '';
  return content.suites.suiteIds
    .filter((id) => suites.has(id))
    .sort((one, other) => naturalOrder(nameOf(one), nameOf(other)));
}

function suiteOf({ suites, content }: OfferParts, id: string, venueIds: readonly string[]): OpenOffer['suites'] {
  const suite = suites.get(id);
  if (suite === undefined) return [];
  const tiers = content.suites.tiers.flatMap(({ suiteIds }, place) => (suiteIds.includes(id) ? [place] : []));
  const { capacity, partialSizes, venueId } = suite;
  return [{ id, venue: venueIds.indexOf(venueId), capacity, partialSizes: [...partialSizes], tiers }];
}

/** An add-on that is an event of the store sells while that event does; others are known to the vendor alone. */
function addOnOf(parts: OfferParts, addOn: AddOn, placeOf: Places, at: number): OfferAddOn {
  const { id, kind, unit, quantity, onlyPackIds, eventCode, priceCode, ticketTypeCode, onlyEventCodes } = addOn;
  const isSold = eventCode !== null && priceCode !== null && ticketTypeCode !== null && kind !== 'informational';
  const isOn = isSold && (!parts.events.has(eventCode) || isOffered(parts, eventCode, at));
  return {
    id,
    kind,
    unit,
    quantity,
    onlyPackIds,
    sells: isSold ? { eventCode, priceCode, ticketTypeCode } : null,
    cents: isOn ? parts.amounts(eventCode, priceCode, ticketTypeCode) : null,
    onlyEventCodes: onlyEventCodes?.filter((code) => placeOf.has(code)) ?? null,
  };
}

function toInstant(at: number): string {
  return new Date(at).toISOString();
}
