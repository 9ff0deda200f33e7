import type { Choice as CartChoice } from '../../../../shared/contract/carts.ts';
import type { PriceRule } from '../../../../shared/contract/program-content.ts';
import { type Choice, type ChoiceSpace, reach } from '../../../../shared/rules/choice-space.ts';
import { type Finding, hasErrors } from '../../../../shared/rules/finding.ts';
import { type Buyer, capOnAdding, type Quote, type QuotedOffer, quote } from '../../../../shared/rules/quote.ts';
import { canComplete, nextChoices, type Refusal } from '../../../../shared/rules/selection.ts';
import { type Game, gameIn, gamesOf } from '../../app/games.ts';
import { nobody, quotedIn, ruleFor, seatPrices, spaceIn, suiteSeatPrice } from '../../app/prices.ts';
import type { Shop } from '../../app/shop.ts';

/** Why a game cannot be added, besides what the rules say of the choice. */
export type Hindrance =
  | Refusal
  | { reason: 'sold_out' }
  | { reason: 'on_sale_later'; at: number }
  | { reason: 'party'; min: number; max: number | null }
  | { reason: 'cap'; cap: Finding }
  | { reason: 'suite' };

export type PlanGame = {
  game: Game;
  isChosen: boolean;
  /** The least for one seat as the plan is now; null when none is sold. */
  cents: number | null;
  /** Null: it may be added. */
  hindrance: Hindrance | null;
};
/** They are shown alike. */
export function isSameGame(one: PlanGame, other: PlanGame): boolean {
  return (
    one.game === other.game &&
    one.isChosen === other.isChosen &&
    one.cents === other.cents &&
    JSON.stringify(one.hindrance) === JSON.stringify(other.hindrance)
  );
}

export type PlanGroup = {
  id: string;
  minEvents: number;
  maxEvents: number;
  chosen: number;
  games: readonly PlanGame[];
};

/** A choice worked out: what may come next, what is missing, and what it costs at least. */
export type Plan = {
  space: ChoiceSpace;
  groups: readonly PlanGroup[];
  chosen: readonly Game[];
  /** With the cheapest free seats; the lines of an unfinished plan too. */
  quote: Quote;
  isComplete: boolean;
  /** The fewest and most games a plan can have. */
  least: number;
  most: number;
};

/** Whose plan it is, as far as it is known, and the suite they choose games of. */
type For = { suiteId: string | null; buyer: Buyer };

/** Null when the offer has no such pack or package. Pure: the same in the browser and on the server. */
export function makePlan(
  shop: Shop,
  { packId, packageId }: Choice,
  choice: CartChoice,
  { suiteId, buyer }: For,
): Plan | null {
  const quoted = quotedIn(shop);
  const space = quoted === null ? null : spaceIn(quoted, { packId, packageId });
  if (quoted === null || space === null) return null;
  const codes = choice.events.map(({ eventCode }) => eventCode);
  const basket = new Set(codes);
  const { least, most } = reach(space);
  const rule = ruleFor(quoted, { packId, packageId }, Math.max(1, codes.length));
  const next = nextChoices(space, basket);
  const costOf = (code: string) => cheapest(shop, rule, code, suiteId);
  const byCode = new Map(gamesOf(shop).map((game) => [game.code, game]));
  const groups = groupsOf(quoted, { packId, packageId }, space).map(({ group, all }) => ({
    ...group,
    chosen: all.filter((code) => basket.has(code)).length,
    games: all.flatMap((code): PlanGame[] => {
      const game = byCode.get(code);
      if (game === undefined) return [];
      const cents = costOf(code)?.cents ?? null;
      const isChosen = basket.has(code);
      const adding = { chosen: basket.size, partySize: choice.partySize, eventCode: code, suiteId };
      const cap = isChosen ? null : capOnAdding(quoted.content, adding, buyer);
      const hindrance = hindranceOf(game, { quoted, refusal: next.get(code), cents, partySize: choice.partySize, cap });
      return [{ game, isChosen, cents, hindrance }];
    }),
  }));
  const events = choice.events.map(({ eventCode, suiteId }) => {
    const seat = costOf(eventCode);
    const seats = seat === null ? [] : [{ priceCode: seat.priceCode, count: choice.partySize }];
    return { eventCode, suiteId, seats };
  });
  const made = quote(quoted, { packId, packageId, partySize: choice.partySize, events, addOns: [] }, nobody);
  const chosen = codes.flatMap((code) => byCode.get(code) ?? []);
  return { space, groups, chosen, quote: made, isComplete: !hasErrors(made.findings), least, most };
}

