import type { World, WorldOptions } from '../types.ts';
import { makeActs } from './acts.ts';
import { checkState, holdsOf, ledgerOf } from './ledger.ts';
import { fromSnapshot, takeSnapshot } from './snapshot.ts';
import { expireCarts, makeState, type State, stockOf } from './state.ts';

/** A world with what its commands work on. */
export type VendorWorld = World & {
  state: () => State;
  /** Grows with every state that was taken over: what was remembered of another one is void. */
  epoch: () => number;
};

/** A vendor with one team's season. What it begins with follows from the seed, the size and the time it is made. */
export function makeWorld(options: WorldOptions): VendorWorld {
  let state = makeState(options, options.now());
  let epoch = 1;
  const now = () => {
    expireCarts(state);
    return state;
  };
  return {
    state: () => state,
    epoch: () => epoch,
    changes: () => state.changes,
    snapshot: () => takeSnapshot(now()),
    restore(snapshot) {
      const next = fromSnapshot(options, snapshot);
      next.changes = state.changes + 1;
      state = next;
      epoch += 1;
    },
    ledger: () => ledgerOf(state),
    holds: () => holdsOf(now()),
    charges: () => [...state.charges],
    check: () => checkState(now()),
    summary: () => summaryOf(now()),
    acts: makeActs(() => state),
  };
}

function summaryOf(state: State): Record<string, number | string> {
  const first = state.events[0]?.facts.date ?? '';
  const last = state.events.map(({ facts }) => facts.date).reduce((one, other) => (one > other ? one : other), first);
  const active = state.events.filter(({ status }) => status === 'ACTIVE');
  return {
    events: state.events.length,
    firstEvent: first,
    lastEvent: last,
    freeSeats: active.reduce((sum, event) => sum + stockOf(state, event).freeCount, 0),
    customers: state.customers.size,
    openCarts: state.open.size,
    orders: state.orders.size,
    seatsInOrders: [...state.orders.values()].reduce(
      (sum, { lines }) => sum + lines.filter(({ status }) => status === 'SOLD').length,
      0,
    ),
  };
}
