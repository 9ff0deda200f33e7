import { leaseTime } from './vendors.line.service.ts';
import type { Quota } from './vendors.windows.service.ts';

/** What is left of a lease, to be taken from the second in which it was to end. */
export type Rest = { count: number; endsAt: Date };
/** Requests a process was given beforehand. */
export type Lease = {
  /** Sends one if the lease has one; false: ask. */
  take: (now: Date) => boolean;
  /** One was sent that was asked for. */
  note: (now: Date) => void;
  /** Ends the lease: what is left of it, and how large the next one should be. */
  end: (now: Date) => { rest: Rest | null; wanted: number };
  start: (count: number, now: Date) => void;
};

/** The quota a minute from which requests are leased. */
const leasedFrom = 600;

/** As many as were sent in the second before, so that a process that is quiet takes nothing it does not send. */
export function openLease({ perMinute }: Quota): Lease {
  const most = perMinute !== null && perMinute >= leasedFrom ? Math.floor(perMinute / 60) : 0;
  let rest: Rest = { count: 0, endsAt: new Date(0) };
  let sent = { second: 0, count: 0, before: 0 };
  const note = (now: Date) => {
    sent = countedAt(sent, now);
    sent.count += 1;
  };
  return {
    note,
    take(now) {
      if (rest.count === 0 || now >= rest.endsAt) return false;
      rest = { ...rest, count: rest.count - 1 };
      note(now);
      return true;
    },
    end(now) {
      const ended = rest;
      rest = { count: 0, endsAt: now };
      sent = countedAt(sent, now);
      return { rest: ended.count > 0 ? ended : null, wanted: Math.min(most, Math.max(sent.count, sent.before)) };
    },
    start(count, now) {
      rest = { count, endsAt: new Date(now.getTime() + leaseTime) };
    },
  };
}

type Sent = { second: number; count: number; before: number };

function countedAt(sent: Sent, now: Date): Sent {
  const second = Math.floor(now.getTime() / 1_000);
  if (sent.second === second) return sent;
  return { second, count: 0, before: sent.second === second - 1 ? sent.count : 0 };
}
