import type { Grant, Role } from '../../../shared/contract/permissions.ts';
import { mayGrant } from '../../../shared/rules/granting.ts';
import type { Ctx } from '../../core/ctx.ts';
import * as reader from './identity.invitations.reader.ts';
import type { PendingInvitation } from './identity.invitations.types.ts';
import { platformPlace, readGrants } from './identity.roles.service.ts';
import type { Place } from './identity.roles.types.ts';

/**
 * The invitation of an id or of a link while it can be accepted: not accepted, revoked or expired, and who invited may
 * still grant the role. The grant is made in their name when it is accepted, so what somebody handed out who has left
 * or was demoted since does not open the door a week later.
 */
export async function findPending(
  ctx: Ctx,
  by: { id: string } | { tokenHash: Buffer },
): Promise<PendingInvitation | null> {
  const found = await reader.findPending(ctx.platform, { ...by, now: ctx.clock.now() });
  if (found === null) return null;
  const { role, inviterId } = found;
  const place = placeOf(found);
  if (!isBacked(await readInviters(ctx, [found]), { role, inviterId }, place)) return null;
  const { id, email, expiresAt, hasAccount } = found;
  return { id, email, role, place, inviterName: found.inviterName ?? productName, expiresAt, hasAccount };
}

type Inviters = ReadonlyMap<string, readonly Grant[]>;

/** What those who invited hold now. */
export function readInviters(ctx: Ctx, of: readonly { inviterId: string | null }[]): Promise<Inviters> {
  return readGrants(ctx, [...new Set(of.flatMap(({ inviterId }) => inviterId ?? []))]);
}

/** True if who invited may still grant the role; the command line always may. */
export function isBacked(
  inviters: Inviters,
  { role, inviterId }: { role: Role; inviterId: string | null },
  place: Place,
): boolean {
  return inviterId === null || mayGrant(inviters.get(inviterId) ?? [], role, place);
}

/** Who invited when nobody of the staff did: the command line. */
export const productName = 'Attend Flex';

function placeOf({ scope, clientId, clientKey, clientName, storeId, storeKey, storeName }: reader.PendingRow): Place {
  if (scope === 'platform') return platformPlace;
  if (scope === 'client' && clientId !== null && clientKey !== null && clientName !== null) {
    return { scope, clientId, key: clientKey, name: clientName };
  }
  if (scope === 'store' && clientId !== null && storeId !== null && storeKey !== null && storeName !== null) {
    return { scope, clientId, storeId, key: storeKey, name: storeName };
  }
  throw new Error('an invitation leads nowhere');
}
