import type { Role } from '../../../shared/contract/permissions.ts';

/** Where people hold roles: the deployment, a client, or a store. */
export type Place =
  | { scope: 'platform' }
  | { scope: 'client'; clientId: string; key: string; name: string }
  | { scope: 'store'; clientId: string; storeId: string; key: string; name: string };

export const scopes = ['platform', 'client', 'store'] as const;
export type RoleScope = Place['scope'];

/** A place as the columns of a grant or an invitation say it. */
export type PlaceColumns = { scope: RoleScope; clientId: string | null; storeId: string | null };

/** Whose roles reach a place: those of the platform, of a client, of a store. */
export type Reach = { isPlatform: boolean; clientId: string | null; storeId: string | null };

/** One role of one person, as the actor sees it. */
export type Person = {
  id: string;
  name: string;
  email: string;
  role: Role;
  from: RoleScope;
  isActive: boolean;
  isYou: boolean;
  grantedAt: Date;
  lastSeenAt: Date | null;
  mayBecome: Role[];
  mayRemove: boolean;
};
