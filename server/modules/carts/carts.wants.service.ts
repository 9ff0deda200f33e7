import type { Quote } from '../../../shared/rules/quote.ts';
import {
  type BlockPart,
  type BlockQuery,
  countBy,
  findBlocks,
  nearestBlocks,
  type SeatIndex,
} from '../../../shared/rules/seat-index/index.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { seatIndexOf } from '../inventory/inventory.index.service.ts';
import { settingOf } from '../stores/stores.settings.service.ts';
import { keyOf, seatsIn, sizeOf } from './carts.compare.service.ts';
import { freeSeatsOf } from './carts.free-seats.service.ts';
import { noSeats, suiteWant } from './carts.suites.service.ts';
import type { Terms } from './carts.terms.service.ts';
import type { Cart, Part, SeatBlock, SeatsAsked, Want } from './carts.types.ts';

export type Ask = { eventCode: string; seats: SeatsAsked };

/** Looks the asked seats up in the store's copy. */
export async function wantsOf(ctx: StoreCtx, cart: Cart, terms: Terms, asks: readonly Ask[]): Promise<Want[]> {
  const query = await queryOf(ctx, cart, terms);
  const wants: Want[] = [];
  const free = await freeSeatsOf(
    ctx,
    asks.flatMap(({ eventCode, seats }) => (seats.kind === 'best' || cart.accessibleSeats > 0 ? eventCode : [])),
  );
  for (const { eventCode, seats } of asks) {
    const { index } = await seatIndexOf(ctx, eventCode);
    const suiteId = cart.events.find((event) => event.eventCode === eventCode)?.suiteId ?? null;
    if (suiteId !== null) {
      wants.push(await suiteWant(ctx, { eventCode, suiteId, index, classNames: query.classNames, seats }));
    } else if (seats.kind === 'suite') wants.push(noSeats(eventCode, null));
    else wants.push(seatsWant({ eventCode, index, free: free.get(eventCode) ?? index, query, seats, cart }));
  }
  return wants;
}

/** What a cart's seats must be like, whatever event they are of. */
export async function queryOf(ctx: StoreCtx, cart: Cart, terms: Terms): Promise<BlockQuery> {
  const { accessibleClasses } = await settingOf(ctx, 'inventory');
  return {
    classNames: terms.quoted.content.definition.classNames,
    priceCodes: null,
    count: cart.partySize,
    sectionNames: null,
    accessibleClasses,
    wantsAccessible: cart.accessibleSeats,
    allowsLoneSeat: false,
    aisle: 'any',
    limit: 1,
  };
}

/** The price codes that a quote's winning rule sells at an event, with their price for one seat. */
export function pricesOf(quote: Quote, eventCode: string): Map<string, { ticketTypeCode: string; eachCents: number }> {
  return new Map(
    quote.lines
      .filter((line) => line.kind === 'seats' && line.eventCode === eventCode)
      .map(({ priceCode, ticketTypeCode, eachCents }) => [priceCode, { ticketTypeCode, eachCents }]),
  );
}

type Asked = Extract<SeatsAsked, { kind: 'blocks' | 'best' }>;
/** `free`: what may be found for the fan; what the fan names is looked up in the whole copy, and the vendor decides. */
type SeatsAskedOf = {
  eventCode: string;
  index: SeatIndex;
  free: SeatIndex;
  query: BlockQuery;
  seats: Asked;
  cart: Cart;
};

/** Times the vendor is asked for other accessible seats than those that are gone. */
const mostOthers = 3;

