import { ProgramContent } from '../../../shared/contract/program-content.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { activationAt } from './lifecycle.board.service.ts';
import * as releases from './lifecycle.releases.repository.ts';
import type { Activation } from './lifecycle.types.ts';

export type AsOf = { at: Date; interval: Activation | null; content: ProgramContent | null };

/** The release and its interval at an instant, exactly; what the store's events were then is not part of it. */
export async function contentAsOf(ctx: StoreCtx, at: Date): Promise<AsOf> {
  requireStore(ctx, 'store.programs.view');
  const interval = await activationAt(ctx, at);
  const release = interval === null ? null : await releases.findById(ctx.store.db, interval.releaseId);
  return { at, interval, content: release === null ? null : ProgramContent.parse(release.content) };
}
