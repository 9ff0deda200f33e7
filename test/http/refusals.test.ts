import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Role, rolePermissions, roles } from '../../shared/contract/permissions.ts';
import type { Route } from '../../shared/contract/route.ts';
import { type RouteTable, routes } from '../../shared/contract/routes.ts';
import { asOperator, makeStaff, onClient, signIn } from '../factories/staff.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import type { Answer, TestClient } from '../harness/client.ts';
import { fingerprint } from '../harness/fingerprint.ts';
import { sampleOf } from '../harness/sample.ts';
import { fill, makeTenant, named, type Tenant } from './tenants.ts';

/** Routes anybody may call. A new one is added here knowingly, by whoever can say why it gives nothing away. */
const publicRoutes = [
  'identity.acceptInvitation',
  'identity.finishOidc',
  'identity.previewInvitation',
  'identity.redeemLink',
  'identity.requestLink',
  'identity.signInByPassword',
  'identity.startOidc',
];
/** Routes anybody may call at an open store's storefront; likewise added knowingly. */
const visitorRoutes: string[] = [
  'carts.chooseCart',
  'carts.dropFromCart',
  'carts.findSeats',
  'carts.holdCart',
  'carts.leaveCart',
  'carts.readCart',
  'carts.releaseCart',
  'catalog.getAvailability',
  'catalog.getOffer',
  'catalog.getOfferCopy',
  'catalog.getOfferMap',
  'catalog.getOfferSet',
  'catalog.getSeats',
  'catalog.getSetAvailability',
  'catalog.getSetCopy',
  'catalog.getSetOffer',
  'catalog.getSetSeats',
  'catalog.quoteSelection',
  'catalog.streamOffer',
  'fans.readFan',
  'fans.requestFanCode',
  'fans.signInFan',
  'insights.noteSeen',
];
/** Path parameters that are words of the product, the same in every store; the others name something of one tenant. */
const sharedWords = ['name'];

type Case = { id: string; route: Route };
const cases: Case[] = Object.entries<RouteTable[string]>(routes).flatMap(([module, table]) =>
  Object.entries(table).map(([name, route]) => ({ id: `${module}.${name}`, route })),
);
const unguarded = ['public', 'signed_in', 'visitor', 'fan'];
const guarded = cases.filter(({ route }) => !unguarded.includes(route.access));
const forFans = cases.filter(({ route }) => route.access === 'fan');
const forSignedIn = cases.filter(({ route }) => route.access === 'signed_in');

let app: TestApp;
let a: Tenant;
let b: Tenant;
let withoutRole: TestClient;
/** A person of tenant b for each role, and the operator. */
const byRole = new Map<Role, TestClient>();
/** Each request comes from an address of its own, so that only refusals of the routes are seen. */
let sent = 0;
/** Of the whole database; no refused request may change it. */
let before: Record<string, string>;

beforeAll(async () => {
  app = await openTestApp({ TRUSTED_PROXIES: '1' });
  a = await makeTenant(app, 'a');
  b = await makeTenant(app, 'b');
  withoutRole = await signIn(app, await makeStaff(app));
  for (const role of roles) {
    const grant = role === 'operator' ? asOperator : onClient({ id: b.clientId }, role);
    byRole.set(role, await signIn(app, await makeStaff(app, { grants: [grant] })));
  }
  await Promise.all(
    [a.browser, a.program, b.browser, b.program, b.reader, withoutRole].map((one) => one.get('/api/stores')),
  );
  // what the tenants said of themselves is still being handed over
  await app.ctx.relay.sweep();
  before = await fingerprint(app.databaseUrl);
});
afterAll(() => app.close());
// so many requests a minute and actor; altogether less than the minute after which a session is seen anew
beforeEach(() => app.clock.advance(60));

