import { type Store, storeRoutes } from '../../../shared/contract/stores.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import * as details from './stores.details.service.ts';
import { editStore } from './stores.edit.service.ts';
import { exportStore } from './stores.export.service.ts';
import * as hosts from './stores.hosts.service.ts';
import * as removal from './stores.removal.service.ts';
import * as states from './stores.states.service.ts';
import type { StoreDetails, StoreSummary } from './stores.types.ts';

export const storesController = defineController(storeRoutes, {
  listStores: async (ctx, { query }) => toWirePage(await details.listStores(ctx, query, query)),
  getStore: async (ctx) => answer(await details.getStore(ctx)),
  editStore: async (ctx, { version, body }) => answer(await editStore(ctx, version, body)),
  suspendStore: async (ctx, { body }) => answer(await states.suspendStore(ctx, body.reason)),
  resumeStore: async (ctx) => answer(await states.resumeStore(ctx)),
  addHost: async (ctx, { body }) => answer(await hosts.addHost(ctx, body.host)),
  removeHost: async (ctx, { params }) => answer(await hosts.removeHost(ctx, params.host)),
  makeHostPrimary: async (ctx, { params }) => answer(await hosts.makeHostPrimary(ctx, params.host)),
  exportStore: async (ctx) =>
    reply(await exportStore(ctx), {
      headers: { 'content-disposition': `attachment; filename="${ctx.store.key}.ndjson"` },
    }),
  requestRemoval: async (ctx, { body }) => answer(await removal.requestRemoval(ctx, body.reason)),
  cancelRemoval: async (ctx) => answer(await removal.cancelRemoval(ctx)),
  confirmRemoval: (ctx, { body }) => removal.confirmRemoval(ctx, body.key),
});

function toWirePage({ items, next }: { items: StoreSummary[]; next: string | null }) {
  return { items: items.map((store) => ({ ...store, createdAt: store.createdAt.toISOString() })), next };
}

function answer(store: StoreDetails) {
  return reply(toWire(store), { version: store.version });
}

function toWire({ createdAt, suspension, removal, ...store }: StoreDetails): Store {
  return {
    ...store,
    createdAt: createdAt.toISOString(),
    suspension: suspension === null ? null : { ...suspension, since: suspension.since.toISOString() },
    removal:
      removal === null
        ? null
        : {
            reason: removal.reason,
            requestedAt: removal.requestedAt.toISOString(),
            exportedAt: removal.exportedAt?.toISOString() ?? null,
          },
  };
}
