import {
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  isBrokenCircuitError,
} from 'cockatiel';
import { monotonic } from '../../../../core/clock.ts';
import { newId } from '../../../../core/ids.ts';
import { type CallOptions, type CallPurpose, VendorFailure, type VendorHooks } from '../../vendors.types.ts';
import { readAnswer } from './answer.ts';
import type { Command } from './command.ts';
import type { ArchticsConnection } from './connection.ts';
import { givenUp, pause, withinDeadline } from './deadline.ts';
import { openTransport, type Pace, type Sent, type Transport, usualPace } from './transport.ts';
import { envelopeOf, type Product, pathOf, products } from './wire.ts';

/** Asks one command within an operation. */
export type Call = <A>(command: Command<A>) => Promise<A>;
/** Runs one operation of a `Vendor`: all its commands within one limit of time. */
export type Operate = <T>(options: CallOptions, work: (call: Call) => Promise<T>) => Promise<T>;
export type Caller = { operate: Operate; close: () => Promise<void> };
/** Milliseconds, and how often a command that may be repeated is tried. */
export type CallerPace = Pace & { attempts: number; firstPause: number; firstBreak: number };

const usualCallerPace: CallerPace = { ...usualPace, attempts: 3, firstPause: 200, firstBreak: 1_000 };

/** Calls in a row without any answer, after which work that can wait is not sent to the vendor for a while. */
const mostSilent = 10;

/**
 * Sends commands to the vendor, repeats those that may be repeated, and writes down every one of them.
 *
 * A circuit breaker spares a vendor that is down, and the budget: after ten calls in a row without an answer, calls of
 * that purpose fail at once, until one that is let through is answered. Only synchronisation and new holds have one,
 * each its own, so that neither stops the other. Checkout has none: a cart that is being paid always gets its try,
 * whatever befell others before; nor has staff, who ask to see whether the vendor is back.
 */
export function openCaller(
  connection: ArchticsConnection,
  hooks: VendorHooks,
  pace: CallerPace = usualCallerPace,
): Caller {
  const transport = openTransport(connection.baseUrl, hooks, pace);
  const breakers: Breakers = { sync: openBreaker(pace), hold: openBreaker(pace), checkout: null, staff: null };
  const inFlight = new Set<Promise<unknown>>();
  let closing: Promise<void> | null = null;
  const finish = async () => {
    await Promise.allSettled(inFlight);
    await transport.close();
  };
  return {
    async operate(options, work) {
      if (closing !== null) throw new VendorFailure('unavailable', 'the connection was closed');
      const run = withinDeadline(options, (signal) => {
        const during = { ...options, signal };
        return work((command) => callOnce({ connection, hooks, pace, transport, breakers }, command, during));
      });
      inFlight.add(run);
      return run.finally(() => inFlight.delete(run));
    },
    close() {
      closing ??= finish();
      return closing;
    },
  };
}

type Breakers = Readonly<Record<CallPurpose, CircuitBreakerPolicy | null>>;
type Parts = {
  connection: ArchticsConnection;
  hooks: VendorHooks;
  pace: CallerPace;
  transport: Transport;
  breakers: Breakers;
};
type During = { purpose: CallPurpose; signal: AbortSignal; lineKey?: string | undefined };
type Counted = { attempts: number; polls: number };

