import { fanRoutes } from '../../../shared/contract/fans.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import * as codes from './fans.codes.service.ts';
import * as sessions from './fans.sessions.service.ts';
import type { SignedInFan } from './fans.types.ts';

export const fansController = defineController(fanRoutes, {
  requestFanCode: (ctx, { body }) => codes.requestCode(ctx, body),
  signInFan: async (ctx, { body }) => {
    const { fan, cookie } = await sessions.signIn(ctx, body);
    return reply(toWire(fan), { cookies: [cookie] });
  },
  readFan: async (ctx) => {
    const fan = await sessions.signedInFan(ctx);
    return { fan: fan === null ? null : toWire(fan) };
  },
  signOutFan: async (ctx) => reply(undefined, { cookies: [await sessions.signOut(ctx)] }),
});

function toWire({ name, email, accountGroups }: SignedInFan) {
  return { name, email, accountGroups: [...accountGroups] };
}
