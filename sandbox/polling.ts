import { type Random, token } from './random.ts';

/** The cookies of one call that is polled. */
export type Ticket = { SID: string; CID: string; QTKN: string };
/** Cookies as they came; a first request has none of them. */
export type SentTicket = Partial<Ticket>;
/** A call as it must be repeated: `request` is everything that must be the same. */
export type PolledCall<A> = { cmd: string; request: string; answer: A; polls: number; readyAt: number };
/** What a poll is told: to come again, perhaps with a changed cookie, or the answer. */
export type Progress<A> = { step: 'again'; changed: SentTicket } | { step: 'done'; answer: A };

/**
 * Calls that are answered 202 first. Their work was done when they came, once; a poll only asks for the answer. It is
 * the same complete request with the latest cookies, and `QTKN` changes with every second 202. The answer can be asked
 * for again for a while, in case it was lost on its way.
 */
export type Polling<A> = {
  begin: (call: PolledCall<A>, now: number) => Ticket;
  /** The command of a call that is waiting; null when these are not its cookies, or this is not its request. */
  find: (sent: SentTicket, request: string, now: number) => string | null;
  /** The next answer to a poll that was found. When it will be lost the cookies stay as they are. */
  step: (sent: SentTicket, now: number, isLost: boolean) => Progress<A> | null;
  waiting: () => number;
  clear: () => void;
};

/** For so long a call may be polled, and its answer be asked for again. */
const patience = 600_000;
const keptAfterwards = 30_000;
/** Past this the oldest are forgotten: an answer may be a hundred kilobytes. */
const mostWaiting = 1000;

type Waiting<A> = PolledCall<A> & { ticket: Ticket; polled: number; until: number };

export function makePolling<A>(random: Random): Polling<A> {
  const calls = new Map<string, Waiting<A>>();
  return {
    begin(call, now) {
      forget(calls, now);
      const ticket = { SID: token(random), CID: token(random), QTKN: token(random) };
      calls.set(ticket.SID, { ...call, ticket, polled: 0, until: now + patience });
      return ticket;
    },
    find(sent, request, now) {
      const call = calls.get(sent.SID ?? '');
      if (call === undefined || call.until <= now || call.request !== request) return null;
      return call.ticket.CID === sent.CID && call.ticket.QTKN === sent.QTKN ? call.cmd : null;
    },
    step(sent, now, isLost) {
      const call = calls.get(sent.SID ?? '');
      if (call === undefined) return null;
      if (now >= call.readyAt && call.polled >= call.polls) {
        if (!isLost) call.until = Math.min(call.until, now + keptAfterwards);
        return { step: 'done', answer: call.answer };
      }
      call.polled += 1;
      if (isLost || call.polled % 2 === 1) return { step: 'again', changed: {} };
      call.ticket = { ...call.ticket, QTKN: token(random) };
      return { step: 'again', changed: { QTKN: call.ticket.QTKN } };
    },
    waiting: () => calls.size,
    clear: () => calls.clear(),
  };
}

function forget<A>(calls: Map<string, Waiting<A>>, now: number) {
  for (const [sid, { until }] of calls) if (until <= now || calls.size >= mostWaiting) calls.delete(sid);
}
