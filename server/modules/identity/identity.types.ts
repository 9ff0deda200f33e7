import type { Permission, Role } from '../../../shared/contract/permissions.ts';
import type { Actor } from '../../core/ctx.ts';

/** Who a person of the staff is; never their password. */
export type Staff = { id: string; email: string; name: string; isActive: boolean; version: number };

export const signInMethods = ['password', 'link', 'oidc', 'invitation'] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** A session just opened: the secret leaves the server in this cookie and nowhere else. */
export type OpenedSession = { id: string; token: string; cookie: string };

export type StaffActor = Extract<Actor, { kind: 'staff' }>;

/** A session as its owner sees it. */
export type OpenSession = {
  id: string;
  createdAt: Date;
  seenAt: Date;
  address: string;
  /** Such as "Firefox on Windows". */
  device: string;
  method: SignInMethod;
  isCurrent: boolean;
};

/** A role somebody holds, where, and what it allows there. */
export type HeldRole = {
  scope: 'platform' | 'client' | 'store';
  scopeId: string | null;
  key: string | null;
  name: string | null;
  clientKey: string | null;
  role: Role;
  permissions: Permission[];
};

export type Profile = {
  id: string;
  email: string;
  name: string;
  version: number;
  hasPassword: boolean;
  mayResetPassword: boolean;
  signedInBy: SignInMethod;
  roles: HeldRole[];
};