async function callOnce<A>(parts: Parts, command: Command<A>, during: During): Promise<A> {
  const { hooks } = parts;
  const counted: Counted = { attempts: 0, polls: 0 };
  const startedAt = hooks.now();
  const began = monotonic();
  const record = (outcome: 'done' | VendorFailure['kind'], detail: string | null) =>
    hooks.record({
      operation: command.operation,
      purpose: during.purpose,
      eventCode: command.eventCode,
      startedAt,
      durationMs: Math.round(monotonic() - began),
      ...counted,
      outcome,
      detail,
    });
  try {
    const { answer, note } = await tryUntilAnswered(parts, command, during, counted);
    record('done', note);
    return answer;
  } catch (error) {
    // What never left is no call: the line and the breaker turn many away.
    const wasMade = counted.attempts > 0 || (error instanceof VendorFailure && error.kind === 'setup');
    if (wasMade) record(error instanceof VendorFailure ? error.kind : 'unknown', messageOf(error));
    throw error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof VendorFailure ? error.message : 'it ended by a fault of our own';
}

/** Repeats what may be repeated, with growing pauses that differ by chance. */
async function tryUntilAnswered<A>(parts: Parts, command: Command<A>, during: During, counted: Counted) {
  const { pace } = parts;
  let backoff = new ExponentialBackoff({ initialDelay: pace.firstPause, maxDelay: 2_000 }).next();
  let isPerhapsDone = false;
  for (let attempt = 1; ; attempt += 1) {
    const sentBefore = counted.attempts;
    try {
      return await tryOnce(parts, command, during, counted);
    } catch (error) {
      const failure: unknown = isPerhapsDone ? stillUnknown(error) : error;
      const isLast = attempt >= pace.attempts || counted.attempts === sentBefore || during.signal.aborted;
      if (isLast || !mayTryAgain(failure, command)) throw failure;
      isPerhapsDone ||= command.effect === 'same' && failure.kind === 'unknown';
      await pause(backoff.duration, during.signal).catch(() => {
        throw failure;
      });
      backoff = backoff.next(undefined);
    }
  }
}

/** Only a command whose second time changes nothing, and only when the vendor did not answer properly. */
function mayTryAgain<A>(error: unknown, { effect }: Command<A>): error is VendorFailure {
  if (effect === 'acts' || !(error instanceof VendorFailure)) return false;
  return error.kind === 'unavailable' || error.kind === 'unknown';
}

/** An earlier try may have been done, so that this one was not says nothing. A refusal does: the vendor looked. */
function stillUnknown(error: unknown): unknown {
  if (!(error instanceof VendorFailure) || error.kind === 'unknown' || error.kind === 'refused') return error;
  return new VendorFailure('unknown', `an earlier try had no answer; then: ${error.message}`);
}

async function tryOnce<A>(parts: Parts, command: Command<A>, during: During, counted: Counted) {
  const { connection, transport, breakers } = parts;
  const { purpose, signal, lineKey } = during;
  const ref = newId();
  const path = pathOf(command.request.product, connection.dsn, keyFor(connection, command.request.product));
  const body = envelopeOf(command.request, connection, ref);
  const send = () =>
    transport.send(
      { path, body },
      {
        purpose,
        signal,
        lineKey,
        isActing: command.effect !== 'reads',
        onRequest: (isPoll) => {
          counted[isPoll ? 'polls' : 'attempts'] += 1;
        },
      },
    );
  const sent = await guarded(breakers[purpose], send);
  return readAnswer(sent, command, { ref, secrets: Object.values(connection.keys) });
}

/** A key of a larger product may call a smaller one; a smaller one may not. */
function keyFor({ keys }: ArchticsConnection, product: Product): string {
  const able = products.slice(products.indexOf(product)).find((one) => keys[one] !== '');
  if (able === undefined) throw new VendorFailure('setup', `there is no key that may call ${product}`);
  return keys[able];
}

function openBreaker({ firstBreak }: CallerPace): CircuitBreakerPolicy {
  // Whatever was answered, a refusal or garbage too, shows a vendor that is there; so does a quota. A call that its
  // caller gave up says nothing.
  const isSilence = (error: Error) =>
    error instanceof VendorFailure &&
    (error.kind === 'unavailable' || error.kind === 'unknown') &&
    !error.message.endsWith(givenUp);
  return circuitBreaker(handleWhen(isSilence), {
    breaker: new ConsecutiveBreaker(mostSilent),
    halfOpenAfter: new ExponentialBackoff({ initialDelay: firstBreak, maxDelay: 30_000 }),
  });
}

async function guarded(breaker: CircuitBreakerPolicy | null, send: () => Promise<Sent>): Promise<Sent> {
  if (breaker === null) return send();
  // One call finds out whether the vendor is back; others do not wait for it.
  if (breaker.state === CircuitState.HalfOpen) throw turnedAway();
  try {
    return await breaker.execute(send);
  } catch (error) {
    throw isBrokenCircuitError(error) ? turnedAway() : error;
  }
}

function turnedAway(): VendorFailure {
  return new VendorFailure('unavailable', 'the vendor has not answered for a while: not sent');
}
