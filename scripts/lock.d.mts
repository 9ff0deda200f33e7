export type Lock =
  | { holder: null; note: (text: string) => void; release: () => void }
  | { holder: { pid: number; note: string } };

/** Takes the lock, which lasts until it is released or this process dies in any way; or says who holds it. */
export function takeLock(file: string): Lock;
