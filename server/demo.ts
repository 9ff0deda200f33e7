import { asSystem, type Ctx, transaction } from './core/ctx.ts';
import { problem } from './core/problem.ts';
import { makeDemoSignInLink } from './modules/identity/identity.links.service.ts';
import { clientPlace, findRole, grantRole, platformPlace } from './modules/identity/identity.roles.service.ts';
import { findOrCreateStaff, findStaffByEmail } from './modules/identity/identity.staff.service.ts';
import { createStoreWithOwner, storeAddresses } from './modules/identity/identity.stores.service.ts';
import type { Staff } from './modules/identity/identity.types.ts';
import { createClient } from './modules/stores/stores.clients.service.ts';
import { createProduct } from './modules/stores/stores.products.service.ts';

/** Who is signed in by the link that the demo's start prints: operates the deployment and owns the first client. */
export const demoOwner = { email: 'owner@demo.localhost', name: 'Demo Owner' };

const product = { key: 'flex', name: 'Flex' };
const home = {
  client: { key: 'warriors', name: 'Golden State Warriors' },
  store: { key: 'warriors-flex', name: 'Warriors Flex', timeZone: 'America/Los_Angeles' },
};
/** A neighbour, so that the walls between clients can be seen: the demo owner knows that it is there, and no more. */
const neighbour = {
  client: { key: 'harbor', name: 'Harbor City FC' },
  store: { key: 'harbor-flex', name: 'Harbor Flex', timeZone: 'America/New_York' },
  owner: { email: 'owner@harbor.localhost', name: 'Harbor Owner' },
};

export type Demo = {
  /** True the first time, when everything was just made. */
  isNew: boolean;
  ownerEmail: string;
  addresses: { cortex: string; storefront: string };
};

/**
 * Fills the demo the first time it starts, all or nothing; afterwards whatever people did to it stays. Refuses in any
 * other mode.
 */
export async function prepareDemo(ctx: Ctx): Promise<Demo> {
  if (ctx.config.mode !== 'demo') throw problem('auth.demo_only');
  const demo = asSystem(ctx, 'demo');
  const isNew = (await findStaffByEmail(ctx, demoOwner.email)) === null && (await transaction(demo, fill));
  return { isNew, ownerEmail: demoOwner.email, addresses: storeAddresses(ctx, home.store.key) };
}

/** A link that signs the demo owner in once. */
export function demoSignInLink(ctx: Ctx): Promise<string> {
  return makeDemoSignInLink(asSystem(ctx, 'demo'), demoOwner.email);
}

/** False when another process filled it at the same time: making the owner waits for it. */
async function fill(ctx: Ctx): Promise<boolean> {
  const owner = await findOrCreateStaff(ctx, demoOwner);
  if ((await findRole(ctx, platformPlace, owner.id)) !== null) return false;
  await grantRole(ctx, platformPlace, owner, 'operator');
  await createProduct(ctx, product);
  await makeClientWithStore(ctx, home, owner);
  await makeClientWithStore(ctx, neighbour, await findOrCreateStaff(ctx, neighbour.owner));
  return true;
}

async function makeClientWithStore(ctx: Ctx, { client, store }: Pick<typeof home, 'client' | 'store'>, owner: Staff) {
  await createClient(ctx, client);
  await grantRole(ctx, await clientPlace(ctx, client.key), owner, 'owner');
  const place = { clientKey: client.key, productKey: product.key };
  await createStoreWithOwner(ctx, { ...store, ...place, currency: 'USD', locale: 'en', ownerEmail: owner.email });
}
