import type { Output } from '../../../api/contract.ts';

type Diff = Pick<Output<'GET /api/stores/{storeKey}/program-diff'>, 'changes' | 'sentences'>;

/** Prices that go the same way by the same amounts, at so many events and for so many kinds of fans. */
export type PriceMove = { priceCode: string; beforeCents: number | null; afterCents: number | null; count: number };
export type DiffGroups = {
  gains: string[];
  loses: string[];
  limits: string[];
  texts: string[];
  others: string[];
  /** `isLowest`: of programs without a choice in common, only the lowest price of each game and price code. */
  prices: {
    lower: number;
    higher: number;
    added: number;
    removed: number;
    moves: PriceMove[];
    isLowest: boolean;
  };
};

/** What a fan gains, loses and pays, each of them together; largest groups of prices first. */
export function groupDiff({ changes, sentences }: Diff): DiffGroups {
  const found: DiffGroups = {
    gains: [],
    loses: [],
    limits: [],
    texts: [],
    others: [],
    prices: { lower: 0, higher: 0, added: 0, removed: 0, moves: [], isLowest: false },
  };
  const moves = new Map<string, PriceMove>();
  for (const [index, change] of changes.entries()) {
    if (change.kind === 'lowest_price') found.prices.isLowest = true;
    if (change.kind === 'price' || change.kind === 'lowest_price') addMove(found.prices, moves, change);
    else found[groupOf(change.kind)].push(sentences[index] ?? change.kind);
  }
  found.prices.moves = [...moves.values()].sort((a, b) => b.count - a.count || (a.priceCode < b.priceCode ? -1 : 1));
  return found;
}

/** True when nothing a fan could notice is different. */
export function isSame({ gains, loses, limits, texts, others, prices }: DiffGroups): boolean {
  return [gains, loses, limits, texts, others, prices.moves].every(({ length }) => length === 0);
}

function groupOf(kind: string): Exclude<keyof DiffGroups, 'prices'> {
  if (kind.endsWith('_gained') && !kind.startsWith('rule')) return 'gains';
  if (kind.endsWith('_lost') && !kind.startsWith('rule')) return 'loses';
  if (kind.endsWith('_limits')) return 'limits';
  return kind === 'copy' || kind === 'look' ? 'texts' : 'others';
}

function addMove(prices: DiffGroups['prices'], moves: Map<string, PriceMove>, change: Record<string, unknown>) {
  const before = centsOf(change.beforeCents);
  const after = centsOf(change.afterCents);
  if (before === null) prices.added += 1;
  else if (after === null) prices.removed += 1;
  else if (after < before) prices.lower += 1;
  else prices.higher += 1;
  const priceCode = String(change.priceCode);
  const key = `${priceCode}\n${before}\n${after}`;
  const known = moves.get(key);
  if (known === undefined) moves.set(key, { priceCode, beforeCents: before, afterCents: after, count: 1 });
  else known.count += 1;
}

function centsOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

/** "25% less", "10% more", "new", "no longer sold". */
export function moveInWords({ beforeCents, afterCents }: Pick<PriceMove, 'beforeCents' | 'afterCents'>): string {
  if (beforeCents === null) return 'sells now';
  if (afterCents === null) return 'no longer sold';
  if (beforeCents === 0) return 'was free';
  const share = Math.round((1_000 * Math.abs(afterCents - beforeCents)) / beforeCents) / 10;
  const amount = share === 0 ? 'a little' : `${share.toLocaleString('en')}%`;
  return `${amount} ${afterCents < beforeCents ? 'less' : 'more'}`;
}
