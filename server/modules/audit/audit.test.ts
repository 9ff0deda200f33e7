import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asOperator, makeStaff, onClient, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { minute } from '../../../test/harness/clock.ts';
import { type StoreFacts, transaction, withStore } from '../../core/ctx.ts';
import { record } from './audit.service.ts';

let app: TestApp;
let store: StoreFacts;
let owner: TestClient;
let path: string;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  store = await makeStore(app);
  owner = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'owner')] }));
  path = `/api/stores/${store.key}/audit`;
});
afterAll(() => app.close());

type Act = { action?: string; name?: string; by?: string; before?: unknown; after?: unknown; reason?: string };

async function act({ action = 'things.do', name = 'thing', by = 'tester', ...rest }: Act = {}) {
  const ctx = withStore({ ...app.ctx, actor: { kind: 'system', name: by } }, store);
  const subject = { type: 'thing', id: `id of ${name}`, name };
  await transaction(ctx, (ctx) => record(ctx, { action, subject, ...rest }));
}

async function namesOf(query: string): Promise<string[]> {
  const { body } = await owner.get(`${path}?subjectType=thing&${query}`);
  return body.items.map((entry: { subject: { name: string } }) => entry.subject.name);
}

describe('a filter', () => {
  test('by action takes its beginning, and takes it literally', async () => {
    await act({ action: 'programs.publish', name: 'one' });
    await act({ action: 'programs.publish_again', name: 'two' });
    await act({ action: 'xprograms.publish', name: 'three' });
    expect(await namesOf('action=programs.')).toEqual(['two', 'one']);
    expect(await namesOf('action=programs.publish')).toEqual(['two', 'one']);
    expect(await namesOf('action=pro%25')).toEqual([]);
    expect(await namesOf('action=programs_')).toEqual([]);
  });

  test('by time has its start and not its end', async () => {
    await act({ name: 'before' });
    app.clock.advance(minute);
    const from = app.clock.now().toISOString();
    await act({ name: 'at the start' });
    app.clock.advance(minute);
    const until = app.clock.now().toISOString();
    await act({ name: 'at the end' });
    expect(await namesOf(`from=${from}`)).toEqual(['at the end', 'at the start']);
    expect(await namesOf(`from=${from}&until=${until}`)).toEqual(['at the start']);
    expect(await namesOf(`until=${from}`)).toEqual(['before']);
  });

  test('by text looks into names, reason and both states, in any case', async () => {
    await act({ name: 'Rivalry', reason: 'Black Friday' });
    await act({ name: 'other', before: { banner: 'Équipe 50%' }, after: { banner: 'x_y' } });
    expect(await namesOf('text=black%20friday')).toEqual(['Rivalry']);
    expect(await namesOf('text=rIVAL')).toEqual(['Rivalry']);
    expect(await namesOf(`text=${encodeURIComponent('50%')}`)).toEqual(['other']);
    expect(await namesOf('text=x_y')).toEqual(['other']);
    expect(await namesOf('text=xzy')).toEqual([]);
  });

  test('by actor and by subject', async () => {
    const staff = await makeStaff(app, { name: 'Ann', grants: [onStore(store, 'owner')] });
    const ann = await signIn(app, staff);
    await ann.patch(`/api/stores/${store.key}`, { name: 'New' }, { 'if-match': '"1"' });
    await act({ name: 'by the system' });
    const byAnn = await owner.get(`${path}?actorId=${staff.id}`);
    expect(byAnn.body.items).toMatchObject([{ action: 'stores.edit', actor: { kind: 'staff', name: 'Ann' } }]);
    expect((await owner.get(`${path}?actorKind=staff`)).body.items).toHaveLength(1);
    const ofStore = await owner.get(`${path}?subjectType=store&subjectId=${store.id}`);
    expect(ofStore.body.items.map((entry: { action: string }) => entry.action)).toEqual([
      'stores.edit',
      'stores.create',
    ]);
  });

  test.each(['from=yesterday', 'actorKind=robot', 'limit=0', 'unknown=1', 'cursor=nonsense', 'text='])(
    '%s is refused as a wrong field',
    async (query) => {
      const { status, body } = await owner.get(`${path}?${query}`);
      expect([status, body.code]).toEqual([400, 'request.invalid']);
    },
  );

  test('that holds SQL finds what it says and harms nothing', async () => {
    const text = `'; drop table store.audit_entries; --`;
    await act({ name: text });
    expect(await namesOf(`text=${encodeURIComponent(text)}`)).toEqual([text]);
  });
});

