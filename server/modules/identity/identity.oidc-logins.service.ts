import { asSystem, type Ctx } from '../../core/ctx.ts';
import { cookieName, makeCookie } from '../../core/http/cookies.ts';
import { newId, newSecret } from '../../core/ids.ts';
import { ProblemError, problem } from '../../core/problem.ts';
import { resolveClient } from '../stores/stores.clients.service.ts';
import { finishLogin, startLogin } from './adapters/openid.ts';
import * as reader from './identity.oidc.reader.ts';
import { findUsable, reachOf } from './identity.oidc.service.ts';
import { admit } from './identity.oidc-access.service.ts';
import * as logins from './identity.oidc-logins.repository.ts';
import { hashToken } from './identity.sessions.service.ts';
import { recordRefusal } from './identity.sign-in.service.ts';

/** Milliseconds somebody may take on the provider's pages. */
const loginLifetime = 10 * 60_000;
const browserCookie = 'flex_oidc';

/** Where the browser goes next, and what it keeps. */
export type Redirect = { location: string; cookies: string[] };

/**
 * To the provider of the client; back to our sign-in page with the problem's code when that cannot be. Another site
 * cannot make somebody who is signed in change to another account: they go where they wanted to go.
 */
export async function startOidc(ctx: Ctx, clientKey: string, returnTo: string): Promise<Redirect> {
  const isFromElsewhere = ctx.request?.headers['sec-fetch-site'] === 'cross-site';
  if (isFromElsewhere && ctx.actor.kind === 'staff') return { location: returnTo, cookies: [] };
  try {
    const client = await findClient(ctx, clientKey);
    const { provider } = await findUsable(ctx, client.id);
    const secrets = { state: newSecret(), nonce: newSecret(), codeVerifier: newSecret() };
    const location = await startLogin(provider, reachOf(ctx), secrets);
    const browser = browserOf(ctx) ?? newSecret();
    await logins.insert(ctx.platform, {
      id: newId(),
      clientId: client.id,
      stateHash: hashToken(secrets.state),
      browserHash: hashToken(browser),
      codeVerifier: secrets.codeVerifier,
      nonce: secrets.nonce,
      returnTo,
      expiresAt: new Date(ctx.clock.now().getTime() + loginLifetime),
    });
    return { location, cookies: [makeCookie(ctx.config, browserCookie, browser, loginLifetime / 1000)] };
  } catch (error) {
    return refuse(ctx, error, null);
  }
}

/**
 * Signs in with what the provider sent the browser back with. An answer counts once, in the browser that asked for it,
 * within ten minutes. Whatever is wrong leads to our sign-in page with the problem's code.
 */
export async function finishOidc(ctx: Ctx, parameters: Readonly<Record<string, string>>): Promise<Redirect> {
  let clientId: string | null = null;
  try {
    const login = await takeLogin(ctx, parameters.state);
    clientId = login.clientId;
    const client = await reader.findClient(ctx.platform, clientId);
    if (client === null) throw problem('oidc.not_configured');
    const { connection, provider } = await findUsable(ctx, clientId);
    const secrets = { state: parameters.state ?? '', nonce: login.nonce, codeVerifier: login.codeVerifier };
    const claims = await finishLogin(provider, reachOf(ctx), secrets, parameters);
    const session = await admit(ctx, client, connection, claims);
    return { location: login.returnTo, cookies: [session.cookie] };
  } catch (error) {
    return refuse(ctx, error, clientId);
  }
}

/** Logins nobody came back from, for the clean-up. */
export function removeExpiredLogins(ctx: Ctx): Promise<number> {
  return logins.removeExpired(ctx.platform, ctx.clock.now());
}

/** An unknown client and one without a provider are told apart by nobody. */
async function findClient(ctx: Ctx, clientKey: string) {
  try {
    return await resolveClient(asSystem(ctx, 'sign-in'), clientKey);
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'client.not_found') throw problem('oidc.not_configured');
    throw error;
  }
}

async function takeLogin(ctx: Ctx, state: string | undefined) {
  const browser = browserOf(ctx);
  const at = { stateHash: hashToken(state ?? ''), browserHash: hashToken(browser ?? ''), now: ctx.clock.now() };
  const login = state === undefined || browser === null ? null : await logins.take(ctx.platform, at);
  if (login === null) throw problem('auth.oidc_failed', { reason: 'This sign-in was not started in this browser.' });
  return login;
}

/** What ties the browser to its logins; one browser may have several under way. */
function browserOf(ctx: Ctx): string | null {
  const value = ctx.request?.cookies[cookieName(ctx.config, browserCookie)];
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : null;
}

/** A person in a browser cannot read a problem as JSON: our page says it. A fault of ours stays one. */
async function refuse(ctx: Ctx, error: unknown, clientId: string | null): Promise<Redirect> {
  if (!(error instanceof ProblemError)) throw error;
  const { email, reason } = error.params;
  await recordRefusal(ctx, {
    email: typeof email === 'string' ? email : null,
    person: null,
    method: 'oidc',
    reason: typeof reason === 'string' ? `${error.code} ${reason}` : error.code,
    ...(clientId !== null && { clientId }),
  });
  return { location: `/cortex/sign-in?problem=${error.code}`, cookies: [] };
}
