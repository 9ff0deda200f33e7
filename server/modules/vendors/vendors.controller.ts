import {
  vendorRoutes,
  type VendorCall as WireCall,
  type VendorStatus as WireStatus,
} from '../../../shared/contract/vendors.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import type { BudgetView } from './vendors.accounts.types.ts';
import * as calls from './vendors.calls.service.ts';
import type { VendorCall } from './vendors.calls.types.ts';
import * as connections from './vendors.connections.service.ts';
import type { ConnectionStatus, VendorStatus } from './vendors.connections.types.ts';

export const vendorController = defineController(vendorRoutes, {
  getVendorStatus: async (ctx) => toReply(await connections.readStatus(ctx)),
  connectVendor: async (ctx, { body, version }) => toReply(await connections.connect(ctx, body.accountId, version)),
  disconnectVendor: async (ctx, { version }) => toReply(await connections.disconnect(ctx, version)),
  getHoldOutcomes: async (ctx) => {
    const { since, ...counts } = await calls.holdOutcomes(ctx);
    return { since: since.toISOString(), ...counts };
  },
  listVendorCalls: async (ctx, { query: { limit, cursor, from, until, ...search } }) =>
    toPage(await calls.listCalls(ctx, { ...search, from: toDate(from), until: toDate(until) }, { limit, cursor })),
});

function toReply(status: VendorStatus) {
  return reply(toWire(status), { version: status.version });
}

function toWire({ version, connection, choices }: VendorStatus): WireStatus {
  return { version, connection: connection === null ? null : toConnection(connection), choices };
}

function toConnection(status: ConnectionStatus): WireStatus['connection'] {
  const { account, connectedBy, grantedClasses, lastSuccess, trouble, budget, callsDropped } = status;
  return {
    account,
    connectedAt: status.connectedAt.toISOString(),
    connectedBy,
    grantedClasses: grantedClasses && { ...grantedClasses, heardAt: grantedClasses.heardAt.toISOString() },
    lastSuccess: lastSuccess && { ...lastSuccess, at: lastSuccess.at.toISOString() },
    trouble: trouble && { ...trouble, since: trouble.since.toISOString() },
    refusingUntil: budget.refusingUntil?.toISOString() ?? null,
    budget: toBudget(budget, status),
    callsDropped,
  };
}

function toBudget(view: BudgetView, { waiting }: ConnectionStatus) {
  const { perMinute, perDay, checkoutShare, holdShare, usedMinute, usedDay, availableFor } = view;
  const each = <T>(of: (purpose: 'checkout' | 'hold' | 'sync') => T) => ({
    checkout: of('checkout'),
    hold: of('hold'),
    sync: of('sync'),
  });
  const shown = { perMinute, perDay, checkoutShare, holdShare, usedMinute, usedDay };
  return { ...shown, available: each((purpose) => finite(availableFor(purpose))), waiting: each(waiting) };
}

/** JSON has no infinity. */
function finite(count: number): number | null {
  return Number.isFinite(count) ? count : null;
}

function toPage({ items, next }: { items: VendorCall[]; next: string | null }) {
  return { items: items.map(toWireCall), next };
}

function toWireCall(call: VendorCall): WireCall {
  return { ...call, startedAt: call.startedAt.toISOString() };
}

function toDate(instant: string | undefined): Date | undefined {
  return instant === undefined ? undefined : new Date(instant);
}
