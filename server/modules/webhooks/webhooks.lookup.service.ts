import type { Ctx } from '../../core/ctx.ts';
import type { Reach } from '../../core/outbound.ts';
import { problem } from '../../core/problem.ts';
import type { EndpointRow } from './webhooks.endpoints.repository.ts';

export function existing(row: EndpointRow | null): EndpointRow {
  if (row === null) throw problem('webhook.not_found');
  return row;
}

/** How people know an endpoint. */
export function nameOf({ url, description }: Pick<EndpointRow, 'url' | 'description'>): string {
  return description === '' ? new URL(url).host : description;
}

/** Production calls public addresses over https only; demo and tests may also call this machine. */
export function reachOf(ctx: Ctx): Reach {
  return { allowsLoopback: ctx.config.mode !== 'production' };
}
