/** Sends values one at a time, of those that follow each other quickly only the last. */
export type Latest<T> = {
  /** Sends it after so many milliseconds, unless another comes. */
  put: (value: T, milliseconds: number) => void;
  /** Takes one back that could not be sent, unless a newer one waits. */
  putBack: (value: T, milliseconds: number) => void;
  waiting: () => T | null;
  isSending: () => boolean;
  /** Sends at once what waits. Resolves when that is done, whatever became of it. */
  flush: () => Promise<void>;
};

export function makeLatest<T>(send: (value: T) => Promise<void>): Latest<T> {
  let waiting: T | null = null;
  let isHeldBack = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | null = null;
  const later = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), milliseconds);
  };
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    if (sending !== null) {
      await sending;
      return waiting === null || isHeldBack ? undefined : flush();
    }
    if (waiting === null) return;
    const value = waiting;
    waiting = null;
    isHeldBack = false;
    sending = send(value).finally(() => {
      sending = null;
    });
    await sending;
    if (waiting !== null && !isHeldBack) await flush();
  };
  return {
    put(value, milliseconds) {
      waiting = value;
      isHeldBack = false;
      later(milliseconds);
    },
    putBack(value, milliseconds) {
      waiting ??= value;
      isHeldBack = true;
      later(milliseconds);
    },
    waiting: () => waiting,
    isSending: () => sending !== null,
    flush,
  };
}
