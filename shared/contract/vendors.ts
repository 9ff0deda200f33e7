import { z } from 'zod';
import { ClientParams, Id, Instant, Line, Name, PageQuery, pageOf, StoreParams } from './common.ts';
import { defineRoutes } from './route.ts';

/** The name of something an adapter asks for; `adapters` of the list says which there are. */
const FieldName = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'Use the name of a field of the adapter.');
const AdapterName = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'Use the name of an adapter.');
const Connection = z.record(FieldName, Line.min(1).max(500));
const Keys = z
  .record(FieldName, z.string().trim().min(1).max(500))
  .describe('Written only: answers show how each ends, and no more.');

const HoldSeconds = z
  .int()
  .min(30)
  .max(86_400)
  .describe("How long a hold lasts by the contract; null where the vendor's answers say it.");
const PerMinute = z.int().min(1).max(1_000_000).describe('Requests a minute, polls counted; null: no quota.');
const PerDay = z.int().min(1).max(100_000_000).describe('Requests in 24 hours, polls counted; null: no quota.');
const Share = z.int().min(0).max(90);
const CheckoutShare = Share.describe('Percent of the quota that only checkouts may use.');
const HoldShare = Share.describe('Percent of the quota that synchronisation leaves to holds and staff.');

const Adapter = z.strictObject({
  name: AdapterName,
  label: z.string(),
  fields: z.array(z.strictObject({ name: FieldName, label: z.string(), kind: z.enum(['address', 'text']) })),
  keys: z.array(z.strictObject({ name: FieldName, label: z.string() })),
  usual: z.strictObject({
    perMinute: PerMinute.nullable(),
    perDay: PerDay.nullable(),
    holdSeconds: HoldSeconds.nullable(),
  }),
});
const GrantedClasses = z.strictObject({ classes: z.array(z.string()), heardAt: Instant });

export const VendorAccount = z.strictObject({
  id: Id,
  name: z.string(),
  adapter: AdapterName,
  connection: z.record(FieldName, z.string()),
  /** The last characters of each key; empty for a short one. */
  keyHints: z.record(FieldName, z.string()),
  keysChangedAt: Instant,
  holdSeconds: HoldSeconds.nullable(),
  perMinute: PerMinute.nullable(),
  perDay: PerDay.nullable(),
  checkoutShare: CheckoutShare,
  holdShare: HoldShare,
  /** The classes that the vendor user may sell; null: the vendor was not asked yet. */
  grantedClasses: GrantedClasses.nullable(),
  /** Connected to it; they share its quota. */
  stores: z.array(z.strictObject({ key: z.string(), name: z.string() })),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
});
export type VendorAccount = z.infer<typeof VendorAccount>;

/** What is left out takes what is usual for the adapter. */
const NewVendorAccount = z.strictObject({
  name: Name,
  adapter: AdapterName,
  connection: Connection,
  keys: Keys,
  holdSeconds: HoldSeconds.nullable().optional(),
  perMinute: PerMinute.nullable().optional(),
  perDay: PerDay.nullable().optional(),
  checkoutShare: CheckoutShare.optional(),
  holdShare: HoldShare.optional(),
});
const EditVendorAccount = NewVendorAccount.omit({ adapter: true })
  .partial()
  .refine((fields) => Object.values(fields).some((value) => value !== undefined), 'Name at least one field.');

const purposes = ['checkout', 'hold', 'staff', 'sync'] as const;
const outcomes = ['done', 'refused', 'busy', 'unavailable', 'unknown', 'setup'] as const;
const AccountName = z.strictObject({ id: Id, name: z.string(), adapter: AdapterName });
const Budget = z.strictObject({
  perMinute: PerMinute.nullable(),
  perDay: PerDay.nullable(),
  checkoutShare: CheckoutShare,
  holdShare: HoldShare,
  usedMinute: z.int(),
  usedDay: z.int(),
  /** Requests each may send now; null: as many as it likes. */
  available: z.strictObject({
    checkout: z.int().nullable(),
    hold: z.int().nullable(),
    sync: z.int().nullable(),
  }),
  /** Callers in line now. */
  waiting: z.strictObject({ checkout: z.int(), hold: z.int(), sync: z.int() }),
});
export const VendorStatus = z.strictObject({
  /** 0: not connected. */
  version: z.int(),
  connection: z
    .strictObject({
      account: AccountName.extend({ vendor: z.string() }),
      connectedAt: Instant,
      connectedBy: z.string(),
      grantedClasses: GrantedClasses.nullable(),
      lastSuccess: z.strictObject({ at: Instant, operation: z.string() }).nullable(),
      /** Calls without an answer since the last success. */
      trouble: z
        .strictObject({ since: Instant, count: z.int(), outcome: z.enum(outcomes), detail: z.string().nullable() })
        .nullable(),
      /** The vendor takes no calls before; null: it does. */
      refusingUntil: Instant.nullable(),
      budget: Budget,
      /** Calls that were made and are not in the list, because the database did not take them in time. */
      callsDropped: z.int(),
    })
    .nullable(),
  /** Accounts of the client, for whoever may connect the store. */
  choices: z.array(AccountName),
});
export type VendorStatus = z.infer<typeof VendorStatus>;

/** One command to the vendor, with its repetitions and polls. */
export const VendorCall = z.strictObject({
  id: Id,
  operation: z.string(),
  purpose: z.enum(purposes),
  eventCode: z.string().nullable(),
  startedAt: Instant,
  durationMs: z.int(),
  attempts: z.int(),
  polls: z.int(),
  outcome: z.enum(outcomes),
  detail: z.string().nullable(),
});
export type VendorCall = z.infer<typeof VendorCall>;

