import { newId } from '../../server/core/ids.ts';
import { openSession, sessionCookieName } from '../../server/modules/identity/identity.sessions.service.ts';
import { findOrCreateStaff } from '../../server/modules/identity/identity.staff.service.ts';
import type { Staff } from '../../server/modules/identity/identity.types.ts';
import type { Grant, Role } from '../../shared/contract/permissions.ts';
import type { TestApp } from '../harness/app.ts';
import type { TestClient } from '../harness/client.ts';

let made = 0;

/** A person of the staff; without grants they may sign in and nothing else. */
export async function makeStaff(
  app: Pick<TestApp, 'ctx'>,
  { name, email, grants = [] }: { name?: string; email?: string; grants?: readonly Grant[] } = {},
): Promise<Staff> {
  made += 1;
  const staff = await findOrCreateStaff(app.ctx, {
    name: name ?? `Person ${made}`,
    email: email ?? `person-${made}@example.test`,
  });
  for (const grant of grants) await addGrant(app, staff, grant);
  return staff;
}

/** The grant of a role on a store, a client, or (operator) on the platform. */
export function onStore(store: { id: string }, role: Role): Grant {
  return { scope: 'store', scopeId: store.id, role };
}
export function onClient(client: { id: string }, role: Role): Grant {
  return { scope: 'client', scopeId: client.id, role };
}
export const asOperator: Grant = { scope: 'platform', scopeId: null, role: 'operator' };

/** A browser in which the person is signed in. */
export async function signIn(
  app: Pick<TestApp, 'ctx' | 'client'>,
  staff: Staff,
  headers?: Record<string, string>,
): Promise<TestClient> {
  const { token } = await openSession(app.ctx, staff, 'link');
  const client = app.client(headers);
  client.cookies.set(sessionCookieName(app.ctx), token);
  return client;
}

async function addGrant(app: Pick<TestApp, 'ctx'>, staff: Staff, { scope, scopeId, role }: Grant) {
  await app.ctx.database.pool.query(
    `insert into platform.staff_roles (id, staff_id, scope, client_id, store_id, role, granted_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      newId(),
      staff.id,
      scope,
      scope === 'client' ? scopeId : null,
      scope === 'store' ? scopeId : null,
      role,
      app.ctx.clock.now(),
    ],
  );
}