function seatsWant({ eventCode, index, free, query, seats, cart }: SeatsAskedOf): Want {
  const found =
    seats.kind === 'best'
      ? bestParts(free, query, seats)
      : seats.blocks.flatMap((block) => exactParts(index, query, block));
  const count = seats.kind === 'best' ? cart.partySize : seats.blocks.reduce((sum, block) => sum + sizeOf(block), 0);
  const isWhole = found.reduce((sum, part) => sum + sizeOf(part), 0) === count;
  const isAccessible = cart.accessibleSeats > 0;
  const { priceCode } = seats;
  const parts = isWhole && (isAccessible || found.every((part) => part.priceCode === priceCode)) ? found : [];
  return {
    ...{ eventCode, suiteId: null, parts, count, priceCode },
    asked: seats.kind === 'best' ? found : seats.blocks,
    others: isAccessible ? othersLike(parts, free, query) : [],
    ladder: isAccessible ? null : ladderFrom(found, index, query, seats),
  };
}

/** No class of accessible seats: those are only for who asks. */
function ladderFrom([first]: readonly Part[], index: SeatIndex, query: BlockQuery, seats: Asked): Want['ladder'] {
  const { priceCode } = seats;
  const classNames = query.classNames.filter((name) => !query.accessibleClasses.includes(name));
  const className = first?.className ?? classOf(index, priceCode, classNames);
  const sectionName = seats.kind === 'best' ? seats.sectionName : (seats.blocks[0]?.sectionName ?? null);
  return className === null ? null : { className, priceCode, sectionName };
}

/** Blocks of accessible seats near these, with as many seats of each price code. */
function othersLike(parts: readonly Part[], index: SeatIndex, query: BlockQuery): Part[][] {
  const [first, last] = [parts[0], parts.at(-1)];
  const isBlock = first?.sectionName === last?.sectionName && first?.rowName === last?.rowName;
  if (first === undefined || last === undefined || !isBlock) return [];
  const home = { ...first, lastSeat: last.lastSeat };
  const taken = new Set(namesOf(parts));
  return nearestBlocks(index, home, { ...query, count: taken.size, limit: mostOthers + 1 })
    .map((block) => block.parts.map((part) => partOf(block, part)))
    .filter((block) => !namesOf(block).some((name) => taken.has(name)) && codesOf(block) === codesOf(parts))
    .slice(0, mostOthers);
}

function codesOf(parts: readonly Part[]): string {
  return parts
    .flatMap((part) => seatsIn('', part).map(() => part.priceCode))
    .sort()
    .join('\n');
}

function namesOf(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => seatsIn('', part).map(keyOf));
}

function bestParts(index: SeatIndex, query: BlockQuery, { priceCode, sectionName }: Extract<Asked, { kind: 'best' }>) {
  const sectionNames = sectionName === null ? null : [sectionName];
  const [inSection] = findBlocks(index, { ...query, priceCodes: [priceCode], sectionNames });
  const [block] = inSection === undefined ? findBlocks(index, { ...query, priceCodes: [priceCode] }) : [inSection];
  return block === undefined ? [] : block.parts.map((part) => partOf(block, part));
}

/** The block itself if the copy has it free; a fan may leave a single seat beside it. */
function exactParts(index: SeatIndex, query: BlockQuery, block: SeatBlock): Part[] {
  const asked = { ...query, count: sizeOf(block), sectionNames: [block.sectionName], allowsLoneSeat: true };
  const wantsAccessible = Math.min(query.wantsAccessible, sizeOf(block));
  const [found] = nearestBlocks(index, { ...block, priceCode: null }, { ...asked, wantsAccessible });
  const isIt = found?.rowName === block.rowName && found.firstSeat === block.firstSeat;
  return isIt ? found.parts.map((part) => partOf(block, part)) : [];
}

function partOf({ sectionName, rowName }: { sectionName: string; rowName: string }, part: BlockPart): Part {
  return { sectionName, rowName, ...part };
}

/** The class in which most free seats of a price code are sold, among some or all classes. */
export function classOf(index: SeatIndex, priceCode: string, among: readonly string[] | null): string | null {
  const counts = new Map<string, number>();
  for (const { className, priceCode: code, count } of countBy(index)) {
    if (code !== priceCode || !(among?.includes(className) ?? true)) continue;
    counts.set(className, (counts.get(className) ?? 0) + count);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
