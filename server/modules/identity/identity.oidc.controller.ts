import { identityOidcRoutes } from '../../../shared/contract/identity.oidc.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import * as oidc from './identity.oidc.service.ts';
import type { OidcSettings } from './identity.oidc.types.ts';
import * as logins from './identity.oidc-logins.service.ts';

export const oidcController = defineController(identityOidcRoutes, {
  readOidc: async (ctx, { params }) => toWire(await oidc.readOidc(ctx, params.clientKey)),
  saveOidc: async (ctx, { params, body, version }) =>
    toWire(await oidc.saveOidc(ctx, params.clientKey, { ...body, version })),
  removeOidc: (ctx, { params, version }) => oidc.removeOidc(ctx, params.clientKey, version),
  startOidc: async (ctx, { params, query }) =>
    redirect(await logins.startOidc(ctx, params.clientKey, query.returnTo ?? '/cortex')),
  finishOidc: async (ctx, { query }) => redirect(await logins.finishOidc(ctx, textsOf(query))),
});

function toWire(settings: OidcSettings) {
  const { connection, version } = settings;
  const shown = connection === null ? null : { ...connection, updatedAt: connection.updatedAt.toISOString() };
  return reply({ ...settings, connection: shown }, { version });
}

function redirect({ location, cookies }: logins.Redirect) {
  return reply(undefined, { headers: { location }, cookies });
}

function textsOf(query: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
}
