import { createHmac, randomBytes } from 'node:crypto';
import type { Ctx } from '../../core/ctx.ts';
import { seal, unseal } from '../../core/secrets.ts';

const prefix = 'whsec_';

/** A new secret of 256 bits, as receivers enter it into their libraries. */
export function makeSecret(): string {
  return prefix + randomBytes(32).toString('base64');
}

/** Sealed secrets open only for the endpoint they were made for. */
export function sealSecret(ctx: Ctx, endpointId: string, secret: string): Buffer {
  return seal(ctx.config.secretKey, purposeOf(endpointId), secret);
}

export function unsealSecret(ctx: Ctx, endpointId: string, sealed: Buffer): string {
  return unseal(ctx.config.secretKey, purposeOf(endpointId), sealed);
}

export type Signed = { id: string; at: Date; body: string };

/** The three headers of Standard Webhooks 1.0, with one signature for each secret. */
export function headersOf({ id, at, body }: Signed, secrets: readonly string[]): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signatures = secrets.map((secret) => `v1,${sign(secret, `${id}.${timestamp}.${body}`)}`);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

function sign(secret: string, content: string): string {
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  return createHmac('sha256', key).update(content).digest('base64');
}

function purposeOf(endpointId: string): string {
  return `webhook_endpoints.sealed_secret:${endpointId}`;
}
