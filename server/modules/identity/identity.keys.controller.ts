import { keyRoutes } from '../../../shared/contract/identity.keys.ts';
import { defineController } from '../../core/http/controller.ts';
import * as keys from './identity.keys.service.ts';
import type { ApiKey } from './identity.keys.types.ts';

export const keysController = defineController(keyRoutes, {
  listKeys: async (ctx, { query }) => page(await keys.listKeys(ctx, query)),
  createKey: async (ctx, { body }) => made(await keys.createKey(ctx, { ...body, expiresAt: instant(body.expiresAt) })),
  revokeKey: (ctx, { params }) => keys.revokeKey(ctx, params.keyId),
});

function instant(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(text);
}

function page({ items, ...rest }: Awaited<ReturnType<typeof keys.listKeys>>) {
  return { items: items.map(toWire), ...rest };
}

function made({ key, ...rest }: ApiKey & { key: string }) {
  return { ...toWire(rest), key };
}

function toWire(key: ApiKey) {
  return {
    ...key,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  };
}
