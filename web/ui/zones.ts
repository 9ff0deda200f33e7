const dayMilliseconds = 86_400_000;

/** The instant at which a day (`2026-10-01`) begins in a time zone; with `plusDays: 1`, the instant at which it ends. */
export function startOfDay(day: string, zone: string, plusDays = 0): string {
  const midnight = Date.parse(`${day}T00:00:00.000Z`) + plusDays * dayMilliseconds;
  // The offset is that of the instant sought: a second look corrects a guess on the other side of a clock change.
  const guess = midnight - offsetAt(midnight, zone);
  return new Date(midnight - offsetAt(guess, zone)).toISOString();
}

/** Milliseconds the zone's clocks are ahead of UTC. */
function offsetAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(new Date(instant));
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(instant / 1000) * 1000;
}
