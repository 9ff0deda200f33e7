import type { Sandbox } from '../../sandbox/types.ts';
import { type StoreCtx, type StoreFacts, withStore } from '../../server/core/ctx.ts';
import type { NewAccount } from '../../server/modules/vendors/vendors.accounts.types.ts';
import type { TestApp } from '../harness/app.ts';
import type { TestClient } from '../harness/client.ts';
import { makeStaff, onStore, signIn } from './staff.ts';
import { makeStore } from './store.ts';
import { atSandbox, connectVendor } from './vendor.ts';

export type CopiedStore = {
  store: StoreFacts;
  /** The product itself. */
  ctx: StoreCtx;
  staff: TestClient;
  /** Where the store's inventory is asked for. */
  path: string;
  /** Published events that have not begun, the next one first. */
  codes: string[];
};

type Dated = { startsAt: string | null };

/** A store that is connected to the sandbox and has its season, imported and published; nothing is copied yet. */
export async function makeConnectedStore(
  app: TestApp,
  sandbox: Sandbox,
  account: Partial<NewAccount> = {},
): Promise<CopiedStore> {
  const store = await makeStore(app);
  await connectVendor(app, store, { ...atSandbox(sandbox), ...account });
  const staff = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'publisher')] }));
  const events = `/api/stores/${store.key}/events`;
  const query = { kind: 'item_set', itemSet: 'SEASON' };
  const imported = await staff.post(`${events}/import`, { query, createVenues: true });
  if (imported.status !== 200) throw new Error(imported.text);
  const { items } = (await staff.get(`${events}?limit=200&from=${app.clock.now().toISOString()}`)).body;
  const published = await staff.post(`${events}/publish`, { eventIds: items.map(({ id }: { id: string }) => id) });
  if (published.status !== 200) throw new Error(published.text);
  return {
    store,
    ctx: withStore(app.ctx, store),
    staff,
    path: `/api/stores/${store.key}/inventory`,
    codes: published.body.items
      .toSorted((one: Dated, other: Dated) => ((one.startsAt ?? '9') < (other.startsAt ?? '9') ? -1 : 1))
      .map(({ code }: { code: string }) => code),
  };
}
