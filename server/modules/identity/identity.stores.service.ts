import { type Ctx, type StoreCtx, transaction, withStore } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import { createStore } from '../stores/stores.service.ts';
import type { NewStore } from '../stores/stores.types.ts';
import { openInvitation } from './identity.invitations.service.ts';
import { findRole, grantRole, hasOwner, storePlace } from './identity.roles.service.ts';
import { findStaffByEmail } from './identity.staff.service.ts';

export type StoreOwner = { email: string | null; how: 'granted' | 'by_client' | 'invited' };
export type CreatedStore = {
  key: string;
  name: string;
  owner: StoreOwner;
  addresses: { cortex: string; storefront: string };
};

/**
 * Makes a store with its schema, settings and owner as one act: all of it, or nothing. The owner is who is named, else
 * who creates it; somebody without an account is invited.
 */
export async function createStoreWithOwner(
  ctx: Ctx,
  { ownerEmail, ...store }: NewStore & { ownerEmail?: string | undefined },
): Promise<CreatedStore> {
  return transaction(ctx, async (ctx) => {
    const made = withStore(ctx, await createStore(ctx, store));
    const owner = await appointOwner(made, ownerEmail ?? ownEmail(ctx));
    const { key, name } = made.store;
    return { key, name, owner, addresses: storeAddresses(ctx, key) };
  });
}

/** Where staff and fans find a store. */
export function storeAddresses({ config }: Pick<Ctx, 'config'>, storeKey: string): CreatedStore['addresses'] {
  return { cortex: `${config.publicUrl}/cortex/stores/${storeKey}`, storefront: `${config.publicUrl}/s/${storeKey}` };
}

/** Who owns the client owns its stores already; a role of their own would outlast the one on the client. */
async function appointOwner(ctx: StoreCtx, email: string | null): Promise<StoreOwner> {
  const client = { scope: 'client', clientId: ctx.store.clientId } as const;
  if (email === null) {
    if (!(await hasOwner(ctx, client))) throw problem('store.owner_required');
    return { email: null, how: 'by_client' };
  }
  const person = await findStaffByEmail(ctx, email);
  if (person === null || !person.isActive) {
    await openInvitation(ctx, storePlace(ctx), { email, role: 'owner' });
    return { email, how: 'invited' };
  }
  if ((await findRole(ctx, client, person.id)) === 'owner') return { email, how: 'by_client' };
  await grantRole(ctx, storePlace(ctx), person, 'owner');
  return { email, how: 'granted' };
}

function ownEmail({ actor }: Ctx): string | null {
  return actor.kind === 'staff' ? actor.email : null;
}
