import { onTestFinished } from 'vitest';
import { openArchtics } from '../../server/modules/vendors/adapters/archtics/archtics.ts';
import type { CallerPace } from '../../server/modules/vendors/adapters/archtics/caller.ts';
import type { ArchticsConnection } from '../../server/modules/vendors/adapters/archtics/connection.ts';
import type { VendorHooks } from '../../server/modules/vendors/vendors.types.ts';
import { openScripted, type Script, watchHooks } from './scripted-vendor.ts';

/** Nobody waits for a vendor that a test scripts; a breaker that opened stays open. */
export const quickPace: CallerPace = {
  ...{ pollEvery: 1, pollUntil: 600_000, answerWithin: 60_000 },
  ...{ attempts: 3, firstPause: 1, firstBreak: 600_000 },
};
export const keys = { customer: 'ckey-1111', inventory: 'ikey-2222', hold: 'hkey-3333', buy: 'bkey-4444' };

/** The adapter, connected as the test says; closed when the test is over. */
export function connectArchtics(
  connection: Partial<ArchticsConnection>,
  given: Partial<VendorHooks> = {},
  pace: Partial<CallerPace> = {},
) {
  const { hooks, seen } = watchHooks(given);
  const usual = { baseUrl: '', dsn: 'team dsn', uid: 'FLEX', sourceName: 'attend_flex', keys, holdSeconds: null };
  const vendor = openArchtics({ ...usual, ...connection }, hooks, { ...quickPace, ...pace });
  onTestFinished(() => vendor.close());
  return { vendor, ...seen };
}

/** The adapter before a vendor that answers what the test says. */
export async function scriptArchtics(
  script: Script,
  given: Partial<VendorHooks & ArchticsConnection> = {},
  pace: Partial<CallerPace> = {},
) {
  const server = await openScripted(script);
  onTestFinished(() => server.close());
  return { server, ...connectArchtics({ baseUrl: server.url, ...given }, given, pace) };
}
