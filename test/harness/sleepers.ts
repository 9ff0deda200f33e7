import type { TestClock } from './clock.ts';

/** Callers that wait on a test's clock: when all of them wait, the clock goes to the first who wants to be woken. */
export type Sleepers = {
  wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Work that may wait; all of it must be given before any of it can be awake alone. */
  run: <T>(work: readonly (() => Promise<T>)[]) => Promise<T[]>;
};

export function makeSleepers(clock: TestClock): Sleepers {
  let awake = 0;
  let asleep: { at: number; wake: () => void }[] = [];
  const turn = () => {
    if (awake > 0 || asleep.length === 0) return;
    const at = Math.min(...asleep.map((one) => one.at));
    clock.advance(Math.max(0, at - clock.now().getTime()));
    const due = asleep.filter((one) => one.at <= at);
    asleep = asleep.filter((one) => one.at > at);
    awake += due.length;
    for (const { wake } of due) wake();
  };
  const end = () => {
    awake -= 1;
    turn();
  };
  return {
    async wait(milliseconds) {
      const woken = new Promise<void>((wake) => {
        asleep.push({ at: clock.now().getTime() + milliseconds, wake });
      });
      end();
      await woken;
    },
    async run(work) {
      awake += work.length;
      return Promise.all(work.map((one) => one().finally(end)));
    },
  };
}
