import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { type OtherNode, openOtherNode } from '../../../test/harness/node.ts';
import { type StoreFacts, withStore } from '../../core/ctx.ts';
import { openStoreByHost, openStoreForFans } from './stores.doors.service.ts';
import { editStore } from './stores.edit.service.ts';
import { addHost } from './stores.hosts.service.ts';
import { suspendStore } from './stores.states.service.ts';

let app: TestApp;
let node: OtherNode;
let store: StoreFacts;
beforeAll(async () => {
  app = await openTestApp();
  store = await makeStore(app);
  node = await openOtherNode(app, { heardAgo: () => 0 });
});
afterAll(async () => {
  await node.close();
  await app.close();
});

const inStore = () => withStore(app.ctx, store);

it('a store is looked up once, and again after news of it', async () => {
  const first = await openStoreForFans(node.ctx, store.key);
  expect(await openStoreForFans(node.ctx, store.key)).toBe(first);
  await editStore(inStore(), 1, { name: 'Renamed' });
  await node.catchUp();
  expect((await openStoreForFans(node.ctx, store.key)).name).toBe('Renamed');
});

it('a host name that is added is found, because nobody remembers that there was none', async () => {
  await expect(openStoreByHost(node.ctx, 'tickets.doors.com')).rejects.toMatchObject({ code: 'store.not_found' });
  await addHost(inStore(), 'tickets.doors.com');
  await node.catchUp();
  const first = await openStoreByHost(node.ctx, 'tickets.doors.com');
  expect(await openStoreByHost(node.ctx, 'tickets.doors.com')).toBe(first);
});

it('a process that does not listen asks each time, so a suspension holds at once', async () => {
  expect(await openStoreForFans(app.ctx, store.key)).not.toBe(await openStoreForFans(app.ctx, store.key));
  await openStoreForFans(node.ctx, store.key);
  await suspendStore(inStore(), 'maintenance of the arena');
  await expect(openStoreForFans(app.ctx, store.key)).rejects.toMatchObject({ code: 'store.closed' });
  await node.catchUp();
  await expect(openStoreForFans(node.ctx, store.key)).rejects.toMatchObject({ code: 'store.closed' });
});

it('news that comes while a store is looked up is not lost', async () => {
  const other = await makeStore(app);
  const asked = openStoreForFans(node.ctx, other.key);
  await editStore(withStore(app.ctx, other), 1, { name: 'Meanwhile' });
  await node.catchUp();
  await asked;
  expect((await openStoreForFans(node.ctx, other.key)).name).toBe('Meanwhile');
});
