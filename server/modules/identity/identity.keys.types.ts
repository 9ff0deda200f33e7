import type { StorePermission } from '../../../shared/contract/permissions.ts';

/** An API key of a store, without its secret. */
export type ApiKey = {
  id: string;
  name: string;
  prefix: string;
  permissions: StorePermission[];
  createdAt: Date;
  createdBy: string;
  expiresAt: Date | null;
  isExpired: boolean;
  lastUsedAt: Date | null;
};
export type NewApiKey = { name: string; permissions: readonly StorePermission[]; expiresAt: Date | null };
