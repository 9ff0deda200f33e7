import { describe, expect, it } from 'vitest';
import { idOf, makeRule } from '../../../../../../test/factories/program-content.ts';
import { readSeasonAmounts } from './amounts.ts';
import { applyChanges, type Column, cellsOf, type Line, viewsOf } from './grid.ts';

const line = (eventCode: string | null): Line => ({ eventCode, name: eventCode ?? 'All', hint: '', isOutside: false });
const [all, e1, e2] = [line(null), line('E1'), line('E2')];
const column = (priceCode: string, subject: Column['subject'] = null): Column => ({
  key: `${subject?.id} ${priceCode}`,
  priceCode,
  subject,
  seatCount: 0,
});
const [a, b] = [column('A'), column('B')];
const row = (eventCode: string | null, priceCode: string, ticketTypeCode: string) => ({
  eventCode,
  priceCode,
  ticketTypeCode,
});
const amounts = readSeasonAmounts({
  columns: [
    ['A', 'ADULT'],
    ['A', '3GP'],
  ],
  kinds: [
    ['FLEX', 'A'],
    ['CLUB', 'A'],
  ],
  events: [
    { code: 'E1', readAt: '2026-10-01T00:00:00.000Z', cents: [10_000, 9_000], seats: [5, 2] },
    { code: 'E2', readAt: '2026-10-01T00:00:00.000Z', cents: [12_000, null], seats: [3, 0] },
    { code: 'E3', readAt: null, cents: [null, null], seats: [0, 0] },
  ],
});

describe('changes to the prices of a rule', () => {
  const rule = makeRule('R', { rows: [row(null, 'A', 'ADULT'), row('E1', 'A', '3GP')] });

  it('keep a row in its place, take rows out and add new ones last', () => {
    const changed = applyChanges(rule, [
      { line: e1, column: a, ticketTypeCode: 'ADULT' },
      { line: e2, column: b, ticketTypeCode: '3GP' },
      { line: all, column: a, ticketTypeCode: null },
      { line: e1, column: b, ticketTypeCode: null },
    ]);
    expect(changed.rows).toEqual([row('E1', 'A', 'ADULT'), row('E2', 'B', '3GP')]);
    expect(changed.suiteRows).toEqual([]);
  });

  it('of one cell twice: the later counts', () => {
    const twice = ['X', 'Y'].map((ticketTypeCode) => ({ line: e2, column: a, ticketTypeCode }));
    expect(applyChanges(rule, twice).rows.at(-1)).toEqual(row('E2', 'A', 'Y'));
  });

  it('of suites name the suite or its tier', () => {
    const tier = column('S', { kind: 'tier', id: idOf('Gold'), name: 'Gold' });
    const suite = column('S', { kind: 'suite', id: idOf('12'), name: '12' });
    const changed = applyChanges(rule, [
      { line: all, column: tier, ticketTypeCode: 'SUITE' },
      { line: e1, column: suite, ticketTypeCode: 'SUITE' },
    ]);
    expect(changed.suiteRows).toEqual([
      { ...row(null, 'S', 'SUITE'), suiteId: null, suiteTierId: idOf('Gold') },
      { ...row('E1', 'S', 'SUITE'), suiteId: idOf('12'), suiteTierId: null },
    ]);
    expect(changed.rows).toEqual(rule.rows);
  });
});

describe('what a cell shows', () => {
  const show = (rows: ReturnType<typeof row>[], lines: Line[] = [all, e1, e2]) =>
    viewsOf({ lines, columns: [a] }, cellsOf(makeRule('R', { rows })), amounts).map(([view]) => view);

  it('is its own ticket type, or that of all events', () => {
    const [, one, other] = show([row(null, 'A', 'ADULT'), row('E1', 'A', '3GP')]);
    expect(one).toEqual({ code: '3GP', isOwn: true, leastCents: 9_000, mostCents: 9_000, mark: null });
    expect(other).toEqual({ code: 'ADULT', isOwn: false, leastCents: 12_000, mostCents: 12_000, mark: null });
  });

  it('of all events spans those without a price of their own', () => {
    expect(show([row(null, 'A', 'ADULT')])[0]).toMatchObject({ leastCents: 10_000, mostCents: 12_000 });
    expect(show([row(null, 'A', 'ADULT'), row('E2', 'A', 'ADULT')])[0]).toMatchObject({ mostCents: 10_000 });
  });

  it('is marked where the vendor has no amount, for some events or all, or was not read', () => {
    expect(show([row(null, 'A', '3GP')]).map((view) => view?.mark)).toEqual(['partly', null, 'missing']);
    expect(show([row('E3', 'A', 'ADULT')], [line('E3')])[0]?.mark).toBe('unread');
  });

  it('is nothing without a row', () => {
    expect(show([])[1]).toMatchObject({ code: null, mark: null });
  });
});

describe("the vendor's amounts", () => {
  it('offer ticket types with their least and most', () => {
    expect(amounts.ticketTypesAt(['E1', 'E2'], 'A')).toEqual([
      { code: '3GP', leastCents: 9_000, mostCents: 9_000, eventCount: 1 },
      { code: 'ADULT', leastCents: 10_000, mostCents: 12_000, eventCount: 2 },
    ]);
    expect(amounts.ticketTypesAt(['E3'], 'A')).toEqual([]);
  });

  it('count free seats of the classes that are asked for', () => {
    expect(amounts.seatsOf(['E1', 'E2'], ['FLEX'], 'A')).toBe(8);
    expect(amounts.seatsOf(['E1'], ['FLEX', 'CLUB'], 'A')).toBe(7);
    expect(amounts.seatsOf(['E1'], ['FLEX'], 'B')).toBe(0);
  });
});
