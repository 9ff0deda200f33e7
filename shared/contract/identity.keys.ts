import { z } from 'zod';
import { Id, Instant, Name, PageQuery, pageOf, StoreParams } from './common.ts';
import { keyPermissions } from './permissions.ts';
import { defineRoutes } from './route.ts';

/** What a key may ever hold; the service also refuses what its maker may not do. */
export const KeyPermission = z.enum(keyPermissions);

export const ApiKey = z.strictObject({
  id: Id,
  name: Name,
  /** The eight characters after `flex_`, to find a key again. */
  prefix: z.string(),
  permissions: z.array(KeyPermission),
  createdAt: Instant,
  createdBy: z.string(),
  /** Null: until it is revoked. */
  expiresAt: Instant.nullable(),
  isExpired: z.boolean(),
  /** To the minute; null: never used. */
  lastUsedAt: Instant.nullable(),
});
/** `grantable`: the permissions you may give a key here. */
export const ApiKeyPage = pageOf(ApiKey).extend({ grantable: z.array(KeyPermission) });
export const NewApiKey = z.strictObject({
  name: Name,
  permissions: z
    .array(KeyPermission)
    .min(1)
    .max(keyPermissions.length)
    .refine((listed) => new Set(listed).size === listed.length, 'Name each permission once.'),
  expiresAt: Instant.optional(),
});
/** `key` is answered this once; only a hash of it is kept. */
export const MadeApiKey = ApiKey.extend({ key: z.string() });

export const keyRoutes = defineRoutes({
  listKeys: {
    method: 'GET',
    path: '/api/stores/{storeKey}/keys',
    summary: 'API keys of the store',
    access: 'store.keys.view',
    params: StoreParams,
    query: PageQuery,
    response: ApiKeyPage,
  },
  createKey: {
    method: 'POST',
    path: '/api/stores/{storeKey}/keys',
    summary: 'Make an API key; it is shown once',
    access: 'store.keys.edit',
    params: StoreParams,
    body: NewApiKey,
    response: MadeApiKey,
    status: 201,
    perMinute: 30,
    problems: ['key.permission_above_own', 'key.expiry_past'],
  },
  revokeKey: {
    method: 'DELETE',
    path: '/api/stores/{storeKey}/keys/{keyId}',
    summary: 'Revoke an API key at once',
    access: 'store.keys.edit',
    params: StoreParams.extend({ keyId: Id }),
    worksWhileClosed: true,
    problems: ['key.not_found'],
  },
});
