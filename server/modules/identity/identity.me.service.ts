import { type Permission, type Role, rolePermissions } from '../../../shared/contract/permissions.ts';
import { type Ctx, transaction } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import { record } from '../audit/audit.service.ts';
import * as reader from './identity.me.reader.ts';
import { mayResetPassword } from './identity.passwords.service.ts';
import * as sessions from './identity.sessions.repository.ts';
import { requireStaff } from './identity.sessions.service.ts';
import * as staff from './identity.staff.repository.ts';
import type { Profile } from './identity.types.ts';

/** Who is signed in, with their roles as far as this session reaches and what each allows. */
export async function readMe(ctx: Ctx): Promise<Profile> {
  const self = requireStaff(ctx);
  const person = await staff.findById(ctx.platform, self.staffId);
  const session = await sessions.findById(ctx.platform, self.sessionId);
  if (person === null || session === null) throw problem('auth.required');
  const roles = await reader.listRoles(ctx.platform, { staffId: person.id, onlyClientId: session.onlyClientId });
  return {
    id: person.id,
    email: person.email,
    name: person.name,
    version: person.version,
    hasPassword: person.passwordHash !== null,
    mayResetPassword: await mayResetPassword(ctx),
    signedInBy: session.method,
    roles: roles.map((held) => ({ ...held, permissions: permissionsAt(held) })),
  };
}

/** Changes the own name. Throws `version.stale` when the profile changed since `version` was read. */
export async function changeMe(ctx: Ctx, change: { name: string; version: number }): Promise<Profile> {
  const self = requireStaff(ctx);
  return transaction(ctx, async (ctx) => {
    const before = await staff.findById(ctx.platform, self.staffId);
    if (before === null) throw problem('auth.required');
    if (!(await staff.rename(ctx.platform, { id: self.staffId, ...change }))) throw problem('version.stale');
    await record(ctx, {
      action: 'staff.rename',
      subject: { type: 'staff', id: self.staffId, name: change.name },
      before: { name: before.name },
      after: { name: change.name },
    });
    return readMe(ctx);
  });
}

/** What a role allows where it is held: on a store nothing of its client, on a client nothing of the platform. */
function permissionsAt({ scope, role }: { scope: 'platform' | 'client' | 'store'; role: Role }): Permission[] {
  const reached = { platform: ['platform.', 'client.', 'store.'], client: ['client.', 'store.'], store: ['store.'] };
  return rolePermissions[role].filter((permission) => reached[scope].some((prefix) => permission.startsWith(prefix)));
}
