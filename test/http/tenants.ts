import { z } from 'zod';
import { type StoreFacts, withStore } from '../../server/core/ctx.ts';
import { newId } from '../../server/core/ids.ts';
import type { Staff } from '../../server/modules/identity/identity.types.ts';
import { insert as insertRun } from '../../server/modules/inventory/inventory.run-acts.repository.ts';
import type { Route } from '../../shared/contract/route.ts';
import { type RouteTable, routes } from '../../shared/contract/routes.ts';
import { makeClient } from '../factories/client.ts';
import { makeFan } from '../factories/fan.ts';
import { makeInventory } from '../factories/inventory.ts';
import { makeRule } from '../factories/program-content.ts';
import { makeReleased } from '../factories/release.ts';
import { makeStaff, onClient, signIn } from '../factories/staff.ts';
import { makeStore } from '../factories/store.ts';
import { makeVendorAccount } from '../factories/vendor.ts';
import type { TestApp } from '../harness/app.ts';
import type { Answer, TestClient } from '../harness/client.ts';
import { day } from '../harness/clock.ts';
import { sampleOf } from '../harness/sample.ts';

/** A client with a store, people, keys and all else that a path can name. */
export type Tenant = {
  /** An owner of the client, signed in. */
  browser: TestClient;
  /** A program with a key of the store that holds every permission a key can. */
  program: TestClient;
  /** A program with a key that may only look at the store. */
  reader: TestClient;
  clientId: string;
  /** What exists, by the name of the path's parameter. */
  params: Record<string, string> & { storeKey: string; clientKey: string };
  /** The parameters for one route: an invitation of a store is none of its client. */
  paramsOf: (route: Route) => Record<string, string>;
  /** What nobody else may ever be told. */
  secrets: readonly string[];
  /** Things a path can name that could not be made, with the reason: they need their own lines in `makeTenant`. */
  unmade: readonly string[];
};

export async function makeTenant(app: TestApp, name: string): Promise<Tenant> {
  const client = await makeClient(app, { key: `client-${name}`, name: `Client ${name} Incorporated` });
  const store = await makeStore(app, { key: `store-${name}`, name: `Store ${name} Unlimited`, clientKey: client.key });
  const owner = await makeStaff(app, { email: `owner@${name}.test`, grants: [onClient(client, 'owner')] });
  const browser = await signIn(app, owner);
  const { reader, program, keyId } = await makeKeys(app, browser, store.key);
  const invitee = { email: `guest@${name}.test`, role: 'editor' };
  const invitation = bodyOf(await browser.post(`/api/clients/${client.key}/invitations`, invitee));
  const rule = makeRule('Everybody', { id: newId() });
  const released = await makeReleased(app, store, { rules: [rule] });
  const params: Tenant['params'] = {
    storeKey: store.key,
    clientKey: client.key,
    staffId: owner.id,
    sessionId: await makeSession(app, owner),
    invitationId: bodyOf(await browser.post(`/api/stores/${store.key}/invitations`, invitee)).id,
    keyId,
    host: `tickets.team-${name}.com`,
    accountId: (await makeVendorAccount(app, { clientKey: client.key })).id,
    ...(await makeCopy(app, store, name)),
    venueId: await makeVenue(browser, store.key),
    fanId: await makeFan(app, store, { email: `fan@${name}.test`, name: `Fan ${name} Faithful` }),
    programId: released.id,
    ruleId: rule.id,
    planId: await makePlan(app, browser, store.key, released.id),
    ...(await makeWebhook(browser, store.key)),
    name: 'brand',
  };
  bodyOf(await browser.post(`/api/stores/${store.key}/hosts`, { host: params.host }));
  return {
    browser,
    program,
    reader,
    clientId: client.id,
    unmade: await makeTheRest(browser, params),
    params,
    paramsOf: ({ path }) => ({ ...params, ...(path.startsWith('/api/clients/') && { invitationId: invitation.id }) }),
    secrets: [
      ...Object.values(params).filter((value) => value !== 'brand'),
      client.id,
      client.name,
      store.id,
      store.name,
    ],
  };
}

async function makeKeys(app: TestApp, browser: TestClient, storeKey: string) {
  const path = `/api/stores/${storeKey}/keys`;
  const { grantable } = bodyOf(await browser.get(path));
  const full = bodyOf(await browser.post(path, { name: 'Everything', permissions: grantable }));
  const look = bodyOf(await browser.post(path, { name: 'Look', permissions: ['store.view'] }));
  const program = (key: string) => app.client({ authorization: `Bearer ${key}` });
  return { program: program(full.key), reader: program(look.key), keyId: full.id };
}

