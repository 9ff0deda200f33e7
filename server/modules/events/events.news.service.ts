import type { StoreCtx } from '../../core/ctx.ts';
import { announce } from '../../core/live-changes.ts';

/** Tells open pages which events changed. */
export async function announceEvents(ctx: StoreCtx, changed: readonly { id: string; code: string }[]): Promise<void> {
  const data = { eventIds: changed.map(({ id }) => id), eventCodes: changed.map(({ code }) => code) };
  await announce(ctx, { topic: 'events.changed', data });
}
