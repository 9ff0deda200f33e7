import { type Ctx, require, transaction } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { problem } from '../../core/problem.ts';
import { record } from '../audit/audit.service.ts';
import * as roles from './identity.roles.repository.ts';
import * as sessions from './identity.sessions.repository.ts';
import * as staff from './identity.staff.repository.ts';
import type { Staff } from './identity.types.ts';

export async function findStaff(ctx: Ctx, id: string): Promise<Staff | null> {
  return toStaff(await staff.findById(ctx.platform, id));
}

/** `email` as the contract makes it: trimmed and in lower case. */
export async function findStaffByEmail(ctx: Ctx, email: string): Promise<Staff | null> {
  return toStaff(await staff.findByEmail(ctx.platform, email));
}

/**
 * The person of an e-mail address, made if there is none yet. For services that have proved that the address is theirs
 * or that somebody with the right invited them: it asks for no permission and grants none.
 */
export async function findOrCreateStaff(ctx: Ctx, { email, name }: { email: string; name: string }): Promise<Staff> {
  return transaction(ctx, async (ctx) => {
    const made = { id: newId(), email, name, createdAt: ctx.clock.now() };
    if (await staff.insert(ctx.platform, made)) {
      await record(ctx, {
        action: 'staff.create',
        subject: { type: 'staff', id: made.id, name },
        after: { email, name },
      });
    }
    const found = await findStaffByEmail(ctx, email);
    if (found === null) throw new Error('a person vanished while being made');
    return found;
  });
}

/** Bars a person from signing in and ends all their sessions at once. */
export async function deactivateStaff(ctx: Ctx, staffId: string): Promise<void> {
  return setActive(ctx, staffId, false);
}

export async function reactivateStaff(ctx: Ctx, staffId: string): Promise<void> {
  return setActive(ctx, staffId, true);
}

async function setActive(ctx: Ctx, staffId: string, isActive: boolean): Promise<void> {
  require(ctx, 'platform.people.edit');
  if (ctx.actor.kind === 'staff' && ctx.actor.staffId === staffId) throw problem('person.self');
  await transaction(ctx, async (ctx) => {
    const person = await findStaff(ctx, staffId);
    if (person === null) throw problem('person.not_found');
    if (!isActive) await refuseLastOperator(ctx, staffId);
    if (!(await staff.setActive(ctx.platform, { id: staffId, isActive }))) return;
    if (!isActive) await sessions.removeOthers(ctx.platform, { staffId, keepId: null, onlyClientId: null });
    await record(ctx, {
      action: isActive ? 'staff.reactivate' : 'staff.deactivate',
      subject: { type: 'staff', id: staffId, name: person.name },
      before: { isActive: !isActive },
      after: { isActive },
    });
  });
}

async function refuseLastOperator(ctx: Ctx, staffId: string) {
  const platform = { isPlatform: true, clientId: null, storeId: null };
  await roles.lock(ctx.platform, { ...platform, staffId });
  const operators = await roles.listOwners(ctx.platform, platform);
  const others = operators.filter((operator) => operator.staffId !== staffId);
  if (others.length === 0 && operators.length > 0) throw problem('person.last_operator');
}

function toStaff(row: staff.StaffRow | null): Staff | null {
  if (row === null) return null;
  const { id, email, name, isActive, version } = row;
  return { id, email, name, isActive, version };
}
