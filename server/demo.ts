import { asSystem, type Ctx, transaction, withStore } from './core/ctx.ts';
import { isProblem, problem } from './core/problem.ts';
import { makeDemoSignInLink } from './modules/identity/identity.links.service.ts';
import { clientPlace, findRole, grantRole, platformPlace } from './modules/identity/identity.roles.service.ts';
import { findOrCreateStaff, findStaffByEmail } from './modules/identity/identity.staff.service.ts';
import { createStoreWithOwner, storeAddresses } from './modules/identity/identity.stores.service.ts';
import type { Staff } from './modules/identity/identity.types.ts';
import { createClient } from './modules/stores/stores.clients.service.ts';
import { createProduct } from './modules/stores/stores.products.service.ts';
import { resolveStore } from './modules/stores/stores.service.ts';
import { changeSetting } from './modules/stores/stores.settings-changes.service.ts';
import { createAccount, editAccount, listAccounts } from './modules/vendors/vendors.accounts.service.ts';
import { connect } from './modules/vendors/vendors.connections.service.ts';

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

/** The sandbox's first account, as sandbox/README.md names it. */
const sandbox = {
  name: 'Sandbox',
  adapter: 'archtics',
  connection: { dsn: 'flexdemo', uid: 'FLEX', sourceName: 'attend_flex' },
  keys: {
    customer: 'flexdemo-customer-key',
    inventory: 'flexdemo-inventory-key',
    hold: 'flexdemo-hold-key',
    buy: 'flexdemo-buy-key',
  },
};

export type Demo = {
  /** True the first time, when everything was just made. */
  isNew: boolean;
  ownerEmail: string;
  addresses: { cortex: string; storefront: string };
};

/**
 * Fills the demo the first time it starts, all or nothing; afterwards whatever people did to it stays, but that the
 * sandbox is called where it listens now. Refuses in any other mode.
 */
export async function prepareDemo(ctx: Ctx): Promise<Demo> {
  if (ctx.config.mode !== 'demo') throw problem('auth.demo_only');
  const demo = asSystem(ctx, 'demo');
  const isNew = (await findStaffByEmail(ctx, demoOwner.email)) === null && (await transaction(demo, fill));
  if (!isNew) await followSandbox(demo);
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
  await connectToSandbox(ctx);
  await makeClientWithStore(ctx, neighbour, await findOrCreateStaff(ctx, neighbour.owner));
  return true;
}

async function makeClientWithStore(ctx: Ctx, { client, store }: Pick<typeof home, 'client' | 'store'>, owner: Staff) {
  await createClient(ctx, client);
  await grantRole(ctx, await clientPlace(ctx, client.key), owner, 'owner');
  const place = { clientKey: client.key, productKey: product.key };
  await createStoreWithOwner(ctx, { ...store, ...place, currency: 'USD', locale: 'en', ownerEmail: owner.email });
}

async function connectToSandbox(ctx: Ctx) {
  const connection = { ...sandbox.connection, baseUrl: sandboxAddress(ctx) };
  const account = await createAccount(ctx, home.client.key, { ...sandbox, connection });
  const store = withStore(ctx, await resolveStore(ctx, home.store.key));
  await connect(store, account.id, 0);
  // The sandbox of the demo charges no fees.
  await changeSetting(store, 'prices', 0, { name: 'prices', value: { feesIncluded: true } });
}

/** Its port may be another at each start. */
async function followSandbox(ctx: Ctx) {
  const { items } = await listAccounts(ctx, home.client.key, { limit: 200 });
  const account = items.find(
    ({ name, connection: { dsn } }) => name === sandbox.name && dsn === sandbox.connection.dsn,
  );
  const { baseUrl = '' } = account?.connection ?? {};
  if (account === undefined || baseUrl === sandboxAddress(ctx) || !/^http:\/\/127\.0\.0\.1:\d+$/.test(baseUrl)) return;
  const place = { clientKey: home.client.key, accountId: account.id, version: account.version };
  const connection = { ...account.connection, baseUrl: sandboxAddress(ctx) };
  try {
    await editAccount(ctx, place, { connection, keys: sandbox.keys });
  } catch (error) {
    if (!isProblem(error, 'version.stale')) throw error; // Another process starts too, and did it.
  }
}

function sandboxAddress({ config }: Ctx): string {
  return `http://127.0.0.1:${config.sandboxPort}`;
}
