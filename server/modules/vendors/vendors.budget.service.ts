import { setTimeout as sleep } from 'node:timers/promises';
import { coalesce } from '../../core/coalesce.ts';
import { type Ctx, transaction } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { problem } from '../../core/problem.ts';
import * as usage from './vendors.budget.repository.ts';
import { openLease, type Rest } from './vendors.lease.service.ts';
import { type Ask, type Decision, decide, type Line, type Outcome } from './vendors.line.service.ts';
import { keepRefusal } from './vendors.refusal.service.ts';
import { type CallPurpose, type SpendOptions, VendorFailure } from './vendors.types.ts';
import { add, hasQuota, type Quota } from './vendors.windows.service.ts';

/** One process's part of an account's budget: see docs/rules/vendor-budget.md. */
export type Budget = {
  /** As `VendorHooks` promise it. */
  spend: (purpose: CallPurpose, signal: AbortSignal, more?: SpendOptions) => Promise<void>;
  /** The vendor says that its quota is used up: every process is told. */
  exhausted: (until: Date) => void;
  /** Another process was told so. */
  hear: (until: Date) => void;
  /** Until what others must know is written. */
  settled: () => Promise<void>;
};
export type BudgetOptions = {
  /** Bound to no transaction. */
  ctx: Ctx;
  accountId: string;
  quota: Quota;
  refusingUntil: Date | null;
  /** Milliseconds a caller waits here before it is sent away with a place in line. */
  patience?: number;
  /** Tests set the clock here instead of waiting. */
  wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

const usualPatience = 2_000;
/** Milliseconds between looks of somebody who waits: room may come earlier than it was estimated. */
const longestPause = 5_000;
const shortestPause = 10;

export function openBudget(options: BudgetOptions): Budget {
  const { ctx, accountId, quota, patience = usualPatience, wait = pause } = options;
  const refusal = keepRefusal(ctx, accountId, options.refusingUntil);
  const take = openTaker(options);
  return {
    async spend(purpose, signal, { lineKey, isPoll = false } = {}) {
      const who = { purpose, isPoll, key: lineKey ?? newId(), keepsPlace: lineKey !== undefined };
      for (let left = patience; ; ) {
        signal.throwIfAborted();
        const ask = { ...who, patience: Math.max(0, left) };
        const now = ctx.clock.now();
        const decision = decideHere(quota, ask, refusal.until(), now) ?? (await take(ask));
        if (decision.kind === 'go') return;
        if (decision.kind === 'busy') throw sentAway(decision);
        const needed = decision.until.getTime() - now.getTime();
        const milliseconds = Math.min(longestPause, Math.max(shortestPause, needed));
        left -= milliseconds;
        await wait(milliseconds, signal);
      }
    },
    exhausted: refusal.tell,
    hear: refusal.hear,
    settled: refusal.settled,
  };
}

async function pause(milliseconds: number, signal: AbortSignal) {
  await sleep(milliseconds, undefined, { signal, ref: false });
}

function sentAway({ until, place }: { until: Date; place: number }) {
  return new VendorFailure('busy', 'the rate budget is used up', { line: { retryAt: until, place } });
}

/** What needs no look into the database: an account without a quota, and a vendor that refuses, unless a place is kept. */
function decideHere(quota: Quota, ask: Ask, refusingUntil: Date | null, now: Date): Decision | null {
  if (refusingUntil === null || refusingUntil <= now) return hasQuota(quota) ? null : { kind: 'go' };
  if (ask.keepsPlace && hasQuota(quota)) return null;
  const isSoon = ask.isPoll || refusingUntil.getTime() - now.getTime() <= ask.patience;
  return { kind: isSoon ? 'wait' : 'busy', until: refusingUntil, place: 0 };
}

type Waiting = { ask: Ask; done: (decision: Decision) => void; failed: (error: unknown) => void };

/** Asks of the same moment go into one transaction; what is leased goes out without any. */
function openTaker({ ctx, accountId, quota }: BudgetOptions): (ask: Ask) => Promise<Decision> {
  const lease = openLease(quota);
  let waiting: Waiting[] = [];
  const takeAll = coalesce(async () => {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    const asks = batch.map(({ ask }) => ask);
    try {
      const { decisions, leased } = await takeFromAccount(ctx, {
        accountId,
        quota,
        asks,
        ...lease.end(ctx.clock.now()),
      });
      if (leased > 0) lease.start(leased, ctx.clock.now());
      for (const [index, { done }] of batch.entries()) {
        const decision = decisions[index];
        if (decision === undefined) throw new Error('an ask was not decided');
        if (decision.kind === 'go') lease.note(ctx.clock.now());
        done(decision);
      }
    } catch (cause) {
      const failure = new VendorFailure('unavailable', 'the rate budget cannot be read', { cause });
      for (const { failed } of batch) failed(failure);
    }
  });
  return (ask) => {
    if (lease.take(ctx.clock.now())) return Promise.resolve({ kind: 'go' });
    const decided = new Promise<Decision>((done, failed) => waiting.push({ ask, done, failed }));
    void takeAll();
    return decided;
  };
}

type Taking = { accountId: string; quota: Quota; asks: readonly Ask[]; rest: Rest | null; wanted: number };

/** One transaction: whoever holds the row of the account decides, at the instant at which it got the row. */
function takeFromAccount(ctx: Ctx, { accountId, quota, asks, rest, wanted }: Taking): Promise<Outcome> {
  return transaction(ctx, async (ctx) => {
    const row = await usage.lockUsage(ctx.platform, accountId);
    if (row === null) throw problem('vendor.account_not_found');
    const now = ctx.clock.now();
    const { refusingUntil, waitingCount } = row;
    const { line, count } = waitingCount === 0 ? noLine : await readLine(ctx, accountId, asks, now);
    const spent = rest === null ? row.spent : add(row.spent, -rest.count, rest.endsAt, now);
    const outcome = decide({ quota, spent, refusingUntil, line }, asks, wanted, now);
    const isChanged = await writeLine(ctx, accountId, outcome, now);
    const left = isChanged ? totalOf(await usage.countLine(ctx.platform, { accountId, now })) : count;
    await usage.saveUsage(ctx.platform, { accountId, spent: outcome.spent, waitingCount: left });
    return outcome;
  });
}

const noLine: { line: Line; count: number } = { line: { countOf: () => 0, aheadOf: () => null }, count: 0 };

async function readLine(ctx: Ctx, accountId: string, asks: readonly Ask[], now: Date) {
  await usage.dropLapsed(ctx.platform, { accountId, now });
  const found = await usage.countLine(ctx.platform, { accountId, now });
  const counts = new Map(found.map(({ rank, count }) => [rank, count]));
  const standing = await usage.findPlaces(ctx.platform, { accountId, keys: asks.map(({ key }) => key) });
  const places = new Map(standing.map(({ rank, key, ahead }) => [`${rank} ${key}`, ahead]));
  const line: Line = {
    countOf: (rank) => counts.get(rank) ?? 0,
    aheadOf: (rank, key) => places.get(`${rank} ${key}`) ?? null,
  };
  return { line, count: totalOf(found) };
}

function totalOf(counts: readonly { count: number }[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

/** Two calls of one caller may ask at the same time, under the same name. */
async function writeLine(ctx: Ctx, accountId: string, { joins, leaves }: Outcome, now: Date): Promise<boolean> {
  const ofJoins = [...new Map(joins.map((one) => [`${one.rank} ${one.key}`, one])).values()];
  if (leaves.length > 0) await usage.leave(ctx.platform, { accountId, ...columns(leaves) });
  if (ofJoins.length > 0) {
    const lapses = ofJoins.map(({ lapsesAt }) => lapsesAt);
    await usage.join(ctx.platform, { accountId, ...columns(ofJoins), lapses, joinedAt: now });
  }
  return leaves.length + ofJoins.length > 0;
}

function columns(entries: readonly { rank: number; key: string }[]) {
  return { ranks: entries.map(({ rank }) => rank), keys: entries.map(({ key }) => key) };
}
