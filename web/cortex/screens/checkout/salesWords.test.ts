import { describe, expect, it } from 'vitest';
import type { OrderSummary } from './salesApi.ts';
import { failureInWords, orderLook, outcomeInWords, seatsInWords, stepInWords, tookInWords } from './salesWords.ts';

const order = { attention: null, givenBackCount: 0, seatCount: 4, hasTickets: true } as OrderSummary;

describe('an order in a word', () => {
  it('is what staff must know first', () => {
    expect(orderLook(order).label).toBe('Sold');
    expect(orderLook({ ...order, hasTickets: false }).label).toBe('Tickets to come');
    expect(orderLook({ ...order, givenBackCount: 1, hasTickets: false }).label).toBe('1 of 4 given back');
    expect(orderLook({ ...order, givenBackCount: 4 }).label).toBe('Given back');
    expect(orderLook({ ...order, givenBackCount: 4, attention: 'again' }).label).toBe('Look at it');
  });
});

describe('seats in words', () => {
  it('are runs in their rows, whatever their order', () => {
    const seat = (rowName: string, seatNumber: number) => ({ sectionName: '101', rowName, seatNumber });
    expect(seatsInWords([seat('A', 3), seat('B', 9), seat('A', 2), seat('A', 7)])).toEqual([
      'Section 101, row A, seats 2–3, 7',
      'Section 101, row B, seat 9',
    ]);
  });
});

describe('a step of a purchase', () => {
  const at = '2026-11-22T04:26:44.000Z';
  const step = { kind: 'pay', begunAt: at, answeredAt: null, outcome: null } as const;

  it('says what was asked, what was answered and how long it took', () => {
    const answered = { ...step, answeredAt: '2026-11-22T04:26:45.500Z', outcome: 'sold' };
    expect([stepInWords(answered), outcomeInWords(answered, 'USD'), tookInWords(answered)]).toEqual([
      ...['Pay', 'Sold'],
      '1.5 s',
    ]);
  });

  it('has no outcome while it goes on, shows amounts as money, and any other word of the vendor as it is', () => {
    expect([outcomeInWords(step, 'USD'), tookInWords(step)]).toEqual([null, null]);
    expect(outcomeInWords({ ...step, kind: 'amount_due', outcome: '8200' }, 'USD')).toBe('$82.00');
    expect(outcomeInWords({ ...step, outcome: 'card_stolen' }, 'USD')).toBe('card stolen');
    expect(outcomeInWords({ ...step, kind: 'release', outcome: 'open' }, 'USD')).toBe('The seats are given back');
  });
});

describe('why nothing was sold', () => {
  const failure = { detail: null, notices: [], dueCents: null, retryAt: null };

  it('names the amount that was due, and what the vendor said', () => {
    expect(failureInWords({ ...failure, reason: 'amount_differs', dueCents: 9_000 }, 'USD')).toContain('$90.00');
    expect(failureInWords({ ...failure, reason: 'declined', detail: 'no funds' }, 'USD')).toContain('no funds');
  });
});
