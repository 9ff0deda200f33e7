import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import * as desk from './carts.desk.repository.ts';

/** Milliseconds after which somebody who holds nothing counts as gone. */
const quietFor = 3_600_000;

/** The carts a switch meets, by program: held seats are always counted, others while somebody is at them. */
export async function countCarts(ctx: StoreCtx) {
  requireStore(ctx, 'store.programs.view');
  const at = ctx.clock.now();
  const programs = await desk.countLive(ctx.store.db, { quietBefore: new Date(at.getTime() - quietFor) });
  const sum = (state: 'choosing' | 'holding' | 'paying') => programs.reduce((total, one) => total + one[state], 0);
  return { at, choosing: sum('choosing'), holding: sum('holding'), paying: sum('paying'), programs };
}
