import { z } from 'zod';
import { ClientParams, Id, Instant, PageQuery, pageOf, StoreParams } from './common.ts';
import { defineRoutes } from './route.ts';

export const actorKinds = ['anonymous', 'staff', 'api_key', 'system'] as const;
export const ActorKind = z.enum(actorKinds);

/** One act: who, what, when, from what to what, why. */
export const AuditEntry = z.strictObject({
  id: Id,
  at: Instant,
  requestId: z.string(),
  actor: z.strictObject({ kind: ActorKind, id: z.string().nullable(), name: z.string() }),
  /** Module and verb, such as `stores.suspend`. */
  action: z.string(),
  subject: z.strictObject({
    type: z.string(),
    id: z.string(),
    name: z.string(),
    /** The subject's version after the act, where it has versions. */
    version: z.int().nullable(),
  }),
  /** The client the act belongs to; null in a store's own audit. */
  clientId: Id.nullable(),
  /** The changed fields as they were; null when something was made. */
  before: z.unknown(),
  /** The changed fields as they became; null when something was removed. */
  after: z.unknown(),
  reason: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

const filter = {
  /** Id of a person or an API key. */
  actorId: z.string().max(100).optional(),
  actorKind: ActorKind.optional(),
  /** The beginning of the action: `stores.` finds all of stores. */
  action: z.string().max(100).optional(),
  subjectType: z.string().max(100).optional(),
  subjectId: z.string().max(300).optional(),
  /** From this instant on. */
  from: Instant.optional(),
  /** Before this instant. */
  until: Instant.optional(),
  /** Part of names, reason, or of the fields before and after. */
  text: z.string().trim().min(1).max(100).optional(),
};
export const AuditFilter = z.strictObject(filter);
export type AuditFilter = z.infer<typeof AuditFilter>;
const AuditQuery = PageQuery.extend(filter);
const AuditPage = pageOf(AuditEntry);

export const storeAuditRoutes = defineRoutes({
  listStoreAudit: {
    method: 'GET',
    path: '/api/stores/{storeKey}/audit',
    summary: 'What was done in the store, newest first',
    access: 'store.audit.view',
    params: StoreParams,
    query: AuditQuery,
    response: AuditPage,
  },
  exportStoreAuditCsv: {
    method: 'GET',
    path: '/api/stores/{storeKey}/audit.csv',
    summary: 'The same entries as a table',
    access: 'store.audit.view',
    params: StoreParams,
    query: AuditFilter,
    produces: 'text/csv',
    perMinute: 20,
  },
  exportStoreAuditNdjson: {
    method: 'GET',
    path: '/api/stores/{storeKey}/audit.ndjson',
    summary: 'The same entries as lines of JSON',
    access: 'store.audit.view',
    params: StoreParams,
    query: AuditFilter,
    produces: 'application/x-ndjson',
    perMinute: 20,
  },
});

export const platformAuditRoutes = defineRoutes({
  listPlatformAudit: {
    method: 'GET',
    path: '/api/platform/audit',
    summary: 'What was done on the platform, newest first',
    access: 'platform.audit.view',
    query: AuditQuery.extend({ clientId: Id.optional() }),
    response: AuditPage,
  },
  exportPlatformAuditCsv: {
    method: 'GET',
    path: '/api/platform/audit.csv',
    summary: 'The same entries as a table',
    access: 'platform.audit.view',
    query: AuditFilter.extend({ clientId: Id.optional() }),
    produces: 'text/csv',
    perMinute: 20,
  },
  exportPlatformAuditNdjson: {
    method: 'GET',
    path: '/api/platform/audit.ndjson',
    summary: 'The same entries as lines of JSON',
    access: 'platform.audit.view',
    query: AuditFilter.extend({ clientId: Id.optional() }),
    produces: 'application/x-ndjson',
    perMinute: 20,
  },
});

export const clientAuditRoutes = defineRoutes({
  listClientAudit: {
    method: 'GET',
    path: '/api/clients/{clientKey}/audit',
    summary: 'What was done to the client, its people and its stores as a whole, newest first',
    access: 'client.audit.view',
    params: ClientParams,
    query: AuditQuery,
    response: AuditPage,
  },
});
