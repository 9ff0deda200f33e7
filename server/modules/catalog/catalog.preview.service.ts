import type { OfferCopy } from '../../../shared/contract/catalog.copy.ts';
import type { Offer } from '../../../shared/contract/catalog.ts';
import type { ProgramContent } from '../../../shared/contract/program-content.ts';
import type { Fan } from '../../../shared/rules/effective-set.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { contentAsOf } from '../lifecycle/lifecycle.as-of.service.ts';
import { getRelease } from '../lifecycle/lifecycle.releases.service.ts';
import { loadContent } from '../pricing/pricing.service.ts';
import { copyOf } from './catalog.copy.service.ts';
import { everything } from './catalog.due.service.ts';
import { readPicture } from './catalog.picture.service.ts';
import type { Release } from './catalog.types.ts';
import { makeView, setOf } from './catalog.views.service.ts';

export type PreviewOf = {
  /** Null: what is active at the instant. */
  programId: string | null;
  /** Null: the working copy. */
  releaseNumber: number | null;
  at: Date;
  accountGroups: readonly string[];
  /** With neither groups nor an address it is what somebody sees who has not signed in. */
  email: string | null;
};

/** What fans would be offered of a release or a working copy at an instant, with the store's facts of today. */
export async function previewOffer(ctx: StoreCtx, of: PreviewOf): Promise<{ at: Date; offer: Offer; copy: OfferCopy }> {
  requireStore(ctx, 'store.programs.view');
  const release = await releaseOf(ctx, of);
  const picture = await readPicture(ctx, null, { ...everything, ledger: false, seats: new Set() });
  const isSignedIn = of.accountGroups.length > 0 || of.email !== null;
  const fan: Fan | null = isSignedIn ? { accountGroups: new Set(of.accountGroups), email: of.email ?? '' } : null;
  const at = of.at.getTime();
  const view = makeView(picture, ctx.store.currency, { release, set: release && setOf(release, fan), at });
  const { key, name, timeZone } = ctx.store;
  return { at: of.at, offer: view.offer, copy: copyOf(view, { key, name, timeZone }) };
}

/** Of a working copy the program's own id stands where that of a release would. */
async function releaseOf(ctx: StoreCtx, { programId, releaseNumber, at }: PreviewOf): Promise<Release | null> {
  if (programId === null) {
    const { interval, content } = await contentAsOf(ctx, at);
    if (interval === null || content === null) return null;
    return { id: interval.releaseId, programId: interval.programId, number: interval.releaseNumber, content };
  }
  if (releaseNumber === null) {
    const { content }: { content: ProgramContent } = await loadContent(ctx, programId);
    return { id: programId, programId, number: 0, content };
  }
  const { id, number, content } = await getRelease(ctx, programId, releaseNumber);
  return { id, programId, number, content };
}
