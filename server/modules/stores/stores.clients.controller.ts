import { clientAuditRoutes } from '../../../shared/contract/audit.ts';
import { clientRoutes } from '../../../shared/contract/stores.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import * as clients from './stores.clients.service.ts';
import * as products from './stores.products.service.ts';
import type { ClientDetails } from './stores.types.ts';

export const clientsController = defineController(clientRoutes, {
  listClients: async (ctx, { query }) => toWirePage(await clients.listClients(ctx, query)),
  createClient: async (ctx, { body }) => answer(await clients.createClient(ctx, body)),
  getClient: async (ctx, { params }) => answer(await clients.getClient(ctx, params.clientKey)),
  renameClient: async (ctx, { params, version, body }) =>
    answer(await clients.renameClient(ctx, params.clientKey, version, body.name)),
  listProducts: async (ctx, { query }) => toWirePage(await products.listProducts(ctx, query)),
  createProduct: async (ctx, { body }) => toWire(await products.createProduct(ctx, body)),
});

export const clientAuditController = defineController(clientAuditRoutes, {
  listClientAudit: async (ctx, { params, query }) => {
    const { items, next } = await clients.listClientAudit(ctx, params.clientKey, query, query);
    return { items: items.map((entry) => ({ ...entry, at: entry.at.toISOString() })), next };
  },
});

function answer(client: ClientDetails) {
  return reply(toWire(client), { version: client.version });
}

function toWire<T extends { createdAt: Date }>(made: T): Omit<T, 'createdAt'> & { createdAt: string } {
  return { ...made, createdAt: made.createdAt.toISOString() };
}

function toWirePage<T extends { createdAt: Date }>({ items, next }: { items: T[]; next: string | null }) {
  return { items: items.map(toWire), next };
}