/** Why a game cannot be added to what is chosen; null: it may be. */
export function hindranceIn(shop: Shop, choice: CartChoice, code: string, { suiteId, buyer }: For): Hindrance | null {
  const within = { packId: choice.packId, packageId: choice.packageId };
  const quoted = quotedIn(shop);
  const space = quoted === null ? null : spaceIn(quoted, within);
  const game = gameIn(shop, code);
  if (quoted === null || space === null || game === null) return { reason: 'not_available' };
  const basket = new Set(choice.events.map(({ eventCode }) => eventCode));
  const rule = ruleFor(quoted, within, Math.max(1, basket.size));
  const cents = cheapest(shop, rule, code, suiteId)?.cents ?? null;
  const refusal = nextChoices(space, basket).get(code);
  const { partySize } = choice;
  const cap = capOnAdding(quoted.content, { chosen: basket.size, partySize, eventCode: code, suiteId }, buyer);
  return hindranceOf(game, { quoted, refusal, cents, partySize, cap });
}

/** The plan with what is chosen now, while the rest of it is still being worked out for that. */
export function markChosen(shop: Shop, plan: Plan, { events }: CartChoice): Plan {
  const codes = events.map(({ eventCode }) => eventCode);
  if (codes.join('\n') === plan.chosen.map(({ code }) => code).join('\n')) return plan;
  const basket = new Set(codes);
  const groups = plan.groups.map((group) => {
    const games = group.games.map((one) => {
      const isChosen = basket.has(one.game.code);
      return isChosen === one.isChosen ? one : { ...one, isChosen };
    });
    return { ...group, games, chosen: games.filter(({ isChosen }) => isChosen).length };
  });
  return { ...plan, groups, chosen: codes.flatMap((code) => gameIn(shop, code) ?? []) };
}

/** The games of a choice that still make a plan in this pack, in their order: as many as fit. */
export function fitting(shop: Shop, choice: Choice, codes: readonly string[]): string[] {
  const quoted = quotedIn(shop);
  const space = quoted === null ? null : spaceIn(quoted, choice);
  if (space === null) return [];
  const kept: string[] = [];
  for (const code of codes) if (canComplete(space, new Set([...kept, code]))) kept.push(code);
  return kept;
}

/** All games of each group, also those that cannot be bought now: they are shown, and say why. */
function groupsOf({ content }: QuotedOffer, { packId, packageId }: Choice, { groups }: ChoiceSpace) {
  const pack = content.packs.packs.find(({ id }) => id === packId);
  return groups.map((group) => {
    const { id, minEvents, maxEvents } = group;
    const tier = pack?.tiers.find((one) => one.id === id);
    const own = packageId === null ? content.events.eventCodes : group.eventCodes;
    return { group: { id, minEvents, maxEvents }, all: tier?.eventCodes ?? own };
  });
}

function cheapest(shop: Shop, rule: PriceRule | null, code: string, suiteId: string | null) {
  if (suiteId === null) return seatPrices(shop, rule, code)[0] ?? null;
  return suiteSeatPrice(shop, rule, code, suiteId);
}

type Facts = {
  quoted: QuotedOffer;
  refusal: Refusal | null | undefined;
  cents: number | null;
  partySize: number;
  cap: Finding | null;
};

function hindranceOf(game: Game, { quoted, refusal, cents, partySize, cap }: Facts): Hindrance | null {
  if (game.onSaleAt !== null) return { reason: 'on_sale_later', at: game.onSaleAt };
  if (cents === null) return { reason: quoted.content.definition.inventoryType === 'suite' ? 'suite' : 'sold_out' };
  if (quoted.events.get(game.code)?.isAvailable !== true) return { reason: 'not_available' };
  const { minSeats: min, maxSeats: max } = game;
  if (partySize < min || (max !== null && partySize > max)) return { reason: 'party', min, max };
  // a plan that is full says so first: that is nothing about the fan
  if (refusal != null || cap === null) return refusal ?? null;
  return { reason: 'cap', cap };
}

/** The most useful thing to say, then what could be better. */
export function guidance({ quote: { findings } }: Plan): { first: Finding | null; better: Finding | null } {
  const about = findings.filter(({ severity }) => severity === 'error');
  const better = findings.find(({ code }) => code === 'selection.better_price' || code === 'selection.other_choice');
  const complete = findings.find(({ code }) => code === 'selection.complete');
  return { first: about[0] ?? complete ?? null, better: better ?? null };
}
