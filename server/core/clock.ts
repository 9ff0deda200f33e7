/**
 * The one clock. `now()` is the database's time in UTC milliseconds: this machine's clock plus an offset measured
 * against the database. Nothing else in the server reads a clock, and repository SQL never calls `now()`.
 */
export type Clock = {
  now: () => Date;
  /** The same in milliseconds, for who asks thousands of times a second. */
  milliseconds?: () => number;
};
export type ServerClock = Clock & {
  /** Measures the offset again; keeps the old one when the database does not answer. */
  measure: () => Promise<void>;
  /** Milliseconds this machine is behind the database. */
  offset: () => number;
};

/** Asks the database for its time, in milliseconds. */
export type DatabaseTime = () => Promise<number>;

/** A clock that follows the database. The offset is taken at the middle of the fastest of three round trips. */
export async function openClock(databaseTime: DatabaseTime): Promise<ServerClock> {
  let offset = await measureOffset(databaseTime);
  const milliseconds = () => Math.round(Date.now() + offset);
  return {
    milliseconds,
    now: () => new Date(milliseconds()),
    offset: () => offset,
    async measure() {
      offset = await measureOffset(databaseTime).catch(() => offset);
    },
  };
}

/** Milliseconds between measurements: quartz clocks drift by a few milliseconds in that time at most. */
const measureEvery = 30_000;

/** Measures again every 30 s until the answered function is called. A clock that is set by tests is left alone. */
export function keepMeasuring(clock: Clock | ServerClock): () => void {
  if (!('measure' in clock)) return () => {};
  const timer = setInterval(() => void clock.measure(), measureEvery).unref();
  return () => clearInterval(timer);
}

/** Milliseconds since some fixed moment; for durations only. */
export function monotonic(): number {
  return performance.now();
}

async function measureOffset(databaseTime: DatabaseTime): Promise<number> {
  let best = { trip: Number.POSITIVE_INFINITY, offset: 0 };
  for (let round = 0; round < 3; round += 1) {
    const sent = Date.now();
    const start = performance.now();
    const answered = await databaseTime();
    const trip = performance.now() - start;
    if (trip < best.trip) best = { trip, offset: answered - (sent + trip / 2) };
  }
  return best.offset;
}
