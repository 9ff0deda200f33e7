import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeClient } from '../../../test/factories/client.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { type Actor, type Ctx, transaction, withStore } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { listOfPlatform, listOfStore } from './audit.entries.service.ts';
import { record, recordOnPlatform, staleVersion } from './audit.service.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const page = { limit: 200 };
const ann: Actor = {
  kind: 'staff',
  staffId: newId(),
  name: 'Ann',
  email: 'ann@x.test',
  sessionId: newId(),
  grants: [],
};

/** One act on a subject of its own, and the entries that are found for it. */
async function recordOne(ctx: Ctx, act: { before?: unknown; after?: unknown; reason?: string } = {}) {
  const subject = { type: 'thing', id: newId(), name: 'A thing' };
  await transaction(ctx, (ctx) => record(ctx, { action: 'things.do', subject, ...act }));
  return (await listOfPlatform(app.ctx, { subjectId: subject.id }, page)).items;
}

describe('an entry', () => {
  test('says who did what to what, from what to what, why, when and in which request', async () => {
    const ctx = { ...app.ctx, actor: ann, requestId: 'request-1' };
    const entries = await recordOne(ctx, { before: { a: 1 }, after: { a: 2 }, reason: 'because' });
    expect(entries).toEqual([
      {
        id: expect.any(String),
        at: app.clock.now(),
        requestId: 'request-1',
        actor: { kind: 'staff', id: ann.staffId, name: 'Ann' },
        action: 'things.do',
        subject: { type: 'thing', id: expect.any(String), name: 'A thing', version: null },
        clientId: null,
        before: { a: 1 },
        after: { a: 2 },
        reason: 'because',
      },
    ]);
  });

  test.each([
    [{ kind: 'anonymous' }, { kind: 'anonymous', id: null, name: 'anonymous' }],
    [
      { kind: 'system', name: 'cli:ann' },
      { kind: 'system', id: null, name: 'cli:ann' },
    ],
    [
      { kind: 'api_key', keyId: 'k1', name: 'Import', storeId: 's1', permissions: [] },
      { kind: 'api_key', id: 'k1', name: 'Import' },
    ],
  ] satisfies [Actor, object][])('names %j', async (actor, named) => {
    const [entry] = await recordOne({ ...app.ctx, actor });
    expect(entry?.actor).toEqual(named);
  });

  test('has no secret, however deep it lies', async () => {
    const after = { name: 'Key', secret: 's', nested: { list: [{ token: 't' }] }, passwordHash: new Uint8Array(2) };
    const [entry] = await recordOne(app.ctx, { after });
    expect(entry?.after).toEqual({
      name: 'Key',
      secret: '[removed]',
      nested: { list: [{ token: '[removed]' }] },
      passwordHash: '[removed]',
    });
    expect(entry?.before).toBeNull();
  });

  test('is refused outside a transaction', async () => {
    const subject = { type: 'thing', id: '1', name: 'x' };
    await expect(record(app.ctx, { action: 'things.do', subject })).rejects.toThrow('outside its transaction');
    await expect(recordOnPlatform(app.ctx, { action: 'things.do', subject })).rejects.toThrow(
      'outside its transaction',
    );
  });

  test('goes with its act when that is rolled back', async () => {
    const subject = { type: 'thing', id: newId(), name: 'x' };
    const act = transaction(app.ctx, async (ctx) => {
      await record(ctx, { action: 'things.do', subject });
      throw new Error('the act failed');
    });
    await expect(act).rejects.toThrow('the act failed');
    expect((await listOfPlatform(app.ctx, { subjectId: subject.id }, page)).items).toEqual([]);
  });
});

describe('the place of an entry', () => {
  test('is the store when the context is bound to one, and no other store', async () => {
    const [one, other] = [await makeStore(app), await makeStore(app)];
    const subject = { type: 'thing', id: newId(), name: 'x' };
    await transaction(withStore(app.ctx, one), (ctx) => record(ctx, { action: 'things.do', subject }));
    const found = { subjectId: subject.id };
    expect((await listOfStore(withStore(app.ctx, one), found, page)).items).toHaveLength(1);
    expect((await listOfStore(withStore(app.ctx, other), found, page)).items).toEqual([]);
    expect((await listOfPlatform(app.ctx, found, page)).items).toEqual([]);
  });

  test('is the platform when that is asked for, also from a store', async () => {
    const store = await makeStore(app);
    const subject = { type: 'thing', id: newId(), name: 'x' };
    const act = { action: 'things.do', subject, clientId: store.clientId };
    await transaction(withStore(app.ctx, store), (ctx) => recordOnPlatform(ctx, act));
    const { items } = await listOfPlatform(app.ctx, { subjectId: subject.id }, page);
    expect(items).toMatchObject([{ clientId: store.clientId }]);
    expect((await listOfStore(withStore(app.ctx, store), { subjectId: subject.id }, page)).items).toEqual([]);
  });
});

describe('a stale version', () => {
  test('is told with who changed which fields since, and when', async () => {
    const { id } = await makeClient(app);
    const edit = (name: string, version: number, before: object, after: object) =>
      transaction({ ...app.ctx, actor: { kind: 'system', name } }, (ctx) =>
        record(ctx, { action: 'clients.edit', subject: { type: 'client', id, name: 'x', version }, before, after }),
      );
    await edit('first', 2, { a: 1 }, { a: 2 });
    await edit('second', 3, { b: { c: 1 } }, { b: { c: 2 } });
    app.clock.advance(1_000);
    await edit('third', 4, { a: 2 }, { a: 3 });
    const { code, params } = await staleVersion(app.ctx, { type: 'client', id }, 2);
    expect(code).toBe('version.stale');
    expect(params).toEqual({
      fields: ['/a', '/b/c'],
      changedBy: ['third', 'second'],
      changedAt: app.clock.now().toISOString(),
    });
  });

  test('without entries is only stale', async () => {
    expect((await staleVersion(app.ctx, { type: 'client', id: newId() }, 7)).params).toEqual({});
  });
});
