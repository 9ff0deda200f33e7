import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Choice } from '../../../shared/contract/carts.ts';
import { type Keeping, makeCartDesk } from './cart.ts';

/** A server that answers when it is told to. */
type Call = { method: string; body: Choice; answer: (status?: number) => Promise<void>; drop: () => Promise<void> };
let calls: Call[];
let kept: Choice | null;
const keeping: Keeping = {
  read: () => kept,
  write: (choice) => {
    kept = choice;
  },
};

beforeEach(() => {
  vi.useFakeTimers();
  calls = [];
  kept = null;
  vi.stubGlobal('fetch', (_: string, { method, body }: { method: string; body?: string }) => {
    return new Promise<Response>((resolve, reject) => {
      const choice = JSON.parse(body ?? 'null');
      calls.push({
        method,
        body: choice,
        async answer(status = 200) {
          const cart = method === 'GET' ? { cart: null } : cartOf(choice);
          const problem = { code: 'cart.fixed', status, title: 'Fixed', detail: '' };
          resolve(new Response(JSON.stringify(status === 200 ? cart : problem), { status }));
          await vi.advanceTimersByTimeAsync(0);
        },
        async drop() {
          reject(new TypeError('no connection'));
          await vi.advanceTimersByTimeAsync(0);
        },
      });
    });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function choiceOf(...codes: string[]): Choice {
  const events = codes.map((eventCode) => ({ eventCode, suiteId: null }));
  return { packId: null, packageId: null, partySize: 2, accessibleSeats: 0, events, addOns: [], forOrderId: null };
}

function cartOf(choice: Choice) {
  const events = choice.events.map((event) => ({ ...event, state: 'pending', seats: [] }));
  return { ...choice, events, id: 'c', version: 1, state: 'choosing', quote: { findings: [] }, notices: [] };
}

const codesIn = (choice: Choice | null | undefined) => choice?.events.map(({ eventCode }) => eventCode).join('');

describe('a choice', () => {
  it('is shown at once and sent a moment after the last click', async () => {
    const desk = makeCartDesk('w', keeping);
    desk.put(choiceOf('A'));
    desk.put(choiceOf('A', 'B'));
    expect(codesIn(desk.state.get().choice)).toBe('AB');
    expect(calls).toEqual([]);
    await vi.advanceTimersByTimeAsync(400);
    expect(calls.map(({ method, body }) => [method, codesIn(body)])).toEqual([['PUT', 'AB']]);
    await calls[0]?.answer();
    expect(desk.state.get()).toMatchObject({ isSaving: false, problem: null });
    expect(kept).toBeNull();
  });

  it('made while an older one is on its way is not overtaken by it', async () => {
    const desk = makeCartDesk('w', keeping);
    desk.put(choiceOf('A'));
    await vi.advanceTimersByTimeAsync(400);
    desk.put(choiceOf('A', 'B'));
    await vi.advanceTimersByTimeAsync(400);
    expect(calls).toHaveLength(1);
    await calls[0]?.answer();
    expect(codesIn(desk.state.get().choice)).toBe('AB');
    expect(calls.map(({ body }) => codesIn(body))).toEqual(['A', 'AB']);
    await calls[1]?.answer();
    expect([codesIn(desk.state.get().choice), desk.state.get().isSaving]).toEqual(['AB', false]);
  });

  it('stays the same when the server answers with it, so that nothing is drawn anew', async () => {
    const desk = makeCartDesk('w', keeping);
    desk.put(choiceOf('A'));
    const { choice } = desk.state.get();
    await vi.advanceTimersByTimeAsync(400);
    await calls[0]?.answer();
    expect(desk.state.get().cart?.id).toBe('c');
    expect(desk.state.get().choice).toBe(choice);
  });

  it('is kept while the server cannot be reached, and sent when it can', async () => {
    const desk = makeCartDesk('w', keeping);
    desk.put(choiceOf('A'));
    await vi.advanceTimersByTimeAsync(400);
    await calls[0]?.drop();
    expect(desk.state.get()).toMatchObject({ isOffline: true, isSaving: true });
    expect(codesIn(kept)).toBe('A');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(codesIn(calls[1]?.body)).toBe('A');
    await calls[1]?.answer();
    expect(desk.state.get()).toMatchObject({ isOffline: false, isSaving: false });
  });

  it('that could not be read is read again when the server can be reached', async () => {
    const desk = makeCartDesk('w', keeping);
    void desk.refresh();
    await calls[0]?.drop();
    expect(desk.state.get()).toMatchObject({ isOffline: true, isLoading: false });
    await vi.advanceTimersByTimeAsync(5_000);
    await calls[1]?.answer();
    expect([calls.map(({ method }) => method), desk.state.get().isOffline]).toEqual([['GET', 'GET'], false]);
  });

  it('that was not sent before a reload is sent after it', async () => {
    kept = choiceOf('A', 'C');
    const desk = makeCartDesk('w', keeping);
    void desk.refresh();
    await calls[0]?.answer();
    expect(codesIn(desk.state.get().choice)).toBe('AC');
    await vi.advanceTimersByTimeAsync(1);
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'PUT']);
  });

  it('that is refused says why, and the cart is read again', async () => {
    const desk = makeCartDesk('w', keeping);
    desk.put(choiceOf('A'));
    await vi.advanceTimersByTimeAsync(400);
    await calls[0]?.answer(409);
    expect(desk.state.get().problem?.code).toBe('cart.fixed');
    expect(calls.map(({ method }) => method)).toEqual(['PUT', 'GET']);
    await calls[1]?.answer();
    expect(desk.state.get().choice).toBeNull();
  });

  it('without keeping stays in the page', async () => {
    const desk = makeCartDesk('w', null);
    desk.put(choiceOf('A'));
    await vi.advanceTimersByTimeAsync(5_000);
    expect([calls.length, codesIn(desk.state.get().choice)]).toEqual([0, 'A']);
  });
});
