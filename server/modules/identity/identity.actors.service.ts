import type { Actor, Ctx } from '../../core/ctx.ts';
import { resolveKey } from './identity.keys.service.ts';
import { resolveSession } from './identity.sessions.service.ts';

/**
 * Who is asking: by the API key, else by the session cookie; anonymous without either. A key wins and the cookie beside
 * it is not looked at, also when the key is refused.
 */
export async function resolveActor(ctx: Ctx): Promise<Actor> {
  return (await resolveKey(ctx)) ?? (await resolveSession(ctx)) ?? { kind: 'anonymous' };
}
