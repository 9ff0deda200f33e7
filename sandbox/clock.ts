/** The sandbox's time in milliseconds: that of its machine, or a test's, moved forward on request. */
export type Clock = {
  now: () => number;
  /** How far it was moved. */
  offset: () => number;
  advance: (ms: number) => void;
  /** Time stands still at `at` while `work` runs, so that the same work at the same time has the same effect. */
  at: <T>(at: number, work: () => T) => T;
};

export function makeClock(base: () => number): Clock {
  let offset = 0;
  let stillAt: number | null = null;
  return {
    now: () => stillAt ?? base() + offset,
    offset: () => offset,
    advance(ms) {
      offset += ms;
    },
    at(at, work) {
      const before = stillAt;
      stillAt = at;
      try {
        return work();
      } finally {
        stillAt = before;
      }
    },
  };
}
