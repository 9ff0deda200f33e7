import { z } from 'zod';
import type { StoreCtx } from '../../core/ctx.ts';
import type { Live } from '../../core/live.ts';
import { onOutbox, outboxKind, writeOutbox } from '../../core/outbox.ts';
import { settingOf } from '../stores/stores.settings.service.ts';
import * as marks from './inventory.marks.repository.ts';
import { requestRound } from './inventory.round.service.ts';
import * as states from './inventory.state.repository.ts';

const minute = 60_000;
/** Milliseconds in which the activity at an event is noted once. */
const noteEvery = minute;
/** Events whose last note a process remembers. */
const mostRemembered = 5_000;

/** Sections were found to be otherwise than the copy says. */
const staleKind = outboxKind('inventory.stale', z.object({}));
export const staleHandler = onOutbox(staleKind, (ctx) => requestRound(ctx));

/**
 * A hold was refused: the event is read before all others, soon, whole. Locks the event's row until the surrounding
 * transaction ends, so in one transaction name one event only.
 */
export async function markStale(ctx: StoreCtx, eventCode: string, sectionNames: readonly string[]): Promise<void> {
  const mark = { eventCode, sectionNames, at: ctx.clock.now() };
  const wasStale = await marks.markStale(ctx.store.db, mark);
  if (wasStale === false) await writeOutbox(ctx, staleKind, {});
}

/** Fans hold or look for seats of the event: for a while it is read as often as allowed. Cheap, also for every click. */
export async function noteActivity(ctx: StoreCtx, eventCode: string): Promise<void> {
  const at = ctx.clock.now();
  const notes = notesOf(ctx.live);
  const key = `${ctx.store.id}:${eventCode}`;
  if (at.getTime() - (notes.get(key) ?? 0) < noteEvery) return;
  if (notes.size >= mostRemembered) notes.clear();
  notes.set(key, at.getTime());
  const { fastestMinutes } = await settingOf(ctx, 'inventory');
  await marks.noteActivity(ctx.store.db, {
    eventCode,
    at,
    notedBefore: new Date(at.getTime() - noteEvery),
    dueAt: new Date(at.getTime() + fastestMinutes * minute),
  });
}

/** Which events are in what is active now: they come before the others. */
export async function setOffered(ctx: StoreCtx, eventCodes: readonly string[]): Promise<void> {
  const count = await marks.setOffered(ctx.store.db, eventCodes);
  if (count > 0) await states.forgetPlan(ctx.store.db);
}

const notesOfProcess = new WeakMap<Live, Map<string, number>>();

function notesOf(live: Live): Map<string, number> {
  const known = notesOfProcess.get(live) ?? new Map<string, number>();
  notesOfProcess.set(live, known);
  return known;
}
