import { act, cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cart } from '../../../../shared/contract/carts.ts';
import type { ProgramContent } from '../../../../shared/contract/program-content.ts';
import { makePageData } from '../../../../test/factories/page-data.ts';
import { idOf, makeContent, makeRule } from '../../../../test/factories/program-content.ts';
import { AppContext } from '../../app/context.ts';
import { openApp } from '../../app/open.ts';
import { en } from '../../words/en.ts';
import { ChooseStep } from './ChooseStep.tsx';
import { buyerIn, capsOf } from './useCaps.ts';

beforeEach(() => {
  vi.useFakeTimers(); // so that nothing is sent
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  localStorage.clear();
});

const codes = ['A', 'B', 'C'];
const seatCap = (eventCode: string, already: number) => ({
  ...{ code: 'cap.seats_per_event', severity: 'error' as const, at: `/events/${eventCode}` },
  params: { eventCode, cap: 4, already },
});

function makeCart(findings: Cart['quote']['findings'], rest: Partial<Cart> = {}): Cart {
  return {
    ...{ id: idOf('cart'), version: 1, state: 'choosing', forOrderId: null, packId: null, packageId: null },
    program: { id: idOf('program'), releaseNumber: 1, isActive: true },
    ...{ partySize: 2, accessibleSeats: 0, addOns: [], expiresAt: null, notices: [], names: null },
    events: codes.map((eventCode) => ({ eventCode, suiteId: null, state: 'pending', seats: [] })),
    quote: { ruleId: null, lines: [], totalCents: 0, findings },
    ...rest,
  };
}

function showChoosing(definition: Partial<ProgramContent['definition']> = {}) {
  const content = makeContent({
    definition: { minEvents: 2, ...definition },
    eventCodes: codes,
    rules: [makeRule('all')],
  });
  const app = openApp({ data: makePageData(content, codes), words: en, Step: ChooseStep, preview: null });
  render(
    <AppContext value={app}>
      <ChooseStep />
    </AppContext>,
  );
  return app;
}

const card = (name: string) => screen.getByRole('checkbox', { name: new RegExp(`^Game ${name}`) });
/** Why a card cannot be ticked; null: it can. */
const refusalOf = (name: string) => {
  if (card(name).getAttribute('aria-disabled') !== 'true') return null;
  return document.getElementById(card(name).getAttribute('aria-describedby') ?? '')?.textContent;
};

describe('a game a cap leaves no room for', () => {
  const fanCaps = { seatsPerEvent: 4, events: null, plans: null };

  it('is not offered, and says why', () => {
    const app = showChoosing({ fanCaps });
    expect(refusalOf('B')).toBeNull();
    const events = [{ eventCode: 'A', suiteId: null, state: 'pending' as const, seats: [] }];
    act(() => app.cart.take(makeCart([{ ...seatCap('B', 3), severity: 'info' }], { events })));
    expect(refusalOf('B')).toBe('You can have 4 seats in all');
    expect(refusalOf('C')).toBeNull();
    act(() => card('B').click());
    expect(app.cart.state.get().choice?.events.map(({ eventCode }) => eventCode)).toEqual(['A']);
    // one person fits beside the three seats the fan has
    const { choice } = app.cart.state.get();
    if (choice === null) throw new Error('a game is chosen');
    act(() => app.cart.put({ ...choice, partySize: 1 }));
    expect(refusalOf('B')).toBeNull();
  });

  it('can be given back when it was chosen before', () => {
    const app = showChoosing({ fanCaps });
    act(() => app.cart.take(makeCart([seatCap('B', 3)])));
    expect(refusalOf('B')).toBeNull();
    act(() => card('B').click());
    expect(refusalOf('B')).toBe('You can have 4 seats in all');
  });

  it('is none of those chosen once these are as many as a fan may have', () => {
    showChoosing({ fanCaps: { seatsPerEvent: null, events: 2, plans: null } });
    act(() => card('A').click());
    expect(refusalOf('B')).toBeNull();
    act(() => card('B').click());
    expect([refusalOf('A'), refusalOf('B'), refusalOf('C')]).toEqual([null, null, 'The limit is 2 per fan.']);
  });

  it('is told by the same buyer as long as nothing else is known of them', () => {
    expect(buyerIn(makeCart([seatCap('B', 3)]))).toBe(buyerIn(makeCart([seatCap('B', 3)])));
    expect(buyerIn(makeCart([seatCap('B', 3)])).seatsByEvent).toEqual(new Map([['B', 3]]));
    expect(buyerIn(null).seatsByEvent.size).toBe(0);
  });
});

describe('a fan who has as many seats of a game as one may have', () => {
  it('is told by the plan, and no more when the game is taken out', () => {
    const app = showChoosing();
    act(() => app.cart.take(makeCart([])));
    const plan = () => within(screen.getByRole('region', { name: 'Your plan' }));
    expect(plan().getByText('Your plan is complete.')).toBeTruthy();
    act(() => app.cart.take(makeCart([seatCap('B', 3)])));
    expect(plan().getByText('Game B: you can have 4 seats in all.')).toBeTruthy();
    expect(plan().queryByText('Your plan is complete.')).toBeNull();
    act(() => screen.getByRole('checkbox', { name: /^Game B/ }).click());
    expect(plan().queryByText(/you can have/)).toBeNull();
    expect(plan().getByText('Your plan is complete.')).toBeTruthy();
  });
});

it.each([
  ['a party that fits beside what the fan has', [seatCap('A', 3)], { partySize: 1 }, 0],
  ['a party that is too many', [seatCap('A', 3)], { partySize: 2 }, 1],
  ['fewer games than before', [{ ...seatCap('', 3), code: 'cap.events' }], { codes: ['A'] }, 0],
  ['as many games as before', [{ ...seatCap('', 3), code: 'cap.events' }], { codes: ['A', 'B'] }, 1],
  ['another plan', [{ ...seatCap('', 0), code: 'cap.plans', params: { cap: 1 } }], {}, 1],
  ['anything else that is wrong', [{ ...seatCap('', 0), code: 'party.size' }], {}, 0],
] as const)('of %s the plan says what holds for it as it is now', (_, findings, now, count) => {
  const cart = makeCart([...findings]);
  expect(capsOf(cart, { codes, partySize: 2, ...now })).toHaveLength(count);
  expect(capsOf({ ...cart, state: 'holding' }, { codes, partySize: 2, ...now })).toEqual([]);
});
