import type { PriceRule } from '../../../shared/contract/program-content.ts';
import { type Choice, choiceSpace, choicesOf, reach } from '../../../shared/rules/choice-space.ts';
import { readOffer } from '../../../shared/rules/offer.ts';
import { priceUnder, winningRule } from '../../../shared/rules/price-rules.ts';
import type { QuotedOffer } from '../../../shared/rules/quote.ts';
import type { Shop } from './shop.ts';

type Sold = Pick<Shop, 'offer' | 'free' | 'at'>;

const read = new WeakMap<Shop['offer'], { free: Shop['free']; at: number; quoted: QuotedOffer }>();

/** The offer as prices are worked out of it; a game without a free seat that has a price is not available. */
export function quotedIn({ offer, free, at }: Sold): QuotedOffer | null {
  if (offer.state !== 'open') return null;
  const known = read.get(offer);
  if (known !== undefined && known.free === free && known.at === at) return known.quoted;
  const whole = readOffer(offer, at);
  const isSuites = offer.program.inventoryType === 'suite';
  const events = new Map(
    [...whole.events].map(([code, event]) => {
      const hasSeat = isSuites || pricedCodes(offer, code, free).length > 0;
      return [code, { ...event, isAvailable: event.isAvailable && hasSeat }];
    }),
  );
  const quoted = { ...whole, events };
  read.set(offer, { free, at, quoted });
  return quoted;
}

/** Price codes of the game that somebody could buy a seat at now. Before the free seats are known: all that have a price. */
function pricedCodes({ columns, events }: Extract<Shop['offer'], { state: 'open' }>, code: string, free: Shop['free']) {
  const event = events.find((one) => one.code === code);
  const known = free[code];
  const priced = columns.flatMap(([priceCode], place) => (event?.cents[place] == null ? [] : [priceCode]));
  return [...new Set(priced)].filter((priceCode) => known?.includes(priceCode) ?? true);
}

/** Who is asked for prices: the offer a page was sent is the fan's own already. */
export const nobody = {
  accountGroups: new Set<string>(),
  seatsByEvent: new Map<string, number>(),
  eventCount: 0,
  planCount: 0,
};

export type SeatPrice = { priceCode: string; cents: number };

/** What a seat costs in a game under a rule, the least first: at price codes that have a free seat. */
export function seatPrices(shop: Sold, rule: PriceRule | null, eventCode: string): SeatPrice[] {
  const { offer, free } = shop;
  const quoted = quotedIn(shop);
  if (quoted === null || offer.state !== 'open') return [];
  return pricedCodes(offer, eventCode, free)
    .flatMap((priceCode) => {
      const price = priceUnder(rule, { eventCode, priceCode, suite: null }, quoted.amounts);
      return price === null ? [] : [{ priceCode, cents: price.amountCents }];
    })
    .toSorted((a, b) => a.cents - b.cents);
}

/** The rule that prices a choice of so many games, or of as few as are allowed. */
export function ruleFor(quoted: QuotedOffer, choice: Choice, eventCount: number): PriceRule | null {
  const { packId, packageId } = choice;
  const situation = { packId, packageId, accountGroups: new Set<string>(), eventCount };
  return winningRule(quoted.content.pricing.rules, situation);
}

/** The space of a choice, with what can be bought now. */
export function spaceIn(quoted: QuotedOffer, choice: Choice) {
  return choiceSpace(quoted.content, choice, (code) => quoted.events.get(code)?.isAvailable ?? false);
}

/** The least a seat of each game costs in any plan with it that can be bought now, for one who takes as few as allowed. */
export function leastPrices(shop: Sold): ReadonlyMap<string, number> {
  const quoted = quotedIn(shop);
  const least = new Map<string, number>();
  if (quoted === null) return least;
  for (const choice of choicesOf(quoted.content)) {
    const space = spaceIn(quoted, choice);
    if (space === null) continue;
    const range = reach(space);
    if (range.least > range.most) continue;
    const rule = ruleFor(quoted, choice, Math.max(1, range.least));
    for (const code of space.groups.flatMap(({ eventCodes }) => eventCodes)) {
      const [first] = seatPrices(shop, rule, code);
      if (first !== undefined) least.set(code, Math.min(first.cents, least.get(code) ?? Number.POSITIVE_INFINITY));
    }
  }
  return least;
}

export type PlanPrice = {
  /** For one person: the least the whole plan costs. */
  fromCents: number;
  games: number;
};

/** The least a plan of this choice costs one person: the cheapest games that make it legal. Null when it cannot be bought. */
export function planPrice(shop: Sold, choice: Choice): PlanPrice | null {
  const quoted = quotedIn(shop);
  const space = quoted === null ? null : spaceIn(quoted, choice);
  if (quoted === null || space === null) return null;
  const range = reach(space);
  if (range.least > range.most || range.most === 0) return null;
  const games = Math.max(1, range.least);
  const rule = ruleFor(quoted, choice, games);
  const cheapest = (codes: readonly string[]) =>
    codes.flatMap((code) => seatPrices(shop, rule, code)[0]?.cents ?? []).toSorted((a, b) => a - b);
  const taken = space.groups.map(({ eventCodes, minEvents, maxEvents }) => {
    const costs = cheapest(eventCodes).slice(0, maxEvents);
    return { needed: costs.slice(0, minEvents), more: costs.slice(minEvents), isShort: costs.length < minEvents };
  });
  const needed = taken.flatMap((group) => group.needed);
  const more = taken.flatMap((group) => group.more).toSorted((a, b) => a - b);
  const all = [...needed, ...more.slice(0, Math.max(0, games - needed.length))];
  if (taken.some(({ isShort }) => isShort) || all.length < games) return null;
  return { fromCents: all.reduce((sum, cents) => sum + cents, 0), games };
}

/** What each seat of a suite costs in a game under a rule; null where it does not sell. */
export function suiteSeatPrice(
  shop: Sold,
  rule: PriceRule | null,
  eventCode: string,
  suiteId: string,
): SeatPrice | null {
  const quoted = quotedIn(shop);
  if (quoted === null || rule === null) return null;
  const tier = quoted.content.suites.tiers.find(({ suiteIds }) => suiteIds.includes(suiteId));
  const suite = { suiteId, tierId: tier?.id ?? null };
  const codes = [...new Set(rule.suiteRows.map(({ priceCode }) => priceCode))];
  const found = codes.flatMap((priceCode) => {
    const price = priceUnder(rule, { eventCode, priceCode, suite }, quoted.amounts);
    return price === null ? [] : [{ priceCode, cents: price.amountCents }];
  });
  return found.toSorted((a, b) => a.cents - b.cents)[0] ?? null;
}
