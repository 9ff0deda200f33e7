import { z } from 'zod';
import { Email, Line, Locale, StoreParams } from './common.ts';
import { defineRoutes } from './route.ts';

/** The digits mailed to a fan. */
const SignInCode = z.string().regex(/^\d{6}$/, 'Use the six digits from the mail.');
const Name = Line.min(1).max(60);

export const Fan = z.strictObject({
  name: z.string(),
  email: z.string(),
  /** As the vendor said at sign-in. */
  accountGroups: z.array(z.string()),
});
export type Fan = z.infer<typeof Fan>;

const base = '/api/stores/{storeKey}/fan';

export const fanRoutes = defineRoutes({
  requestFanCode: {
    method: 'POST',
    path: `${base}/codes`,
    summary: 'Have a sign-in code mailed; the answer is the same whether there is an account or not',
    access: 'visitor',
    params: StoreParams,
    body: z.strictObject({ email: Email, locale: Locale.optional() }),
    status: 202,
    perMinute: 10,
    problems: ['fan.too_many_codes'],
  },
  signInFan: {
    method: 'POST',
    path: `${base}/sessions`,
    summary:
      'Sign in with the ticketing account of an address by its code; a name makes an account where there is none',
    access: 'visitor',
    params: StoreParams,
    body: z.strictObject({
      email: Email,
      code: SignInCode,
      /** For an address the vendor does not know yet. */
      name: z.strictObject({ first: Name, last: Name }).optional(),
    }),
    response: Fan,
    perMinute: 20,
    problems: [
      'fan.code_invalid',
      'fan.name_needed',
      'fan.account_locked',
      'vendor.not_connected',
      'vendor.busy',
      'vendor.unavailable',
      'vendor.refused',
      'vendor.setup',
    ],
  },
  readFan: {
    method: 'GET',
    path: base,
    summary: 'Who is signed in',
    access: 'visitor',
    params: StoreParams,
    response: z.strictObject({ fan: Fan.nullable() }),
  },
  signOutFan: {
    method: 'DELETE',
    path: `${base}/sessions`,
    summary: 'Sign out',
    access: 'fan',
    params: StoreParams,
  },
});