/** Sends the route what it takes, with the parameters of its path from `params`. */
async function call(client: TestClient, { route }: Case, params: Record<string, string>): Promise<Answer> {
  sent += 1;
  const path = fill(route.path, params, route.params);
  const headers = {
    'x-forwarded-for': `2001:db8:${sent.toString(16)}::1`,
    ...(route.ifMatch === true && { 'if-match': '"1"' }),
  };
  const body = route.body === undefined ? undefined : sampleOf(route.body);
  const query =
    route.query === undefined ? '' : `?${new URLSearchParams(Object(named(sampleOf(route.query), params))).toString()}`;
  const method = route.method.toLowerCase() as 'post';
  return route.method === 'GET' ? client.get(path + query, headers) : client[method](path, body, headers);
}

/** A test for each route, and after those of a module one that they changed nothing: reading every table takes a while. */
function changingNothing(these: readonly Case[], title: string, act: (one: Case) => Promise<void>) {
  const moduleOf = ({ id }: Case) => id.split('.', 1)[0] ?? id;
  for (const module of new Set(these.map(moduleOf))) {
    it.each(these.filter((one) => moduleOf(one) === module))(`$id ${title}`, act);
    it(`and by those of ${module} nothing changes`, async () => {
      expect(await fingerprint(app.databaseUrl)).toEqual(before);
    });
  }
}

function expectRefusal(answer: Answer, who: string) {
  expect([401, 403, 404], `${who}: ${answer.status} ${answer.text}`).toContain(answer.status);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.headers['set-cookie']).toBeUndefined();
}

it('only the listed routes are public', () => {
  const found = cases.filter(({ route }) => route.access === 'public').map(({ id }) => id);
  expect(found.sort()).toEqual(publicRoutes);
});

it('only the listed routes are for every visitor', () => {
  const found = cases.filter(({ route }) => route.access === 'visitor').map(({ id }) => id);
  expect(found.sort()).toEqual(visitorRoutes);
});

describe('a route for fans', () => {
  changingNothing(forFans, 'refuses everybody who is not signed in as one', async (one) => {
    for (const client of [app.client(), b.browser, b.program]) {
      const answer = await call(client, one, b.paramsOf(one.route));
      expect(answer.status, answer.text).toBe(401);
      expect(answer.body).toMatchObject({ code: 'fan.sign_in_required' });
    }
  });
});

it('what a path can name was made, where a route makes it', () => {
  expect(b.unmade).toEqual([]);
});

it('every route of the table is served, or its refusals would prove nothing', () => {
  for (const { id, route } of cases) {
    const url = route.path.replace(/\{(\w+)\}/g, ':$1');
    expect(app.http.hasRoute({ method: route.method, url }), id).toBe(true);
  }
});

describe('a route that needs a permission', () => {
  changingNothing(guarded, 'refuses everybody without it', async (one) => {
    const params = b.paramsOf(one.route);
    const others: [string, TestClient][] = [
      ['nobody', app.client()],
      ["another tenant's owner", a.browser],
      ["another store's key", a.program],
      ['a person without a role', withoutRole],
      [
        'a key nobody made',
        app.client({ authorization: 'Bearer flex_abcdefgh_0123456789012345678901234567890123456789012' }),
      ],
    ];
    for (const [who, client] of others) expectRefusal(await call(client, one, params), who);
  });

  it.each(guarded.filter(({ route }) => /\{(storeKey|clientKey)\}/.test(route.path)))(
    "$id says the same of another tenant's as of what does not exist",
    async (one) => {
      const theirs = b.paramsOf(one.route);
      const nobodys = { ...theirs, storeKey: 'no-such-store', clientKey: 'no-such-client' };
      for (const client of [a.browser, a.program, withoutRole]) {
        const [known, unknown] = [await call(client, one, theirs), await call(client, one, nobodys)];
        const { instance: _, ...said } = known.body;
        const { instance: _other, ...saidOfNothing } = unknown.body;
        expect(said).toEqual(saidOfNothing);
      }
    },
  );
});

