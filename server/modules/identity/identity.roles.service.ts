import type { Grant, Permission, Role } from '../../../shared/contract/permissions.ts';
import { type GrantPlace, grantableRoles, mayGrant, roleCovers, targetOf } from '../../../shared/rules/granting.ts';
import { type Ctx, require, type StoreCtx, transaction } from '../../core/ctx.ts';
import { readCursor, toPage } from '../../core/cursor.ts';
import { newId } from '../../core/ids.ts';
import { problem } from '../../core/problem.ts';
import { record } from '../audit/audit.service.ts';
import { resolveClient } from '../stores/stores.clients.service.ts';
import type { Page } from '../stores/stores.types.ts';
import * as invitations from './identity.invitations.repository.ts';
import * as reader from './identity.roles.reader.ts';
import * as roles from './identity.roles.repository.ts';
import type { Person, Place, PlaceColumns, Reach } from './identity.roles.types.ts';
import type { Staff } from './identity.types.ts';

export const platformPlace: Place = { scope: 'platform' };

export async function clientPlace(ctx: Ctx, clientKey: string): Promise<Place> {
  const { id, key, name } = await resolveClient(ctx, clientKey);
  return { scope: 'client', clientId: id, key, name };
}

export function storePlace({ store }: Pick<StoreCtx, 'store'>): Place {
  return { scope: 'store', clientId: store.clientId, storeId: store.id, key: store.key, name: store.name };
}

/** Who has a role at the place or, for a store, on its client. */
export async function listPeople(
  ctx: Ctx,
  place: Place,
  page: Page,
): Promise<{ items: Person[]; next: string | null }> {
  requireAt(ctx, place, 'people.view');
  const [afterEmail = '', afterScope = ''] = readCursor(page.cursor, 2) ?? [];
  const after = { afterEmail, afterScope, limit: page.limit + 1 };
  const found = await reader.listPeople(ctx.platform, { ...reachOf(place), ...after });
  const { items, next } = toPage(found, page.limit, (row) => [row.email, row.scope]);
  return { items: items.map((row) => toPerson(ctx, place, row)), next };
}

/** Gives a person another role at the place, at once for their open sessions too. */
export async function changeRole(ctx: Ctx, place: Place, staffId: string, role: Role): Promise<Person> {
  requireAt(ctx, place, 'people.edit');
  if (isSelf(ctx, staffId)) throw problem('person.own_role');
  return transaction(ctx, async (ctx) => {
    const owners = await lockAndListOwners(ctx, place, staffId);
    const person = await findPerson(ctx, place, staffId);
    if (!actorMayGrant(ctx, person.role, place)) throw problem('person.above_own', { role: person.role });
    requireGrantable(ctx, role, place);
    if (role !== person.role) {
      refuseLast(place, owners, person);
      await roles.change(ctx.platform, { staffId, ...columnsOf(place), role, grantedAt: ctx.clock.now() });
      await recordChange(ctx, place, person, 'people.change_role', { before: person.role, after: role });
    }
    return toPerson(ctx, place, await findPerson(ctx, place, staffId));
  });
}

/**
 * Takes a person's role at the place away, and an open invitation to it. The account stays; without a role it can do
 * nothing.
 */
export async function removePerson(ctx: Ctx, place: Place, staffId: string): Promise<void> {
  requireAt(ctx, place, 'people.edit');
  await transaction(ctx, async (ctx) => {
    const owners = await lockAndListOwners(ctx, place, staffId);
    const person = await findPerson(ctx, place, staffId);
    if (!actorMayGrant(ctx, person.role, place)) throw problem('person.above_own', { role: person.role });
    refuseLast(place, owners, person);
    await roles.remove(ctx.platform, staffId, columnsOf(place));
    await invitations.removeByEmail(ctx.platform, { ...columnsOf(place), email: person.email });
    await recordChange(ctx, place, person, 'people.remove', { before: person.role });
  });
}

/**
 * Grants the role unless the person already has one that gives as much: nobody loses by being granted something. For
 * acts that have decided that it may be: it asks for no permission.
 */
export async function grantRole(ctx: Ctx, place: Place, staff: Staff, role: Role): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const before = await findRole(ctx, place, staff.id);
    if (before !== null && roleCovers(place.scope, before, role)) return;
    const grant = { id: newId(), staffId: staff.id, ...columnsOf(place), role, grantedAt: ctx.clock.now() };
    await roles.put(ctx.platform, grant);
    const change = before === null ? { after: role } : { before, after: role };
    await recordChange(ctx, place, { staffId: staff.id, name: staff.name }, 'people.grant', change);
  });
}

