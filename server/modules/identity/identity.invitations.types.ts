import type { Role } from '../../../shared/contract/permissions.ts';
import type { Place } from './identity.roles.types.ts';

/** An invitation that was not accepted, with what it is for. */
export type PendingInvitation = {
  id: string;
  email: string;
  role: Role;
  place: Place;
  inviterName: string;
  expiresAt: Date;
  /** True if there is an account of the address. */
  hasAccount: boolean;
};

/** An open invitation as staff see it. */
export type Invitation = {
  id: string;
  email: string;
  role: Role;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
  sentAt: Date | null;
  state: 'open' | 'expired' | 'inviter_lost_right';
  mayEdit: boolean;
};
