import { z } from 'zod';
import { type Ctx, type StoreCtx, withStore } from '../../core/ctx.ts';
import { faultFacts } from '../../core/http/errors.ts';
import { platformJob, storeJob } from '../../core/jobs.ts';
import { SeatsTried } from '../carts/carts.news.service.ts';
import { listEveryStore } from '../stores/stores.registry.service.ts';
import { listHeld, listNotices } from './insights.follow.reader.ts';
import * as trails from './insights.trails.repository.ts';
import type { Trail } from './insights.types.ts';

/** Recurring: what carts hold and were told, of every store. */
export const followCartsJob = platformJob('insights.follow_carts', z.strictObject({}));
export const noteTriedJob = storeJob('insights.note_tried', SeatsTried);

/** Milliseconds that a look reaches back; more than lies between two looks, so that a late one misses nothing. */
const reach = 15 * 60_000;

/** One store's failure leaves the others as they are. */
export async function followEveryStore(ctx: Ctx): Promise<void> {
  for (const store of await listEveryStore(ctx)) {
    await followCarts(withStore(ctx, store)).catch((error: unknown) => {
      ctx.log.warn({ err: faultFacts(error), store: store.key }, 'insights: carts could not be followed');
    });
  }
}

const untouched = { heldAt: null, lostAt: null, refusedAt: null, goneAt: null };

/** The job: writes down what came of asking for seats, as it happened. Done twice it ends in the same. */
export async function noteTried(ctx: StoreCtx, { cartId, at, held, gone, refused }: SeatsTried): Promise<void> {
  const found = new Map<string, Trail>();
  const noteOn = (eventCodes: readonly string[], known: Partial<Trail>) => {
    for (const eventCode of eventCodes) {
      found.set(eventCode, { ...(found.get(eventCode) ?? { ...untouched, cartId, eventCode }), ...known });
    }
  };
  noteOn(held, { heldAt: at });
  noteOn(gone, { goneAt: at });
  noteOn(refused, { refusedAt: at });
  await trails.note(ctx.store.db, { trails: [...found.values()], at: ctx.clock.now() });
}

/**
 * Writes down what carts hold and what they were told, because a cart forgets both: how holds end is told by no
 * news. See docs/rules/insights.md.
 */
export async function followCarts(ctx: StoreCtx): Promise<void> {
  const at = ctx.clock.now();
  const { db } = ctx.store;
  const found = new Map<string, Trail>();
  const noteOn = (cartId: string, eventCode: string, known: Partial<Trail>) => {
    const key = `${cartId} ${eventCode}`;
    const before = found.get(key) ?? { ...untouched, cartId, eventCode };
    found.set(key, { ...before, ...known });
  };
  for (const { cartId, notices, at: toldAt } of await listNotices(db, new Date(at.getTime() - reach))) {
    const when = toldAt.toISOString();
    for (const notice of notices) {
      if (notice.code === 'seats.moved') noteOn(cartId, notice.eventCode, { heldAt: when });
      if (notice.code === 'seats.lost') noteOn(cartId, notice.eventCode, { heldAt: when, lostAt: when });
      if (notice.code === 'seats.expired')
        for (const eventCode of notice.eventCodes) noteOn(cartId, eventCode, { heldAt: when, lostAt: when });
      if (notice.code === 'price.changed') noteOn(cartId, notice.eventCode, { refusedAt: when });
      if (notice.code === 'add_on.gone' && notice.eventCode !== null)
        noteOn(cartId, notice.eventCode, { refusedAt: when });
    }
  }
  for (const { cartId, eventCode, heldAt } of await listHeld(db)) {
    noteOn(cartId, eventCode, { heldAt: heldAt.toISOString(), lostAt: null });
  }
  if (found.size > 0) await trails.note(db, { trails: [...found.values()], at });
}
