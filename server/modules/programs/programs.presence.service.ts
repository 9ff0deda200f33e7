import { actorId, actorName, requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { announce } from '../../core/live-changes.ts';
import * as presence from './programs.presence.repository.ts';
import { findProgram } from './programs.records.service.ts';
import type { PresentPage } from './programs.types.ts';

/** Milliseconds after its last word for which a page counts as open: two words may be lost. */
export const presentFor = 40_000;

/** The pages that have the program's editor open, in the order they came; of the asker too. */
export async function listPresent(ctx: StoreCtx, programId: string): Promise<PresentPage[]> {
  requireStore(ctx, 'store.programs.view');
  await findProgram(ctx, programId);
  return presence.list(ctx.store.db, { programId, after: lastCounting(ctx) });
}

/**
 * Notes where a page stands, or that it was left, and answers who is there. Others are told only when something changed.
 * A page is its actor's: nobody moves or removes that of somebody else.
 */
export async function showPresence(
  ctx: StoreCtx,
  programId: string,
  { pageId, place }: { pageId: string; place: PresentPage['place'] | null },
): Promise<PresentPage[]> {
  requireStore(ctx, 'store.programs.view');
  return transaction(ctx, async (ctx) => {
    await findProgram(ctx, programId);
    const { db } = ctx.store;
    const [by, after] = [actorId(ctx.actor), lastCounting(ctx)];
    await presence.removeOld(db, after);
    const known = await presence.find(db, pageId);
    if (by !== null && (known === null || known.actorId === by)) {
      await (place === null
        ? presence.remove(db, { pageId, actorId: by })
        : presence.save(db, {
            pageId,
            programId,
            actorId: by,
            name: actorName(ctx.actor),
            place,
            at: ctx.clock.now(),
          }));
      const isSame = known === null ? place === null : known.place === place && known.programId === programId;
      if (!isSame) await announce(ctx, { topic: 'program.presence', data: { programId } });
    }
    return presence.list(db, { programId, after });
  });
}

function lastCounting(ctx: StoreCtx): Date {
  return new Date(ctx.clock.now().getTime() - presentFor);
}
