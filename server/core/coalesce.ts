/**
 * Many calls, few runs: at most one run of `work` goes on and one waits. Every caller gets the end of a run that started
 * after its call, so what it saw before the call is seen by the run too.
 */
export function coalesce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let waiting: Promise<void> | null = null;
  const start = () => {
    running = work().finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    if (running === null) return start();
    waiting ??= running
      .catch(() => {}) // its own callers hear of it
      .then(() => {
        waiting = null;
        return start();
      });
    return waiting;
  };
}
