import type { SellerTaps } from './seller.ts';

/** A place in the work of a process: the n-th statement of a name, or call at the vendor, and which side of it. */
export type Point = { kind: 'statement' | 'call'; name: string; nth: number; side: 'before' | 'after' };

export function nameOf({ side, kind, name, nth }: Point): string {
  return `${side} ${kind} ${name}${nth === 1 ? '' : ` (${nth})`}`;
}

type Seen = Omit<Point, 'side'>;

/** Writes down everything that a process does while it is recording, in its order. */
export function recordSteps(): { taps: SellerTaps; steps: Seen[] } {
  const steps: Seen[] = [];
  const note = (kind: Point['kind'], name: string) => {
    steps.push({ kind, name, nth: steps.filter((one) => one.kind === kind && one.name === name).length + 1 });
  };
  const taps: SellerTaps = {
    statements: { before: (name) => note('statement', name) },
    calls: { before: ({ operation }) => note('call', operation) },
  };
  return { taps, steps };
}

/** True for what lasts when the process dies: commits, writes outside of a transaction, and what the vendor was told. */
export function isDurable({ kind, name }: Seen): boolean {
  return kind === 'call' || /^commit$|^carts\.(un)?lease$|^checkout\.(advance|lease|postpone)/.test(name);
}

/** Does `act` once, when the process comes to the point; nothing before `arm` is called. */
export function atPoint(point: Point, act: () => Promise<void> | void) {
  let seen: number | null = null;
  let isDone = false;
  const meet = (side: Point['side'], kind: Point['kind']) => async (name: string) => {
    if (seen === null || isDone || kind !== point.kind || name !== point.name) return;
    if (side === 'before') seen += 1;
    if (side !== point.side || seen !== point.nth) return;
    isDone = true;
    await act();
  };
  const taps: SellerTaps = {
    statements: { before: meet('before', 'statement'), after: meet('after', 'statement') },
    calls: {
      before: ({ operation }) => meet('before', 'call')(operation),
      after: ({ operation }) => meet('after', 'call')(operation),
    },
  };
  return {
    taps,
    arm: () => {
      seen = 0;
    },
    wasMet: () => isDone,
  };
}
