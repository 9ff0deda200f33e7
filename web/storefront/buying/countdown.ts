/** Seconds left at which a hold's end is said aloud; in between the clock is silent. */
const saidAt = [300, 120, 60, 30];

/** Whole seconds until an instant, never less than none. Both in UTC milliseconds. */
export function secondsLeft(until: number, now: number): number {
  return Math.max(0, Math.ceil((until - now) / 1_000));
}

/** What is to be said aloud between two looks at the clock; null: nothing. */
export function announcement(before: number | null, left: number): number | null {
  if (before === null) return null;
  return saidAt.find((at) => before > at && left <= at && left > 0) ?? null;
}

/** `8:05`. */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