const AccountParams = ClientParams.extend({ accountId: Id });

export const vendorAccountRoutes = defineRoutes({
  listVendorAccounts: {
    method: 'GET',
    path: '/api/clients/{clientKey}/vendor-accounts',
    summary: 'Vendor accounts of the client, and the adapters there are',
    access: 'client.vendors.view',
    params: ClientParams,
    query: PageQuery,
    response: pageOf(VendorAccount).extend({ adapters: z.array(Adapter) }),
  },
  createVendorAccount: {
    method: 'POST',
    path: '/api/clients/{clientKey}/vendor-accounts',
    summary: 'Add a vendor account',
    access: 'client.vendors.edit',
    params: ClientParams,
    body: NewVendorAccount,
    response: VendorAccount,
    status: 201,
    perMinute: 30,
    problems: ['vendor.account_name_taken', 'vendor.address_unusable'],
  },
  getVendorAccount: {
    method: 'GET',
    path: '/api/clients/{clientKey}/vendor-accounts/{accountId}',
    summary: 'A vendor account',
    access: 'client.vendors.view',
    params: AccountParams,
    response: VendorAccount,
    problems: ['vendor.account_not_found'],
  },
  editVendorAccount: {
    method: 'PATCH',
    path: '/api/clients/{clientKey}/vendor-accounts/{accountId}',
    summary: 'Change a vendor account or its keys; another connection needs its keys again',
    access: 'client.vendors.edit',
    params: AccountParams,
    body: EditVendorAccount,
    response: VendorAccount,
    ifMatch: true,
    perMinute: 30,
    problems: [
      'vendor.account_not_found',
      'vendor.account_name_taken',
      'vendor.address_unusable',
      'vendor.keys_required',
    ],
  },
  rotateVendorKeys: {
    method: 'PUT',
    path: '/api/clients/{clientKey}/vendor-accounts/{accountId}/keys',
    summary: 'Put new keys in the place of all the old ones; every process uses them within a second',
    access: 'client.vendors.edit',
    params: AccountParams,
    body: z.strictObject({ keys: Keys }),
    response: VendorAccount,
    ifMatch: true,
    perMinute: 30,
    problems: ['vendor.account_not_found'],
  },
  testVendorAccount: {
    method: 'POST',
    path: '/api/clients/{clientKey}/vendor-accounts/{accountId}/test',
    summary: 'Ask the vendor whether it knows us; costs one request of the quota',
    access: 'client.vendors.edit',
    params: AccountParams,
    response: z.strictObject({
      isReachable: z.boolean(),
      tookMs: z.int(),
      /** Null when it answered. */
      failure: z.strictObject({ kind: z.enum(outcomes).exclude(['done']), detail: z.string() }).nullable(),
    }),
    perMinute: 10,
    problems: ['vendor.account_not_found'],
  },
  removeVendorAccount: {
    method: 'DELETE',
    path: '/api/clients/{clientKey}/vendor-accounts/{accountId}',
    summary: 'Remove a vendor account that no store is connected to',
    access: 'client.vendors.edit',
    params: AccountParams,
    ifMatch: true,
    problems: ['vendor.account_not_found', 'vendor.account_in_use'],
  },
});

export const vendorRoutes = defineRoutes({
  getVendorStatus: {
    method: 'GET',
    path: '/api/stores/{storeKey}/vendor',
    summary: "The store's ticketing vendor: its account, how it answers, and what is left of the quota",
    access: 'store.vendors.view',
    params: StoreParams,
    response: VendorStatus,
  },
  connectVendor: {
    method: 'PUT',
    path: '/api/stores/{storeKey}/vendor',
    summary: 'Connect the store to a vendor account of its client',
    access: 'store.vendors.edit',
    params: StoreParams,
    body: z.strictObject({ accountId: Id }),
    response: VendorStatus,
    ifMatch: true,
    problems: ['vendor.account_not_found', 'vendor.in_use'],
  },
  disconnectVendor: {
    method: 'DELETE',
    path: '/api/stores/{storeKey}/vendor',
    summary: 'Disconnect a store that never held or sold seats from its vendor',
    access: 'store.vendors.edit',
    params: StoreParams,
    response: VendorStatus,
    ifMatch: true,
    problems: ['vendor.not_connected', 'vendor.in_use'],
  },
  getHoldOutcomes: {
    method: 'GET',
    path: '/api/stores/{storeKey}/vendor/holds',
    summary: 'How the holds of the last hour went at the vendor',
    access: 'store.vendors.view',
    params: StoreParams,
    response: z.strictObject({
      since: Instant,
      done: z.int(),
      /** The seats were gone; some of these are ordinary. */
      refused: z.int(),
      /** The vendor was busy, did not answer, or is not set up for it. */
      failed: z.int(),
    }),
  },
  listVendorCalls: {
    method: 'GET',
    path: '/api/stores/{storeKey}/vendor/calls',
    summary: 'What the store asked its vendor in the last seven days, newest first',
    access: 'store.vendors.view',
    params: StoreParams,
    query: PageQuery.extend({
      operation: z.string().trim().min(1).max(100).optional(),
      outcome: z.enum(outcomes).optional(),
      purpose: z.enum(purposes).optional(),
      eventCode: z.string().trim().min(1).max(100).optional(),
      /** From this instant on. */
      from: Instant.optional(),
      /** Before this instant. */
      until: Instant.optional(),
    }),
    response: pageOf(VendorCall),
  },
});
