import { randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { keyPermissions, type StorePermission } from '../../../shared/contract/permissions.ts';
import { type Actor, actorName, type Ctx, can, requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import { newId, newSecret } from '../../core/ids.ts';
import { problem } from '../../core/problem.ts';
import { record } from '../audit/audit.service.ts';
import type { Page } from '../stores/stores.types.ts';
import * as keys from './identity.keys.repository.ts';
import type { ApiKey, NewApiKey } from './identity.keys.types.ts';
import { hashToken } from './identity.sessions.service.ts';

/** A key's last use is written at most this often, in milliseconds. */
const usedEvery = 60_000;

type KeyPage = { items: ApiKey[]; next: string | null; grantable: StorePermission[] };

/** The store's keys that were not revoked, newest first, also expired ones. */
export async function listKeys(ctx: StoreCtx, page: Page): Promise<KeyPage> {
  requireStore(ctx, 'store.keys.view');
  const [before = null] = readCursorAs(page.cursor, z.tuple([z.uuid()])) ?? [];
  const found = await keys.list(ctx.platform, { storeId: ctx.store.id, before, limit: page.limit + 1 });
  const { items, next } = toPage(found, page.limit, (row) => [row.id]);
  return { items: items.map((row) => toKey(ctx, row)), next, grantable: grantable(ctx) };
}

/**
 * Makes a key with some of the actor's own permissions on the store. The key is answered this once. It stays when its
 * maker leaves, because what runs on it belongs to the store; whoever edits keys sees and revokes it.
 */
export async function createKey(ctx: StoreCtx, given: NewApiKey): Promise<ApiKey & { key: string }> {
  requireStore(ctx, 'store.keys.edit');
  const above = given.permissions.find((permission) => !grantable(ctx).includes(permission));
  if (above !== undefined) throw problem('key.permission_above_own', { permission: above });
  const createdAt = ctx.clock.now();
  if (given.expiresAt !== null && given.expiresAt <= createdAt) throw problem('key.expiry_past');
  const [prefix, secret] = [newPrefix(), newSecret()];
  const permissions = keyPermissions.filter((permission) => given.permissions.includes(permission));
  const made = { ...given, id: newId(), prefix, permissions, createdAt, createdBy: actorName(ctx.actor) };
  await transaction(ctx, async (ctx) => {
    await keys.insert(ctx.platform, { ...made, storeId: ctx.store.id, secretHash: hashToken(secret) });
    const { name, expiresAt } = given;
    const after = { prefix, permissions, expiresAt };
    await record(ctx, { action: 'keys.create', subject: { type: 'api_key', id: made.id, name }, after });
  });
  return { ...made, isExpired: false, lastUsedAt: null, key: `flex_${prefix}_${secret}` };
}

/** Ends a key at once. */
export async function revokeKey(ctx: StoreCtx, keyId: string): Promise<void> {
  requireStore(ctx, 'store.keys.edit');
  await transaction(ctx, async (ctx) => {
    const of = { storeId: ctx.store.id, id: keyId };
    const key = await keys.findById(ctx.platform, of);
    if (key === null || !(await keys.revoke(ctx.platform, { ...of, revokedAt: ctx.clock.now() }))) {
      throw problem('key.not_found');
    }
    const { id, name, prefix, permissions } = key;
    await record(ctx, {
      action: 'keys.revoke',
      subject: { type: 'api_key', id, name },
      before: { prefix, permissions },
    });
  });
}

/**
 * The key of `Authorization: Bearer flex_…`; null without a bearer token. One that is malformed, unknown, expired or
 * revoked is `auth.key_invalid`, all alike.
 */
export async function resolveKey(ctx: Ctx): Promise<Actor | null> {
  const token = bearerToken(ctx.request?.headers.authorization);
  if (token === null) return null;
  const [, prefix = '', secret = ''] = keyPattern.exec(token) ?? [];
  const now = ctx.clock.now();
  const key = await keys.findUsable(ctx.platform, { prefix, now });
  const fits = timingSafeEqual(hashToken(secret), key?.secretHash ?? nobodysHash);
  if (key === null || !fits) throw problem('auth.key_invalid');
  const usedBefore = new Date(now.getTime() - usedEvery);
  if (key.lastUsedAt === null || key.lastUsedAt <= usedBefore) {
    await keys.markUsed(ctx.platform, { id: key.id, usedAt: now, usedBefore });
  }
  const permissions = keyPermissions.filter((permission) => key.permissions.includes(permission));
  return { kind: 'api_key', keyId: key.id, name: key.name, storeId: key.storeId, permissions };
}

const keyPattern = /^flex_([a-z0-9]{8})_([A-Za-z0-9_-]{43})$/;
/** Compared when there is no such key, so that both ways take as long. */
const nobodysHash = Buffer.alloc(32);

/** Other schemes are left to what stands in front of us, such as a proxy with a password. */
function bearerToken(authorization: string | readonly string[] | undefined): string | null {
  const found = /^bearer(?: (.*))?$/i.exec(String(authorization ?? ''));
  return found === null ? null : (found[1] ?? '');
}

/** Eight letters and digits to know a key by; 32 letters, so that each byte counts the same. */
function newPrefix(): string {
  return [...randomBytes(8)].map((byte) => prefixLetters[byte % prefixLetters.length]).join('');
}
const prefixLetters = 'abcdefghijkmnpqrstuvwxyz23456789';

function grantable(ctx: StoreCtx): StorePermission[] {
  const target = { storeId: ctx.store.id, clientId: ctx.store.clientId };
  return keyPermissions.filter((permission) => can(ctx.actor, permission, target));
}

function toKey(ctx: Ctx, row: keys.KeyRow): ApiKey {
  return {
    ...row,
    permissions: keyPermissions.filter((permission) => row.permissions.includes(permission)),
    isExpired: row.expiresAt !== null && row.expiresAt <= ctx.clock.now(),
  };
}
