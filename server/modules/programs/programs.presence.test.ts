import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeProgram } from '../../../test/factories/program.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import type { StoreFacts } from '../../core/ctx.ts';
import { presentFor } from './programs.presence.service.ts';

let app: TestApp;
let store: StoreFacts;
let programId: string;
let maya: TestClient;
let omar: TestClient;
const [mayas, omars] = [randomUUID(), randomUUID()];

beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  store = await makeStore(app);
  programId = (await makeProgram(app, store)).id;
  maya = await person('Maya', 'editor');
  omar = await person('Omar', 'viewer');
});
afterAll(() => app.close());

async function person(name: string, role: 'editor' | 'viewer'): Promise<TestClient> {
  return signIn(app, await makeStaff(app, { name, grants: [onStore(store, role)] }));
}

const path = (id = programId) => `/api/stores/${store.key}/programs/${id}/presence`;
const stand = (client: TestClient, pageId: string, place: string | null, id = programId) =>
  client.put(path(id), { pageId, place });
const seen = (answer: { body: { items: { name: string; place: string }[] } }) =>
  answer.body.items.map(({ name, place }) => `${name} in ${place}`);

async function newsCount(): Promise<number> {
  const { rows } = await app.ctx.database.pool.query(
    `select count(*)::int as count from platform.changes where topic = 'program.presence' and store_id = $1`,
    [store.id],
  );
  return rows[0].count;
}

it('everybody who may look at the program is told who has it open, and where', async () => {
  expect(seen(await stand(maya, mayas, 'pricing'))).toEqual(['Maya in pricing']);
  app.clock.advance(1);
  expect(seen(await stand(omar, omars, 'review'))).toEqual(['Maya in pricing', 'Omar in review']);
  expect(seen(await maya.get(path()))).toEqual(['Maya in pricing', 'Omar in review']);
});

it('news goes out when a page comes, moves and leaves, and not while it stays', async () => {
  const counts: number[] = [];
  for (const place of ['pricing', 'pricing', 'packs', null, null]) {
    await stand(maya, mayas, place);
    counts.push(await newsCount());
  }
  expect(counts).toEqual([1, 1, 2, 3, 3]);
  expect(seen(await omar.get(path()))).toEqual([]);
});

it('a page that says nothing for the time it counts is forgotten, by every process', async () => {
  await stand(maya, mayas, 'pricing');
  app.clock.advance(presentFor - 1);
  expect(seen(await omar.get(path()))).toEqual(['Maya in pricing']);
  await stand(maya, mayas, 'pricing');
  app.clock.advance(presentFor - 1);
  expect(seen(await stand(omar, omars, 'packs'))).toEqual(['Maya in pricing', 'Omar in packs']);
  app.clock.advance(1);
  expect(seen(await omar.get(path()))).toEqual(['Omar in packs']);
  expect(seen(await stand(omar, omars, 'packs'))).toEqual(['Omar in packs']);
});

it('a page goes from one program to another and is in one at a time', async () => {
  const other = (await makeProgram(app, store)).id;
  await stand(maya, mayas, 'pricing');
  await stand(maya, mayas, 'packs', other);
  expect(seen(await omar.get(path()))).toEqual([]);
  expect(seen(await omar.get(path(other)))).toEqual(['Maya in packs']);
});

it('nobody moves or removes the page of somebody else', async () => {
  await stand(maya, mayas, 'pricing');
  await stand(omar, mayas, 'packs');
  await stand(omar, mayas, null);
  expect(seen(await maya.get(path()))).toEqual(['Maya in pricing']);
  expect(await newsCount()).toBe(1);
});

it('two pages of one person are two', async () => {
  await stand(maya, mayas, 'pricing');
  app.clock.advance(1);
  expect(seen(await stand(maya, omars, 'packs'))).toEqual(['Maya in pricing', 'Maya in packs']);
});

it('pages that come at once, when others are to be forgotten, are all kept', async () => {
  for (let page = 0; page < 20; page += 1) await stand(maya, randomUUID(), 'events');
  app.clock.advance(presentFor);
  await Promise.all(Array.from({ length: 8 }, () => stand(omar, randomUUID(), 'events')));
  expect((await maya.get(path())).body.items).toHaveLength(8);
});

it('a program of another store, or none, is not found', async () => {
  const elsewhere = (await makeProgram(app, await makeStore(app))).id;
  for (const id of [elsewhere, randomUUID()]) {
    expect((await stand(maya, mayas, 'pricing', id)).body).toMatchObject({ status: 404, code: 'program.not_found' });
    expect((await maya.get(path(id))).body).toMatchObject({ status: 404, code: 'program.not_found' });
  }
});

it('a stage that does not exist, and a page without a proper id, are refused', async () => {
  expect((await stand(maya, mayas, 'lunch')).status).toBe(400);
  expect((await stand(maya, 'my page', 'pricing')).status).toBe(400);
});
