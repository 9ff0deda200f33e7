import type { SeasonAmounts } from '../../../../../../shared/contract/inventory.pricing.ts';

/** Free seats of all events by class name, most first; empty while nothing was read. */
export function seatsByClass(
  amounts: Pick<SeasonAmounts, 'kinds' | 'events'> | undefined,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [index, [className]] of (amounts?.kinds ?? []).entries()) {
    const free = (amounts?.events ?? []).reduce((sum, { seats }) => sum + (seats[index] ?? 0), 0);
    counts.set(className, (counts.get(className) ?? 0) + free);
  }
  return new Map([...counts].toSorted(([, one], [, other]) => other - one));
}