describe('paging', () => {
  test('shows each entry once, newest first, though others are added meanwhile and many have one instant', async () => {
    for (const number of [1, 2, 3, 4, 5]) await act({ name: `${number}` });
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { body } = await owner.get(`${path}?subjectType=thing&limit=2${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...body.items.map((entry: { subject: { name: string } }) => entry.subject.name));
      next = body.next;
      await act({ name: 'added meanwhile' });
      app.clock.advance(minute);
      await act({ name: 'added later' });
    }
    expect(seen).toEqual(['5', '4', '3', '2', '1']);
  });
});

describe('an export', () => {
  test('as lines of JSON has what the list has, with the same filter, and more than one batch', async () => {
    const ctx = withStore(app.ctx, store);
    await transaction(ctx, async (ctx) => {
      for (let number = 0; number < 1_203; number += 1) {
        await record(ctx, { action: 'things.do', subject: { type: 'thing', id: `${number}`, name: 'x' } });
      }
    });
    const { text, headers } = await owner.get(`${path}.ndjson?subjectType=thing`);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ subject }) => subject.id)).toEqual(Array.from({ length: 1_203 }, (_, at) => `${1_202 - at}`));
    expect(headers['content-type']).toContain('application/x-ndjson');
    expect(headers['content-disposition']).toBe(`attachment; filename="${store.key}-audit.ndjson"`);
    const listed = await owner.get(`${path}?subjectType=thing&limit=1`);
    expect(lines[0]).toEqual(listed.body.items[0]);
  });

  test('as CSV has a header line, and a cell a spreadsheet would run is text', async () => {
    await act({ name: '=HYPERLINK("http://evil","x")', after: { a: 'b,c' }, reason: '-1+1' });
    await act({ name: 'filtered out', action: 'other.do' });
    const { text, headers } = await owner.get(`${path}.csv?subjectType=thing&action=things.`);
    const [header, line, end] = text.split('\r\n');
    expect(header).toBe(
      '\uFEFFat,actor_kind,actor_id,actor_name,action,subject_type,subject_id,subject_name,subject_version,before,after,reason,request_id,id',
    );
    expect(line).toContain(`"'=HYPERLINK(""http://evil"",""x"")"`);
    expect(line).toContain(`"{""a"":""b,c""}",'-1+1,`);
    expect(end).toBe('');
    expect(headers['content-type']).toContain('text/csv');
  });

  test('is itself an entry, with its filter', async () => {
    await owner.get(`${path}.csv?text=secret%20plan`);
    const { body } = await owner.get(`${path}?action=audit.export`);
    expect(body.items).toMatchObject([{ after: { filter: { text: 'secret plan' } } }]);
  });
});

describe('who may read', () => {
  test('the store: those with the permission in it, and nobody of another store', async () => {
    const viewer = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'viewer')] }));
    const support = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'support')] }));
    const other = await signIn(app, await makeStaff(app, { grants: [onStore(await makeStore(app), 'owner')] }));
    for (const ending of ['', '.csv', '.ndjson']) {
      expect((await viewer.get(path + ending)).body.code).toBe('permission.denied');
      expect((await other.get(path + ending)).body.code).toBe('store.not_found');
      expect((await app.client().get(path + ending)).body.code).toBe('auth.required');
      expect((await support.get(path + ending)).status).toBe(200);
    }
  });

  test('the platform: operators, who see no store from inside', async () => {
    const operator = await signIn(app, await makeStaff(app, { grants: [asOperator] }));
    await act({ name: 'inside' });
    const { body } = await operator.get(`/api/platform/audit?clientId=${store.clientId}`);
    expect(body.items.map((entry: { action: string }) => entry.action)).toEqual(['stores.create', 'clients.create']);
    expect((await operator.get('/api/platform/audit?text=inside')).body.items).toEqual([]);
    expect((await operator.get(path)).body.code).toBe('permission.denied');
    for (const ending of ['', '.csv', '.ndjson']) {
      expect((await operator.get(`/api/platform/audit${ending}`)).status).toBe(200);
      expect((await owner.get(`/api/platform/audit${ending}`)).body.code).toBe('permission.denied');
    }
  });

  test('the client: its owners, and only their own', async () => {
    const other = await makeStore(app);
    const clientOwner = await signIn(
      app,
      await makeStaff(app, { grants: [onClient({ id: store.clientId }, 'owner')] }),
    );
    const { body } = await clientOwner.get(`/api/clients/${store.clientKey}/audit`);
    expect(body.items.map((entry: { clientId: string }) => entry.clientId)).toEqual([store.clientId, store.clientId]);
    expect((await clientOwner.get(`/api/clients/${other.clientKey}/audit`)).body.code).toBe('client.not_found');
    expect((await clientOwner.get(`/api/clients/${store.clientKey}/audit?clientId=${other.clientId}`)).status).toBe(
      400,
    );
    expect((await owner.get(`/api/clients/${store.clientKey}/audit`)).body.code).toBe('client.not_found');
  });
});