/** The role the person was granted at exactly this place. */
export function findRole(ctx: Ctx, place: GrantPlace, staffId: string): Promise<Role | null> {
  return roles.findRole(ctx.platform, staffId, columnsOf(place));
}

/** True if somebody with an open account owns the place, by a role there or, for a store, on its client. */
export async function hasOwner(ctx: Ctx, place: GrantPlace): Promise<boolean> {
  return (await roles.listOwners(ctx.platform, reachOf(place))).length > 0;
}

/** Refuses with `role.above_own` what the actor may not grant at the place. */
export function requireGrantable(ctx: Ctx, role: Role, place: Place): void {
  if (!actorMayGrant(ctx, role, place)) throw problem('role.above_own', { role });
}

/** The roles the actor may grant at the place, strongest first. */
export function actorGrantable(ctx: Ctx, place: Place): Role[] {
  return ctx.actor.kind === 'staff' ? grantableRoles(ctx.actor.grants, place) : [];
}

/** What each of the people holds now, anywhere, whatever they held when they last acted. */
export async function readGrants(
  ctx: Ctx,
  staffIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Grant[]>> {
  const found = await roles.listGrants(ctx.platform, staffIds);
  return new Map(staffIds.map((id) => [id, found.filter((grant) => grant.staffId === id)]));
}

/** Asks for the permission `{scope}.{act}` at the place. */
export function requireAt(ctx: Ctx, place: Place, act: 'people.view' | 'people.edit'): void {
  const permission: Permission = `${place.scope}.${act}`;
  require(ctx, permission, targetOf(place));
}

/** True if the person is the actor. */
function isSelf(ctx: Ctx, staffId: string): boolean {
  return ctx.actor.kind === 'staff' && ctx.actor.staffId === staffId;
}

export function columnsOf(place: GrantPlace): PlaceColumns {
  return {
    scope: place.scope,
    clientId: place.scope === 'client' ? place.clientId : null,
    storeId: place.scope === 'store' ? place.storeId : null,
  };
}

function reachOf(place: GrantPlace): Reach {
  return {
    isPlatform: place.scope === 'platform',
    clientId: place.scope === 'platform' ? null : place.clientId,
    storeId: place.scope === 'store' ? place.storeId : null,
  };
}

function actorMayGrant({ actor }: Ctx, role: Role, place: Place): boolean {
  if (actor.kind === 'system') return (role === 'operator') === (place.scope === 'platform');
  return actor.kind === 'staff' && mayGrant(actor.grants, role, place);
}

async function findPerson(ctx: Ctx, place: Place, staffId: string): Promise<reader.PersonRow> {
  const held = await reader.listRoles(ctx.platform, { ...reachOf(place), staffId });
  const here = held.find((one) => one.scope === place.scope);
  if (here !== undefined) return here;
  throw problem(held.length > 0 ? 'person.role_from_client' : 'person.not_found');
}

async function lockAndListOwners(ctx: Ctx, place: Place, staffId: string) {
  await roles.lock(ctx.platform, { ...reachOf(place), staffId });
  return roles.listOwners(ctx.platform, reachOf(place));
}

/** Somebody with an open account must stay able to do everything at the place. */
function refuseLast(place: Place, owners: readonly { staffId: string; scope: string }[], person: reader.PersonRow) {
  const others = owners.filter((owner) => owner.staffId !== person.staffId || owner.scope !== place.scope);
  if (others.length === owners.length || others.length > 0) return;
  throw problem(place.scope === 'platform' ? 'person.last_operator' : 'person.last_owner');
}

async function recordChange(
  ctx: Ctx,
  place: Place,
  person: { staffId: string; name: string },
  action: string,
  change: { before?: Role; after?: Role },
) {
  await record(ctx, {
    action,
    subject: { type: 'staff', id: person.staffId, name: person.name },
    ...(place.scope !== 'platform' && { clientId: place.clientId }),
    ...(change.before !== undefined && { before: { role: change.before } }),
    ...(change.after !== undefined && { after: { role: change.after } }),
  });
}

function toPerson(ctx: Ctx, place: Place, row: reader.PersonRow): Person {
  const isYou = isSelf(ctx, row.staffId);
  const mayTouch = row.scope === place.scope && actorMayGrant(ctx, row.role, place);
  const mayChange = mayTouch && !isYou && place.scope !== 'platform';
  return {
    id: row.staffId,
    name: row.name,
    email: row.email,
    role: row.role,
    from: row.scope,
    isActive: row.isActive,
    isYou,
    grantedAt: row.grantedAt,
    lastSeenAt: row.lastSeenAt,
    mayBecome: mayChange ? actorGrantable(ctx, place).filter((role) => role !== row.role) : [],
    mayRemove: mayTouch,
  };
}
