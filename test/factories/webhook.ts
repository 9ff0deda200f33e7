import { createHmac, timingSafeEqual } from 'node:crypto';
import type { StoreFacts } from '../../server/core/ctx.ts';
import { enqueue } from '../../server/core/jobs.ts';
import { sweepWebhooksJob } from '../../server/modules/webhooks/webhooks.news.service.ts';
import type { TestApp } from '../harness/app.ts';
import type { Answer, TestClient } from '../harness/client.ts';
import { runJobs } from '../harness/jobs.ts';
import type { Received } from '../harness/receiver.ts';
import { done } from './shop.ts';

export type MadeWebhook = { id: string; secret: string; version: number; path: string };

/** An endpoint of the store, made by who may. */
export async function makeWebhook(
  staff: TestClient,
  store: Pick<StoreFacts, 'key'>,
  { url, messageTypes }: { url: string; messageTypes: readonly string[] },
): Promise<MadeWebhook> {
  const base = `/api/stores/${store.key}/webhooks`;
  const { id, secret, version } = done(await staff.post(base, { url, messageTypes }));
  return { id, secret, version, path: `${base}/${id}` };
}

/** Time passes, and what runs every minute runs. */
export async function pass(app: TestApp, milliseconds: number): Promise<void> {
  app.clock.advance(milliseconds);
  await enqueue(app.ctx, sweepWebhooksJob, {});
  await runJobs(app);
}

/** The deliveries of a store, newest first. */
export async function deliveriesOf(
  staff: TestClient,
  store: Pick<StoreFacts, 'key'>,
  query = '',
): Promise<Answer['body'][]> {
  return done(await staff.get(`/api/stores/${store.key}/webhook-deliveries${query}`)).items;
}

/**
 * A receiver's side of Standard Webhooks 1.0, written from its text and not from ours: one of the signatures must fit, and
 * the time must be within five minutes of `now`.
 */
export function isGenuine({ headers, body }: Received, secret: string, now: Date): boolean {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    String(headers[name] ?? ''),
  );
  if (!secret.startsWith('whsec_') || Math.abs(now.getTime() / 1_000 - Number(timestamp)) > 300) return false;
  const hmac = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'));
  const expected = hmac.update(`${id}.${timestamp}.${body}`).digest();
  return String(signatures)
    .split(' ')
    .some((one) => {
      const [version, text = ''] = one.split(',');
      const given = Buffer.from(text, 'base64');
      return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
    });
}