describe('a role that does not carry the permission', () => {
  changingNothing(guarded, 'is refused on the own tenant too', async (one) => {
    const lacking = roles.filter((role) =>
      rolePermissions[role].every((permission) => permission !== one.route.access),
    );
    for (const role of lacking) {
      const person = byRole.get(role);
      if (person === undefined) throw new Error(`nobody has the role ${role}`);
      expectRefusal(await call(person, one, b.paramsOf(one.route)), role);
    }
    if (one.route.access === 'store.view') return;
    expectRefusal(await call(b.reader, one, b.paramsOf(one.route)), 'a key that may only look');
  });
});

describe('a route with the own store or client in its path', () => {
  const withInnerNames = guarded.filter(({ route }) => innerNames(route).length > 0);

  changingNothing(withInnerNames, "does not find what is another tenant's", async (one) => {
    const params = { ...b.paramsOf(one.route), storeKey: a.params.storeKey, clientKey: a.params.clientKey };
    expectRefusal(await call(a.browser, one, params), 'the owner');
    expectRefusal(await call(a.program, one, params), 'the key');
  });

  it('is among the tested ones', () => {
    expect(withInnerNames.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['identity.revokeKey', 'identity.removeFromStore', 'stores.removeHost']),
    );
  });

  /** Names in the path that belong to one tenant, besides the tenant's own. */
  function innerNames(route: Route): string[] {
    if (!/\{(storeKey|clientKey)\}/.test(route.path)) return [];
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
    return names.filter((name) => !['storeKey', 'clientKey', ...sharedWords].includes(name));
  }
});

describe('a route for any signed-in person', () => {
  changingNothing(forSignedIn, 'refuses nobody and programs', async (one) => {
    expectRefusal(await call(app.client(), one, b.paramsOf(one.route)), 'nobody');
    expectRefusal(await call(a.program, one, b.paramsOf(one.route)), "another store's key");
    expectRefusal(await call(b.program, one, b.paramsOf(one.route)), "the store's key");
  });

  const withNames = forSignedIn.filter(({ route }) => route.path.includes('{'));
  changingNothing(withNames, "does not find what is another person's", async (one) => {
    expectRefusal(await call(a.browser, one, b.paramsOf(one.route)), "another tenant's owner");
    expectRefusal(await call(withoutRole, one, b.paramsOf(one.route)), 'a person without a role');
  });

  it.each(forSignedIn.filter(({ route }) => route.method === 'GET' && !route.path.includes('{')))(
    "$id tells nothing of another tenant's",
    async (one) => {
      for (const client of [a.browser, withoutRole]) {
        const { status, text } = await call(client, one, {});
        expect(status).toBe(200);
        for (const secret of b.secrets) expect(text).not.toContain(secret);
      }
    },
  );
});

describe('the same requests', () => {
  /** Live news never ends, so it is not asked for here. */
  const readable = guarded.filter(
    ({ route }) =>
      route.method === 'GET' && route.produces !== 'text/event-stream' && !route.access.startsWith('platform.'),
  );

  it.each(readable)('$id answers who may read, where what it names could be made', async (one) => {
    const names = [...one.route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
    if (names.some((name) => !(name in b.params))) return;
    const answer = await call(b.browser, one, b.paramsOf(one.route));
    expect(answer.status, answer.text).toBe(200);
  });

  it('find what they name, or the refusals above would prove nothing', async () => {
    const revoked = await b.browser.delete(`/api/stores/${b.params.storeKey}/keys/${b.params.keyId}`);
    const left = await b.browser.delete(`/api/stores/${b.params.storeKey}/hosts/${b.params.host}`);
    const ended = await b.browser.delete(`/api/me/sessions/${b.params.sessionId}`);
    expect([revoked.status, left.status, ended.status]).toEqual([204, 200, 204]);
    expect(await fingerprint(app.databaseUrl)).not.toEqual(before);
  });
});
