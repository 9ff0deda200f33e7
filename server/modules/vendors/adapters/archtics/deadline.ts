import { setTimeout as after } from 'node:timers/promises';
import { type CallOptions, type CallPurpose, VendorFailure } from '../../vendors.types.ts';

/**
 * For who does not say. The vendor may be polled for ten minutes; a person does not wait that long, but a payment must
 * not be given up while it is being worked on.
 */
const usual: Readonly<Record<CallPurpose, number>> = {
  checkout: 600_000,
  hold: 60_000,
  staff: 60_000,
  sync: 600_000,
};

/** How the reason of a call ends that its caller does not want any more. */
export const givenUp = 'given up by the caller';
/** What a timer takes. */
const longest = 2 ** 31 - 1;

/** Runs work under one limit of time for all of it: budget, requests, polls, pauses and retries. */
export async function withinDeadline<T>(options: CallOptions, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { purpose, timeoutMs = usual[purpose], signal } = options;
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new Error(`no answer within ${timeoutMs} ms`)),
    Math.min(timeoutMs, longest),
  );
  const giveUp = () => controller.abort(new Error(givenUp));
  if (signal?.aborted === true) giveUp();
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}

/** Why a call that was cut off ended. */
export function reasonOf(signal: AbortSignal): string {
  return signal.reason instanceof Error ? signal.reason.message : 'cut off';
}

/** Waits; a call that is cut off meanwhile may have been done or not. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await after(milliseconds, undefined, { signal });
  } catch {
    throw new VendorFailure('unknown', reasonOf(signal));
  }
}
