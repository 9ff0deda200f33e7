import { type Ctx, transaction } from '../../core/ctx.ts';
import { record } from '../audit/audit.service.ts';
import * as sessions from './identity.sessions.repository.ts';
import { openSession } from './identity.sessions.service.ts';
import type { OpenedSession, SignInMethod, Staff } from './identity.types.ts';

/**
 * Opens the session of a person who proved to be who they say, in the caller's transaction. The session this browser
 * had before ends, so that none is left behind and none can be planted.
 */
export async function completeSignIn(
  ctx: Ctx,
  person: Staff,
  method: SignInMethod,
  onlyClientId: string | null = null,
): Promise<OpenedSession> {
  if (ctx.actor.kind === 'staff') {
    const { staffId, sessionId } = ctx.actor;
    await sessions.remove(ctx.platform, { id: sessionId, staffId, onlyClientId: null });
  }
  const session = await openSession(ctx, person, method, onlyClientId);
  const { id: staffId, name, email } = person;
  await record(
    { ...ctx, actor: { kind: 'staff', staffId, name, email, sessionId: session.id, grants: [] } },
    {
      action: 'sign_in.succeed',
      subject: { type: 'staff', id: staffId, name },
      ...(onlyClientId !== null && { clientId: onlyClientId }),
      after: { method, sessionId: session.id, address: ctx.request?.address ?? null },
    },
  );
  return session;
}

export type Refusal = {
  /** What was claimed; null when not even that is known. */
  email: string | null;
  person: { id: string; name: string } | null;
  method: SignInMethod;
  reason: string;
  clientId?: string;
};

/** Keeps a refused sign-in. It has a transaction of its own, because the request it belongs to fails. */
export async function recordRefusal(ctx: Ctx, { email, person, method, reason, clientId }: Refusal): Promise<void> {
  if (ctx.session.inTransaction) throw new Error('a refusal recorded here would be rolled back with its request');
  await transaction(ctx, (ctx) =>
    record(ctx, {
      action: 'sign_in.refuse',
      subject: { type: 'staff', id: person?.id ?? 'unknown', name: person?.name ?? email ?? 'unknown' },
      ...(clientId !== undefined && { clientId }),
      after: { method, reason, email, address: ctx.request?.address ?? null },
    }),
  );
}
