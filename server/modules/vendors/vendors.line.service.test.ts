import { describe, expect, it } from 'vitest';
import { type Ask, type BudgetState, decide, type Line } from './vendors.line.service.ts';
import { add, nothingSpent, type Quota, rankOf, type Spent, usedInMinute } from './vendors.windows.service.ts';

const now = new Date('2026-10-01T12:00:00.000Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
/** Ten a minute: two are kept for checkout, three for holds. */
const quota: Quota = { perMinute: 10, perDay: null, checkoutShare: 20, holdShare: 30 };

function ask(purpose: Ask['purpose'], key: string, more: Partial<Ask> = {}): Ask {
  return { purpose, key, keepsPlace: true, isPoll: false, patience: 0, ...more };
}

/** The line, first to last. */
function lineOf(...entries: [purpose: Ask['purpose'], key: string][]): Line {
  const sorted = entries.toSorted(([one], [other]) => rankOf(one) - rankOf(other));
  return {
    countOf: (rank) => entries.filter(([purpose]) => rankOf(purpose) === rank).length,
    aheadOf(rank, key) {
      const place = sorted.findIndex(([purpose, name]) => rankOf(purpose) === rank && name === key);
      return place < 0 ? null : place;
    },
  };
}

function state(used: number, more: Partial<BudgetState> = {}): BudgetState {
  return {
    quota,
    spent: used === 0 ? nothingSpent : add(nothingSpent, used, now, now),
    refusingUntil: null,
    line: lineOf(),
    ...more,
  };
}

function used(spent: Spent) {
  return usedInMinute(spent, now);
}

describe('shares', () => {
  it.each([
    ['sync', 4, 'go'],
    ['sync', 5, 'busy'],
    ['hold', 7, 'go'],
    ['hold', 8, 'busy'],
    ['staff', 7, 'go'],
    ['staff', 8, 'busy'],
    ['checkout', 9, 'go'],
    ['checkout', 10, 'busy'],
  ] as const)('%s with %i of 10 used: %s', (purpose, count, kind) => {
    expect(decide(state(count), [ask(purpose, 'a')], 0, now).decisions).toMatchObject([{ kind }]);
  });

  it('of those who ask together the checkouts go first, then holds, then sync', () => {
    const asks = [ask('sync', 's'), ask('hold', 'h'), ask('checkout', 'c')];
    const { decisions, spent } = decide(state(7), asks, 0, now);
    expect(decisions.map(({ kind }) => kind)).toEqual(['busy', 'busy', 'go']);
    expect(used(spent)).toBe(8);
  });

  it('of two for the last one the first goes', () => {
    const { decisions } = decide(state(7), [ask('hold', 'first'), ask('hold', 'second')], 0, now);
    expect(decisions.map(({ kind }) => kind)).toEqual(['go', 'busy']);
  });
});

describe('the line', () => {
  it('keeps a newcomer behind those who wait, also when there is room', () => {
    const waiting = lineOf(['hold', 'a'], ['hold', 'b']);
    const { decisions, joins } = decide(state(6, { line: waiting }), [ask('hold', 'new')], 0, now);
    expect(decisions).toMatchObject([{ kind: 'busy', place: 2 }]);
    expect(joins).toMatchObject([{ key: 'new', rank: 1, isNew: true }]);
  });

  it('lets those go for whom there is room, whoever of them asks first', () => {
    const waiting = lineOf(['hold', 'a'], ['hold', 'b'], ['hold', 'c']);
    const { decisions, leaves } = decide(state(6, { line: waiting }), [ask('hold', 'b')], 0, now);
    expect(decisions).toEqual([{ kind: 'go' }]);
    expect(leaves).toMatchObject([{ key: 'b' }]);
    const third = decide(state(6, { line: waiting }), [ask('hold', 'c')], 0, now);
    expect(third.decisions).toMatchObject([{ kind: 'busy', place: 2 }]);
    expect(third.joins).toMatchObject([{ key: 'c', isNew: false }]);
  });

  it('lets no more go than there is room for when all ask together', () => {
    const waiting = lineOf(['hold', 'a'], ['hold', 'b'], ['hold', 'c']);
    const asks = [ask('hold', 'new'), ask('hold', 'c'), ask('hold', 'b'), ask('hold', 'a')];
    const { decisions, spent } = decide(state(6, { line: waiting }), asks, 0, now);
    expect(decisions).toMatchObject([
      { kind: 'busy', place: 1 },
      { kind: 'busy', place: 0 },
      { kind: 'go' },
      { kind: 'go' },
    ]);
    expect(used(spent)).toBe(8);
  });

  it('of sync never holds up a hold, and a checkout overtakes both', () => {
    const waiting = lineOf(['sync', 's'], ['hold', 'h']);
    expect(decide(state(7, { line: waiting }), [ask('hold', 'h')], 0, now).decisions).toEqual([{ kind: 'go' }]);
    expect(decide(state(9, { line: waiting }), [ask('checkout', 'c')], 0, now).decisions).toEqual([{ kind: 'go' }]);
    expect(decide(state(2, { line: waiting }), [ask('sync', 's')], 0, now).decisions).toEqual([{ kind: 'go' }]);
    expect(decide(state(4, { line: waiting }), [ask('sync', 's')], 0, now).decisions).toMatchObject([{ place: 1 }]);
  });

  it('keeps what a waiting checkout was promised from holds', () => {
    const waiting = lineOf(['checkout', 'c']);
    expect(decide(state(7, { line: waiting }), [ask('hold', 'h')], 0, now).decisions).toMatchObject([
      { kind: 'busy', place: 1 },
    ]);
  });

  it('counts those who join in the same moment', () => {
    const asks = [ask('hold', 'a'), ask('hold', 'b'), ask('hold', 'c')];
    const { decisions, joins } = decide(state(8), asks, 0, now);
    expect(decisions).toMatchObject([{ place: 0 }, { place: 1 }, { place: 2 }]);
    expect(joins.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  });

  it('keeps a place until fifteen seconds after the time its caller was told', () => {
    const { decisions, joins } = decide(state(8), [ask('hold', 'a')], 0, now);
    expect(decisions).toMatchObject([{ until: later(62) }]);
    expect(joins).toMatchObject([{ lapsesAt: later(77) }]);
  });

  it('does not keep one for who has no name to come back with', () => {
    const nobody = ask('hold', 'x', { keepsPlace: false });
    expect(decide(state(8), [nobody], 0, now).joins).toEqual([]);
    const { leaves } = decide(state(8, { line: lineOf(['hold', 'x']) }), [nobody], 0, now);
    expect(leaves).toMatchObject([{ key: 'x' }]);
  });
});

describe('waiting', () => {
  it('is for whom it is short', () => {
    const spent = add(nothingSpent, 8, now, now);
    const soon = { quota, spent, refusingUntil: null, line: lineOf() };
    const { decisions, joins } = decide(soon, [ask('hold', 'a', { keepsPlace: false, patience: 2_000 })], 0, later(60));
    expect(decisions).toMatchObject([{ kind: 'wait', until: later(62) }]);
    expect(joins).toMatchObject([{ key: 'a' }]);
  });

  it('is for a poll however long it is, and it stands in no line', () => {
    const poll = ask('hold', 'a', { isPoll: true });
    const waiting = lineOf(['hold', 'b'], ['hold', 'c']);
    expect(decide(state(7, { line: waiting }), [poll], 0, now).decisions).toEqual([{ kind: 'go' }]);
    const { decisions, joins } = decide(state(8, { line: waiting }), [poll], 0, now);
    expect(decisions).toMatchObject([{ kind: 'wait', place: 0 }]);
    expect(joins).toEqual([]);
  });
});

describe('a vendor that refuses', () => {
  it('is asked by nobody before its time, and what is counted may take longer', () => {
    const refusing = state(0, { refusingUntil: later(30) });
    expect(decide(refusing, [ask('checkout', 'a')], 0, now).decisions).toMatchObject([{ until: later(30) }]);
    const full = state(10, { refusingUntil: later(30) });
    expect(decide(full, [ask('checkout', 'a')], 0, now).decisions).toMatchObject([{ until: later(62) }]);
    expect(decide(refusing, [ask('checkout', 'a')], 0, later(30)).decisions).toEqual([{ kind: 'go' }]);
  });
});

describe('a lease', () => {
  it('takes what sync may use, and counts where it ends', () => {
    const { leased, spent } = decide(state(1), [ask('hold', 'a')], 7, now);
    expect(leased).toBe(3);
    expect(used(spent)).toBe(5);
    expect(usedInMinute(spent, later(62))).toBe(3);
    expect(usedInMinute(spent, later(63))).toBe(0);
  });

  it('is not given while somebody waits or the vendor refuses', () => {
    expect(decide(state(1, { line: lineOf(['sync', 's']) }), [ask('hold', 'a')], 7, now).leased).toBe(0);
    expect(decide(state(0, { refusingUntil: later(1) }), [ask('hold', 'a')], 7, now).leased).toBe(0);
    expect(decide(state(8), [ask('hold', 'a')], 7, now).leased).toBe(0);
  });
});
