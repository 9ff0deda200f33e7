import { z } from 'zod';
import {
  ClientParams,
  Currency,
  Id,
  Instant,
  Key,
  Locale,
  Name,
  PageQuery,
  pageOf,
  Reason,
  StoreParams,
  TimeZone,
} from './common.ts';
import { HostName } from './hosts.ts';
import { permissions } from './permissions.ts';
import { defineRoutes } from './route.ts';

export const storeStates = ['active', 'suspended', 'removing'] as const;
export const StoreState = z.enum(storeStates);

const Named = z.strictObject({ key: Key, name: z.string() });
/** What the actor may do here: buttons are shown by it. */
const Held = z.array(z.enum(permissions));

export const Client = z.strictObject({
  id: Id,
  key: Key,
  name: z.string(),
  createdAt: Instant,
  version: z.int(),
  permissions: Held,
});
export const Product = z.strictObject({ id: Id, key: Key, name: z.string(), createdAt: Instant });

export const StoreSummary = z.strictObject({
  id: Id,
  key: Key,
  name: z.string(),
  state: StoreState,
  client: Named,
  product: Named,
  createdAt: Instant,
});
export const Store = StoreSummary.extend({
  timeZone: TimeZone,
  currency: Currency,
  locale: Locale,
  hosts: z.array(z.strictObject({ host: z.string(), isPrimary: z.boolean() })),
  suspension: z.strictObject({ since: Instant, reason: z.string() }).nullable(),
  removal: z
    .strictObject({
      requestedAt: Instant,
      reason: z.string(),
      /** Null: not exported since the request, so it cannot be confirmed yet. */
      exportedAt: Instant.nullable(),
    })
    .nullable(),
  version: z.int(),
  permissions: Held,
});
export type Store = z.infer<typeof Store>;

const ListStores = PageQuery.extend({
  client: Key.optional(),
  state: StoreState.optional(),
  /** Part of the key or the name. */
  text: z.string().trim().max(100).optional(),
});
const EditStore = z
  .strictObject({
    name: Name.optional(),
    timeZone: TimeZone.optional(),
    currency: Currency.optional(),
    locale: Locale.optional(),
  })
  .refine((fields) => Object.values(fields).some((value) => value !== undefined), 'Name at least one field.');
const HostParams = StoreParams.extend({ host: z.string().max(300) });

export const clientRoutes = defineRoutes({
  listClients: {
    method: 'GET',
    path: '/api/clients',
    summary: 'Clients in which you have a role',
    access: 'signed_in',
    query: PageQuery,
    response: pageOf(Client),
  },
  createClient: {
    method: 'POST',
    path: '/api/clients',
    summary: 'Create a client',
    access: 'platform.clients.edit',
    body: z.strictObject({ key: Key, name: Name }),
    response: Client,
    status: 201,
    problems: ['client.key_taken'],
  },
  getClient: {
    method: 'GET',
    path: '/api/clients/{clientKey}',
    summary: 'A client',
    access: 'client.view',
    params: ClientParams,
    response: Client,
  },
  renameClient: {
    method: 'PATCH',
    path: '/api/clients/{clientKey}',
    summary: 'Rename a client',
    access: 'client.edit',
    params: ClientParams,
    body: z.strictObject({ name: Name }),
    response: Client,
    ifMatch: true,
  },
  listProducts: {
    method: 'GET',
    path: '/api/products',
    summary: 'Products a store can be made of',
    access: 'signed_in',
    query: PageQuery,
    response: pageOf(Product),
  },
  createProduct: {
    method: 'POST',
    path: '/api/products',
    summary: 'Create a product',
    access: 'platform.products.edit',
    body: z.strictObject({ key: Key, name: Name }),
    response: Product,
    status: 201,
    problems: ['product.key_taken'],
  },
});

export const storeRoutes = defineRoutes({
  listStores: {
    method: 'GET',
    path: '/api/stores',
    summary: 'Stores in which you have a role',
    access: 'signed_in',
    query: ListStores,
    response: pageOf(StoreSummary),
  },
  getStore: {
    method: 'GET',
    path: '/api/stores/{storeKey}',
    summary: 'A store, and what you may do in it',
    access: 'store.view',
    params: StoreParams,
    response: Store,
  },
  editStore: {
    method: 'PATCH',
    path: '/api/stores/{storeKey}',
    summary: 'Change name, time zone, currency or locale',
    access: 'store.edit',
    params: StoreParams,
    body: EditStore,
    response: Store,
    ifMatch: true,
    problems: ['store.currency_fixed'],
  },
  suspendStore: {
    method: 'POST',
    path: '/api/stores/{storeKey}/suspend',
    summary: 'Close the store to fans and to changes',
    access: 'store.suspend',
    params: StoreParams,
    body: z.strictObject({ reason: Reason }),
    response: Store,
  },
  resumeStore: {
    method: 'POST',
    path: '/api/stores/{storeKey}/resume',
    summary: 'Open a suspended store again',
    access: 'store.suspend',
    params: StoreParams,
    response: Store,
    worksWhileClosed: true,
    problems: ['store.not_suspended', 'store.removing'],
  },
  addHost: {
    method: 'POST',
    path: '/api/stores/{storeKey}/hosts',
    summary: 'Add a host name; the first one becomes the primary one',
    access: 'store.edit',
    params: StoreParams,
    body: z.strictObject({ host: HostName }),
    response: Store,
    status: 201,
    problems: ['host.taken', 'host.reserved', 'host.too_many'],
  },
  removeHost: {
    method: 'DELETE',
    path: '/api/stores/{storeKey}/hosts/{host}',
    summary: 'Remove a host name',
    access: 'store.edit',
    params: HostParams,
    response: Store,
    problems: ['host.not_found', 'host.is_primary'],
  },
  makeHostPrimary: {
    method: 'POST',
    path: '/api/stores/{storeKey}/hosts/{host}/primary',
    summary: 'Make a host name the one that links use',
    access: 'store.edit',
    params: HostParams,
    response: Store,
    problems: ['host.not_found'],
  },
  exportStore: {
    method: 'GET',
    path: '/api/stores/{storeKey}/export',
    summary: 'Everything the store has, as lines of JSON; a whole export ends with a line of kind "end"',
    access: 'store.export',
    params: StoreParams,
    produces: 'application/x-ndjson',
    perMinute: 6,
    problems: ['store.export_busy'],
  },
  requestRemoval: {
    method: 'POST',
    path: '/api/stores/{storeKey}/removal',
    summary: 'First step of removing: closes the store and asks for an export',
    access: 'store.remove',
    params: StoreParams,
    body: z.strictObject({ reason: Reason }),
    response: Store,
    worksWhileClosed: true,
    problems: ['store.removing'],
  },
  cancelRemoval: {
    method: 'DELETE',
    path: '/api/stores/{storeKey}/removal',
    summary: 'Keep the store after all',
    access: 'store.remove',
    params: StoreParams,
    response: Store,
    worksWhileClosed: true,
    problems: ['store.removal_not_requested'],
  },
  confirmRemoval: {
    method: 'POST',
    path: '/api/stores/{storeKey}/removal/confirm',
    summary: 'Second step of removing: deletes everything the store has, for good',
    access: 'store.remove',
    params: StoreParams,
    body: z.strictObject({ key: z.string().max(100) }),
    worksWhileClosed: true,
    perMinute: 10,
    problems: ['store.removal_not_requested', 'store.not_exported', 'store.name_mismatch', 'store.busy'],
  },
});
