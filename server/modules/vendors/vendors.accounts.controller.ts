import { vendorAccountRoutes, type VendorAccount as WireAccount } from '../../../shared/contract/vendors.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import * as accounts from './vendors.accounts.service.ts';
import type { VendorAccount } from './vendors.accounts.types.ts';

export const vendorAccountsController = defineController(vendorAccountRoutes, {
  listVendorAccounts: async (ctx, { params, query }) =>
    toWirePage(await accounts.listAccounts(ctx, params.clientKey, query)),
  createVendorAccount: async (ctx, { params, body }) =>
    toReply(await accounts.createAccount(ctx, params.clientKey, body)),
  getVendorAccount: async (ctx, { params }) =>
    toReply(await accounts.getAccount(ctx, params.clientKey, params.accountId)),
  editVendorAccount: async (ctx, { params, body, version }) =>
    toReply(await accounts.editAccount(ctx, { ...params, version }, body)),
  rotateVendorKeys: async (ctx, { params, body, version }) =>
    toReply(await accounts.editAccount(ctx, { ...params, version }, body)),
  testVendorAccount: (ctx, { params }) => accounts.testAccount(ctx, params.clientKey, params.accountId),
  removeVendorAccount: (ctx, { params, version }) => accounts.removeAccount(ctx, { ...params, version }),
});

function toWirePage({ items, ...rest }: Awaited<ReturnType<typeof accounts.listAccounts>>) {
  return { items: items.map(toWire), ...rest };
}

function toReply(account: VendorAccount) {
  return reply(toWire(account), { version: account.version });
}

function toWire({ grantedClasses, ...account }: VendorAccount): WireAccount {
  const granted = grantedClasses === null ? null : { ...grantedClasses, heardAt: grantedClasses.heardAt.toISOString() };
  return {
    ...account,
    grantedClasses: granted,
    keysChangedAt: account.keysChangedAt.toISOString(),
    createdAt: account.createdAt.toISOString(),
    updatedAt: account.updatedAt.toISOString(),
  };
}
