/** Takes things as they come and has them written in batches, one after another. */
export type Writer<T> = {
  /** Comes back when there is room for more; throws what stopped the writing. */
  add: (item: T) => Promise<void>;
  /** Waits for all that was added; throws what stopped the writing. */
  end: () => Promise<void>;
};

/**
 * What is there when the last batch is done is the next one, at most so many: where things come slowly each is written by
 * itself at once, and where they come quickly many share a commit. After a failure nothing more is written.
 */
export function openWriter<T>(most: number, write: (items: readonly T[]) => Promise<void>): Writer<T> {
  const waiting: T[] = [];
  let running: Promise<void> | null = null;
  let batch: Promise<void> = Promise.resolve();
  let failure: { error: unknown } | null = null;
  const run = async () => {
    try {
      while (waiting.length > 0) {
        batch = write(waiting.splice(0, most));
        await batch;
      }
    } catch (error) {
      failure = { error };
    } finally {
      running = null;
    }
  };
  const refuse = () => {
    if (failure !== null) throw failure.error;
  };
  return {
    async add(item) {
      refuse();
      waiting.push(item);
      running ??= run();
      // the next batch takes what waits as soon as this one is written
      if (waiting.length >= most) await batch;
      refuse();
    },
    async end() {
      while (running !== null) await running;
      refuse();
    },
  };
}
