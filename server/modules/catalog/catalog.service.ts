import type { Fan } from '../../../shared/rules/effective-set.ts';
import type { Ctx, StoreCtx } from '../../core/ctx.ts';
import type { FindReady } from '../../core/http/front.ts';
import type { Ready } from '../../core/http/ready.ts';
import { problem } from '../../core/problem.ts';
import { signedInFan } from '../fans/fans.sessions.service.ts';
import { nodeOf } from './catalog.node.service.ts';
import type { ResourceName } from './catalog.shelf.service.ts';
import { everybodysSet, setOf } from './catalog.views.service.ts';

/** What this process answers at once, for the front of its HTTP server; `stop` ends what it does by itself. */
export type Catalog = { find: FindReady; settled: () => Promise<void>; stop: () => void };

export function openCatalog(ctx: Ctx): Catalog {
  const { find, settled, stop } = nodeOf(ctx);
  return { find, settled, stop };
}

/** What everybody is sent. */
export async function everybodys(ctx: StoreCtx, name: ResourceName): Promise<Ready> {
  const { store, picture, showing, shelf } = await nodeOf(ctx).present(ctx, null);
  return shelf.bytes(showing.view, name, { store, seats: picture.seats });
}

/** What the fans of a set are sent; `offer.not_yours` unless whoever asks is of that set now. */
export async function ofSet(ctx: StoreCtx, setHash: string, name: ResourceName): Promise<Ready> {
  const { store, picture, showing, shelf } = await nodeOf(ctx).present(ctx, await fanOf(ctx));
  if (showing.view.set?.hash !== setHash) throw problem('offer.not_yours');
  return shelf.bytes(showing.view, name, { store, seats: picture.seats });
}

/** The set of whoever asks; null while no program is active. */
export async function mySet(ctx: StoreCtx): Promise<{ set: string | null; isForEverybody: boolean }> {
  const fan = await fanOf(ctx);
  const { release } = (await nodeOf(ctx).present(ctx, null)).showing.view;
  if (release === null) return { set: null, isForEverybody: true };
  const { hash } = setOf(release, fan);
  return { set: hash, isForEverybody: hash === everybodysSet(release).hash };
}

/** Whoever asks, as rules and gates see them; null for somebody who has not signed in. */
export async function fanOf(ctx: StoreCtx): Promise<Fan | null> {
  const fan = await signedInFan(ctx);
  return fan === null ? null : { email: fan.email, accountGroups: new Set(fan.accountGroups) };
}