/** Another session of the person, as it is called in the list of them. */
async function makeSession(app: TestApp, owner: Staff): Promise<string> {
  const { items } = bodyOf(await (await signIn(app, owner)).get('/api/me/sessions'));
  return items.find(({ isCurrent }: { isCurrent: boolean }) => isCurrent).id;
}

/** With a section, because a map is made from sections. */
async function makeVenue(browser: TestClient, storeKey: string): Promise<string> {
  const path = `/api/stores/${storeKey}/venues`;
  const venue = bodyOf(await browser.post(path, { name: 'Arena', timeZone: 'UTC', city: 'Springfield' }));
  const sections = [{ sectionName: '101', displayName: 'Section 101', level: 'lower' }];
  bodyOf(await browser.put(`${path}/${venue.id}/sections`, { sections }, { 'if-match': '"1"' }));
  return venue.id;
}

/** Of a program that is published. */
async function makePlan(app: TestApp, browser: TestClient, storeKey: string, programId: string): Promise<string> {
  const startsAt = new Date(app.clock.now().getTime() + day).toISOString();
  const plan = { programId, startsAt, endsAt: null, returnTo: { kind: 'base' }, reason: 'Tomorrow' };
  const { plans } = bodyOf(await browser.post(`/api/stores/${storeKey}/switchboard/plans`, plan));
  return plans[0].id;
}

/** An event that was read from the vendor, and the run of a sync that staff asked for. */
async function makeCopy(app: TestApp, store: StoreFacts, name: string) {
  const [eventCode, runId] = [`GAME-${name}`, newId()];
  await makeInventory(app, store, eventCode);
  const run = { id: runId, askedBy: 'Somebody', isFull: false, startedAt: app.clock.now() };
  await insertRun(withStore(app.ctx, store).store.db, run);
  return { eventCode, runId };
}

/** With a delivery. Nothing listens there, and nothing is sent while no job runs. */
async function makeWebhook(browser: TestClient, storeKey: string) {
  const path = `/api/stores/${storeKey}/webhooks`;
  const webhook = { url: 'https://partner.example/hook', messageTypes: ['order.created'] };
  const endpoint = bodyOf(await browser.post(path, webhook));
  return { endpointId: endpoint.id, deliveryId: bodyOf(await browser.post(`${path}/${endpoint.id}/test`)).id };
}

function bodyOf(answer: Answer): Answer['body'] {
  if (answer.status >= 300) throw new Error(answer.text);
  return answer.body;
}

/**
 * What else a path can name is made by the route that makes it: `POST` to the part of the path before the parameter, with
 * a body made from its type. A thing that needs more than that is made above, like venue and invitation.
 */
async function makeTheRest(browser: TestClient, params: Record<string, string>): Promise<string[]> {
  const unmade = new Map<string, string>();
  const all = Object.values<RouteTable[string]>(routes).flatMap((table) => Object.values(table));
  for (const { path } of all) {
    for (const { 1: name = '', index } of path.matchAll(/\{(\w+)\}/g)) {
      const before = path.slice(0, index - 1);
      const maker = all.find((route) => route.method === 'POST' && route.path === before && route.body !== undefined);
      if (name in params || unmade.has(name) || maker?.body === undefined) continue;
      const made = await browser.post(fill(before, params), named(sampleOf(maker.body), params));
      if (made.status === 201) params[name] = made.body.id;
      else unmade.set(name, `{${name}}: ${made.text}`);
    }
  }
  return [...unmade.values()];
}

/** The sample, with what exists where it names such a thing; both sides of a comparison are the program. */
export function named(sample: unknown, params: Record<string, string>): unknown {
  if (typeof sample !== 'object' || sample === null || Array.isArray(sample)) return sample;
  const existing: Record<string, string | undefined> = { ...params, from: params.programId, to: params.programId };
  return Object.fromEntries(
    Object.entries(sample).map(([name, value]) => [
      name,
      typeof value === 'string' ? (existing[name] ?? value) : value,
    ]),
  );
}

/** The path with its parameters; one that nothing is known of becomes some value of its type. */
export function fill(path: string, params: Record<string, string>, types?: Route['params']): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const type = types?.shape[name];
    return encodeURIComponent(params[name] ?? (type instanceof z.ZodType ? String(sampleOf(type)) : name));
  });
}
