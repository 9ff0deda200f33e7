import type { Ctx, StoreFacts } from '../../server/core/ctx.ts';
import { withStore } from '../../server/core/ctx.ts';
import { createAccount } from '../../server/modules/vendors/vendors.accounts.service.ts';
import type { NewAccount, VendorAccount } from '../../server/modules/vendors/vendors.accounts.types.ts';
import { connect } from '../../server/modules/vendors/vendors.connections.service.ts';
import { makeClient } from './client.ts';
import { uniqueKey } from './key.ts';

/** An account at Archtics that nobody answers for; without a client it gets one. No quota, unless said. */
export async function makeVendorAccount(
  app: { ctx: Ctx },
  { clientKey, ...given }: Partial<NewAccount> & { clientKey?: string } = {},
): Promise<VendorAccount> {
  return createAccount(app.ctx, clientKey ?? (await makeClient(app)).key, {
    name: uniqueKey('account'),
    adapter: 'archtics',
    connection: { baseUrl: 'http://127.0.0.1:1', dsn: 'demo', uid: 'FLEX', sourceName: 'attend_flex' },
    keys: { buy: 'key-for-the-sandbox-of-buy' },
    perMinute: null,
    perDay: null,
    ...given,
  });
}

/** Connects the store to a new account of its client. */
export async function connectVendor(
  app: { ctx: Ctx },
  store: StoreFacts,
  given: Partial<NewAccount> = {},
): Promise<VendorAccount> {
  const account = await makeVendorAccount(app, { clientKey: store.clientKey, ...given });
  await connect(withStore(app.ctx, store), account.id, 0);
  return account;
}

/** What an account of the sandbox is reached by. */
export function atSandbox(sandbox: {
  url: string;
  accounts: readonly { dsn: string; uid: string; keys: Readonly<Record<string, string>> }[];
}): Pick<NewAccount, 'connection' | 'keys'> {
  const [account] = sandbox.accounts;
  if (account === undefined) throw new Error('the sandbox has no account');
  const { dsn, uid, keys } = account;
  return { connection: { baseUrl: sandbox.url, dsn, uid, sourceName: 'attend_flex' }, keys: { ...keys } };
}
