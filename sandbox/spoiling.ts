import { isFields } from './fields.ts';
import type { Acts, FaultName, FaultRule, Fields, Product } from './types.ts';
import { Refusal } from './types.ts';

/** What the faults that a call meets do to it; the first of a kind counts. */
export type Spoiling = {
  /** The call is not done, and answered so. */
  before: Before | null;
  delayMs: number;
  /** What others do at the vendor: before a call that holds or buys, after one that reads. */
  meddle: (acts: Acts, request: Fields) => void;
  /** How often it is answered 202 first. */
  polls: number;
  after: { kind: 'drop' } | { kind: 'hang'; ms: number } | null;
  mangle: Mangle | null;
};
export type Before =
  | { kind: 'drop' }
  | { kind: 'hang'; ms: number }
  | { kind: 'quota'; seconds: number }
  | { kind: 'down' }
  | { kind: 'refuse'; code: number };
export const mangles = ['garbage', 'half', 'wrong_type', 'wrong_shape'] as const;
export type Mangle = (typeof mangles)[number];

export function spoilingOf(met: readonly FaultRule[]): Spoiling {
  if (met.length === 0) return unspoilt;
  return {
    before: firstOf(met, beforeOf),
    delayMs: met.reduce((sum, { fault, delayMs }) => sum + (fault === 'latency' ? (delayMs ?? 1000) : 0), 0),
    meddle(acts, request) {
      for (const rule of met) ignoringRefusals(() => meddle(rule, acts, request));
    },
    polls: firstOf(met, ({ fault, count }) => (fault === 'poll' ? (count ?? 2) : null)) ?? 0,
    after: firstOf(met, afterOf),
    mangle: firstOf(met, ({ fault }) => mangles.find((name) => name === fault) ?? null),
  };
}

const unspoilt: Spoiling = { before: null, delayMs: 0, meddle: () => {}, polls: 0, after: null, mangle: null };

/** Whether it happens on the way in, before the vendor knows what is asked. */
export function isAboutTheWork(fault: FaultName): boolean {
  return ['refuse', 'sold_by_others', 'holds_lost', 'price_change', 'poll'].includes(fault);
}

/** Others come between the caller's look and its hold: before a hold, and after a look. */
export function meddlesBefore(product: Product): boolean {
  return product === 'hold' || product === 'buy';
}

const longSilence = 120_000;

function beforeOf({ fault, delayMs, code }: FaultRule): Before | null {
  switch (fault) {
    case 'lost_request':
      return { kind: 'drop' };
    case 'timeout_before':
      return { kind: 'hang', ms: delayMs ?? longSilence };
    case '429':
      return { kind: 'quota', seconds: Math.max(1, Math.ceil((delayMs ?? 1000) / 1000)) };
    case '503':
      return { kind: 'down' };
    case 'refuse':
      return { kind: 'refuse', code: code ?? 9999 };
    default:
      return null;
  }
}

function afterOf({ fault, delayMs }: FaultRule): Spoiling['after'] {
  if (fault === 'lost_answer') return { kind: 'drop' };
  return fault === 'timeout_after' ? { kind: 'hang', ms: delayMs ?? longSilence } : null;
}

function meddle({ fault, count, percent }: FaultRule, acts: Acts, request: Fields) {
  const eventName = textOf(request.event_name);
  if (fault === 'sold_by_others') {
    const seats = eventName === undefined ? [] : rangesOf(request.seats, count ?? 1);
    if (seats.length > 0) acts.sellByOthers({ eventName, seats });
    else {
      const which = { eventName, className: textOf(request.class), priceCode: textOf(request.price_code) };
      acts.sellByOthers({ ...which, count: count ?? 1 });
    }
  }
  if (fault === 'holds_lost') acts.dropHolds({ sessionId: textOf(request.session_id) });
  if (fault === 'price_change') acts.changePrices({ eventName, percent: percent ?? 110 });
}

/** The first `count` seats that a hold asks for. */
function rangesOf(asked: unknown, count: number) {
  const first: unknown = Array.isArray(asked) ? asked[0] : undefined;
  if (!isFields(first)) return [];
  const [sectionName, rowName] = [textOf(first.section_name), textOf(first.row_name)];
  const [firstSeat, lastSeat] = [Number(first.first_seat), Number(first.last_seat)];
  if (sectionName === undefined || rowName === undefined || !(firstSeat <= lastSeat)) return [];
  return [{ sectionName, rowName, firstSeat, lastSeat: Math.min(lastSeat, firstSeat + count - 1) }];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Nothing left to sell, or no such event: the call itself will say so. */
function ignoringRefusals(work: () => void) {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

function firstOf<T>(met: readonly FaultRule[], read: (rule: FaultRule) => T | null): T | null {
  for (const rule of met) {
    const found = read(rule);
    if (found !== null) return found;
  }
  return null;
}
