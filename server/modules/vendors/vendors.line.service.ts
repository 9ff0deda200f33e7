import type { CallPurpose } from './vendors.types.ts';
import { add, available, availableAt, type Quota, rankOf, type Spent } from './vendors.windows.service.ts';

/** Milliseconds that a place is kept after the time its caller was told. */
const grace = 15_000;
/** Milliseconds that a lease lasts. */
export const leaseTime = 1_000;

/** Somebody who wants to send one request. */
export type Ask = {
  purpose: CallPurpose;
  /** Its name in the line. */
  key: string;
  /** Whether it may come back later under that name; else it only waits now. */
  keepsPlace: boolean;
  isPoll: boolean;
  /** Milliseconds it waits here. */
  patience: number;
};
/** The line as it is: callers of each rank, and those of the asking who stand in it already. */
export type Line = {
  countOf: (rank: number) => number;
  aheadOf: (rank: number, key: string) => number | null;
};
/** What is known of an account. */
export type BudgetState = { quota: Quota; spent: Spent; refusingUntil: Date | null; line: Line };

export type Decision = { kind: 'go' } | { kind: 'wait' | 'busy'; until: Date; place: number };
type Entry = { rank: number; key: string };
export type Outcome = {
  spent: Spent;
  /** In the order of the asks. */
  decisions: readonly Decision[];
  /** Those who stand in line from now on, also those who did before. */
  joins: readonly (Entry & { lapsesAt: Date; isNew: boolean })[];
  leaves: readonly Entry[];
  /** Requests that may be sent without asking until the lease ends. */
  leased: number;
};

/** Who may send now and who waits, for all who ask at once: see docs/rules/vendor-budget.md. */
export function decide(state: BudgetState, asks: readonly Ask[], wantedLease: number, now: Date): Outcome {
  const decisions = new Map<Ask, Decision>();
  const joins: (Entry & { lapsesAt: Date; isNew: boolean })[] = [];
  const leaves: (Entry & { ahead: number })[] = [];
  let { spent } = state;
  for (const ask of inOrder(state.line, asks)) {
    const entry = { rank: rankOf(ask.purpose), key: ask.key };
    const stood = ask.isPoll ? null : state.line.aheadOf(entry.rank, ask.key);
    const place = ask.isPoll ? 0 : placeOf(state.line, entry.rank, stood, leaves, joins);
    const decision = decideOne({ ...state, spent }, ask, place, now);
    decisions.set(ask, decision);
    if (decision.kind === 'go') spent = add(spent, 1, now, now);
    const isInLine = !ask.isPoll && (decision.kind === 'wait' || (decision.kind === 'busy' && ask.keepsPlace));
    if (isInLine) joins.push({ ...entry, isNew: stood === null, lapsesAt: lapseOf(decision, now) });
    else if (stood !== null) leaves.push({ ...entry, ahead: stood });
  }
  const isLineEmpty = waitingUpTo(state.line, 2) - leaves.length + newcomers(joins, 2) === 0;
  const leased = isLineEmpty ? lease({ ...state, spent }, wantedLease, now) : 0;
  if (leased > 0) spent = add(spent, leased, new Date(now.getTime() + leaseTime), now);
  const inOrderOfAsks = asks.flatMap((ask) => decisions.get(ask) ?? []);
  return { spent, decisions: inOrderOfAsks, joins, leaves, leased };
}

/** Polls, then those in line by their place, then newcomers as they came; each rank after the one before. */
function inOrder(line: Line, asks: readonly Ask[]): readonly Ask[] {
  const place = (ask: Ask) =>
    ask.isPoll ? -1 : (line.aheadOf(rankOf(ask.purpose), ask.key) ?? Number.POSITIVE_INFINITY);
  return asks
    .map((ask) => ({ ask, rank: rankOf(ask.purpose), place: place(ask) }))
    .sort((a, b) => a.rank - b.rank || (a.place === b.place ? 0 : a.place - b.place))
    .map(({ ask }) => ask);
}

function placeOf(
  line: Line,
  rank: number,
  stood: number | null,
  leaves: readonly { rank: number; ahead: number }[],
  joins: readonly { rank: number; isNew: boolean }[],
): number {
  if (stood !== null) {
    const newBefore = joins.filter((one) => one.isNew && one.rank < rank).length;
    return stood - leaves.filter(({ ahead }) => ahead < stood).length + newBefore;
  }
  const left = leaves.filter((one) => one.rank <= rank).length;
  return waitingUpTo(line, rank) - left + newcomers(joins, rank);
}

function waitingUpTo(line: Line, rank: number): number {
  return [0, 1, 2].filter((one) => one <= rank).reduce((sum, one) => sum + line.countOf(one), 0);
}

function newcomers(joins: readonly { rank: number; isNew: boolean }[], rank: number): number {
  return joins.filter((one) => one.isNew && one.rank <= rank).length;
}

function decideOne({ quota, spent, refusingUntil }: BudgetState, ask: Ask, place: number, now: Date): Decision {
  const isRefusing = refusingUntil !== null && refusingUntil > now;
  if (!isRefusing && available(quota, spent, ask.purpose, now) > place) return { kind: 'go' };
  const free = availableAt(quota, spent, ask.purpose, place + 1, now);
  const until = isRefusing && refusingUntil > free ? refusingUntil : free;
  const isSoon = until.getTime() - now.getTime() <= ask.patience;
  return { kind: ask.isPoll || isSoon ? 'wait' : 'busy', until, place };
}

function lapseOf(decision: Decision, now: Date): Date {
  return new Date((decision.kind === 'go' ? now : decision.until).getTime() + grace);
}

/** A lease never takes what is kept for somebody. */
function lease(state: BudgetState, wanted: number, now: Date): number {
  if (state.refusingUntil !== null && state.refusingUntil > now) return 0;
  return Math.min(wanted, available(state.quota, state.spent, 'sync', now));
}
