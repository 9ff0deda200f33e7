/** What can be undone and done again. */
export type History<T> = {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** Changes of one key that follow each other are one step, such as those of one drag. */
  key: string | null;
};

const most = 200;

export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [], key: null };
}

export function commit<T>(history: History<T>, present: T, key: string | null = null): History<T> {
  if (present === history.present) return history;
  const isSameStep = key !== null && key === history.key;
  const past = isSameStep ? history.past : [...history.past, history.present].slice(-most);
  return { past, present, future: [], key };
}

export function undo<T>({ past, present, future, key }: History<T>): History<T> {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future, key };
  return { past: past.slice(0, -1), present: before, future: [present, ...future], key: null };
}

export function redo<T>({ past, present, future, key }: History<T>): History<T> {
  const [after, ...rest] = future;
  if (after === undefined) return { past, present, future, key };
  return { past: [...past, present], present: after, future: rest, key: null };
}
