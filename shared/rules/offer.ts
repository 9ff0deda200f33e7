import type { OfferAddOn, OfferRule, OpenOffer } from '../contract/catalog.ts';
import type { AddOn, Pack, Package, PriceRule, ProgramContent } from '../contract/program-content.ts';
import type { Amounts } from './price-rules.ts';
import type { QuotedOffer } from './quote.ts';

/**
 * The offer as `quote` takes it, at an instant in UTC milliseconds. The browser and the server read the same offer by
 * this same function. Texts are not part of it: names are empty.
 */
export function readOffer(offer: OpenOffer, at: number): QuotedOffer {
  return { content: contentOf(offer), events: eventsOf(offer, at), amounts: amountsOf(offer) };
}

/** Until when `readOffer` answers the same, in UTC milliseconds; null when nothing in the offer ever changes it. */
export function readUntil({ events }: OpenOffer, at: number): number | null {
  const instants = events
    .flatMap(({ startsAt, onSaleAt, offSaleAt }) => [startsAt, onSaleAt, offSaleAt])
    .flatMap((instant) => (instant === undefined ? [] : [Date.parse(instant)]))
    .filter((instant) => instant > at);
  return instants.length === 0 ? null : Math.min(...instants);
}

function eventsOf({ events }: OpenOffer, at: number): QuotedOffer['events'] {
  return new Map(
    events.map(({ code, startsAt, onSaleAt, offSaleAt, minSeats = 1, maxSeats = null }) => {
      const isAvailable =
        hasPassed(onSaleAt, at) && !hasPassed(startsAt, at, false) && !hasPassed(offSaleAt, at, false);
      return [code, { isAvailable, minSeats, maxSeats }];
    }),
  );
}

function hasPassed(instant: string | undefined, at: number, otherwise = true): boolean {
  return instant === undefined ? otherwise : Date.parse(instant) <= at;
}

function amountsOf({ columns, events, addOns }: OpenOffer): Amounts {
  const places = placesOf(columns);
  const centsOf = new Map(events.map(({ code, cents }) => [code, cents]));
  const ofAddOns = new Map(addOns.flatMap(({ sells, cents }) => (sells === null ? [] : [[keyOf(sells), cents]])));
  return (eventCode, priceCode, ticketTypeCode) => {
    const ofAddOn = ofAddOns.size === 0 ? null : ofAddOns.get(keyOf({ eventCode, priceCode, ticketTypeCode }));
    if (ofAddOn != null) return ofAddOn;
    const place = places.get(priceCode)?.get(ticketTypeCode);
    return place === undefined ? null : (centsOf.get(eventCode)?.[place] ?? null);
  };
}

/** By price code and ticket type code: in maps of maps, because a key made of both costs more than the rest of a price. */
function placesOf(columns: OpenOffer['columns']): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const places = new Map<string, Map<string, number>>();
  for (const [place, [priceCode, ticketTypeCode]] of columns.entries()) {
    places.set(priceCode, (places.get(priceCode) ?? new Map<string, number>()).set(ticketTypeCode, place));
  }
  return places;
}

function keyOf({ eventCode, priceCode, ticketTypeCode }: NonNullable<OfferAddOn['sells']>): string {
  return `${eventCode}\n${priceCode}\n${ticketTypeCode}`;
}

function contentOf(offer: OpenOffer): ProgramContent {
  const codes = offer.events.map(({ code }) => code);
  const codesAt = (places: readonly number[]) => places.flatMap((place) => [...codes, ...offer.gone][place] ?? []);
  const suiteIds = offer.suites.map(({ id }) => id);
  return {
    definition: offer.program,
    events: { eventCodes: offer.program.type === 'build_your_own' ? codes : [] },
    packs: { packs: offer.packs.map((pack) => packOf(pack, codesAt)) },
    packages: { packages: offer.packages.map((one) => packageOf(one, codesAt)) },
    suites: {
      suiteIds,
      tiers: offer.suiteTiers.map((id, place) => ({
        id,
        name: '',
        suiteIds: offer.suites.filter(({ tiers }) => tiers.includes(place)).map((suite) => suite.id),
      })),
    },
    pricing: { rules: offer.rules.map((rule) => ruleOf(offer, rule)) },
    access: { gate: { accountGroups: [], emailDomains: [], allow: [] }, block: [], opensAt: null, presales: [] },
    presentation: {
      headline: {},
      subline: {},
      banner: null,
      colours: { primary: null, onPrimary: null, accent: null },
      copy: [],
      faq: [],
    },
    add_ons: { addOns: offer.addOns.map(addOnOf) },
  };
}

type CodesAt = (places: readonly number[]) => string[];

function packOf({ id, isHidden, minEvents, maxEvents, tiers }: OpenOffer['packs'][number], codesAt: CodesAt): Pack {
  return {
    id,
    name: {},
    description: {},
    minEvents,
    maxEvents,
    eventCodes: tiers.flatMap(({ events }) => codesAt(events)),
    tiers: tiers.map((tier) => ({
      id: tier.id,
      name: {},
      minEvents: tier.minEvents,
      maxEvents: tier.maxEvents,
      eventCodes: codesAt(tier.events),
      isHidden: tier.isHidden ?? false,
    })),
    isHidden: isHidden ?? false,
    image: null,
  };
}

function packageOf({ id, events, postPurchase }: OpenOffer['packages'][number], codesAt: CodesAt): Package {
  return {
    id,
    name: {},
    description: {},
    eventCodes: codesAt(events),
    postPurchase: postPurchase === undefined ? null : { ...postPurchase, eventCodes: codesAt(postPurchase.events) },
    image: null,
  };
}

function ruleOf(
  { columns, events, suites, suiteTiers }: OpenOffer,
  { id, when, rows, suiteRows = [] }: OfferRule,
): PriceRule {
  const priced = (place: number) => {
    const [priceCode = '', ticketTypeCode = ''] = columns[place] ?? [];
    return { priceCode, ticketTypeCode };
  };
  const codeAt = (place: number | null) => (place === null ? null : (events[place]?.code ?? ''));
  return {
    id,
    name: '',
    priority: null,
    isOn: true,
    conditions: when.map((one) => ({
      accountGroup: null,
      packId: one.pack ?? null,
      packageId: one.package ?? null,
      minEvents: one.minEvents ?? null,
    })),
    rows: rows.flatMap(([column, at]) =>
      (at ?? [null]).map((place) => ({ eventCode: codeAt(place), ...priced(column) })),
    ),
    suiteRows: suiteRows.map(([column, event, suite, tier]) => ({
      eventCode: codeAt(event),
      suiteId: suite === null ? null : (suites[suite]?.id ?? null),
      suiteTierId: tier === null ? null : (suiteTiers[tier] ?? null),
      ...priced(column),
    })),
  };
}

function addOnOf({ id, kind, unit, quantity, onlyPackIds, sells, onlyEventCodes }: OfferAddOn): AddOn {
  return {
    id,
    kind,
    name: {},
    description: {},
    eventCode: sells?.eventCode ?? null,
    priceCode: sells?.priceCode ?? null,
    ticketTypeCode: sells?.ticketTypeCode ?? null,
    unit,
    quantity,
    onlyEventCodes,
    onlyPackIds,
    image: null,
  };
}
