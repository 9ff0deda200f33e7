/** What a tab keeps of one cart, so that a reload loses nothing. A browser that keeps nothing is no error. */
export type Keeping<T> = { read: () => T | null; write: (value: T | null) => void };

export function keepIn<T>(name: string, isRight: (value: unknown) => value is T, storage = tabStorage): Keeping<T> {
  return {
    read() {
      try {
        const found: unknown = JSON.parse(storage()?.getItem(name) ?? 'null');
        return isRight(found) ? found : null;
      } catch {
        return null;
      }
    },
    write(value) {
      try {
        if (value === null) storage()?.removeItem(name);
        else storage()?.setItem(name, JSON.stringify(value));
      } catch {
        // full, or not allowed: the page works as long as it stays open
      }
    },
  };
}

/** Browsers that keep nothing throw on a mere look at it. */
function tabStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
