import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeProgram } from '../../../test/factories/program.ts';
import { idOf, makeContent, makePack, makePackage, makeTier } from '../../../test/factories/program-content.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { minute } from '../../../test/harness/clock.ts';
import { gate, untilSomebodyWaits } from '../../../test/harness/locks.ts';
import { type StoreFacts, transaction, withStore } from '../../core/ctx.ts';
import { loadContent } from '../pricing/pricing.service.ts';
import { loadStages, setState, writeStage } from './programs.service.ts';
import type { DocumentStage } from './programs.types.ts';

let app: TestApp;
let store: StoreFacts;
let editor: TestClient;
let program: Awaited<ReturnType<typeof makeProgram>>;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  store = await makeStore(app);
  editor = await person('Eve');
  program = await makeProgram(app, store, { name: 'Regular' });
});
afterAll(() => app.close());

async function person(name: string): Promise<TestClient> {
  return signIn(app, await makeStaff(app, { name, grants: [onStore(store, 'editor')] }));
}

function put(stage: string, content: unknown, version = 1, client = editor, id = program.id) {
  return client.put(`/api/stores/${store.key}/programs/${id}/${stage}`, content, { 'if-match': `"${version}"` });
}

const { definition, access, presentation } = makeContent();
const events = (...eventCodes: string[]) => ({ eventCodes });
const parking = {
  id: idOf('parking'),
  kind: 'optional',
  name: { en: 'Parking' },
  description: {},
  eventCode: 'PARK',
  priceCode: 'P',
  ticketTypeCode: 'ADULT',
  unit: 'per_order',
  quantity: { min: 0, max: 2 },
  onlyEventCodes: null,
  onlyPackIds: null,
  image: null,
};
/** One body that changes each stage. */
const bodies: [path: string, stage: DocumentStage, body: object][] = [
  ['definition', 'definition', { ...definition, minEvents: 3, maxEvents: 10 }],
  ['events', 'events', events('E1', 'E2')],
  ['packs', 'packs', { packs: [makePack('A', ['E1'])] }],
  ['packages', 'packages', { packages: [makePackage('P', ['E1'])] }],
  ['suites', 'suites', { suiteIds: [idOf('S')], tiers: [] }],
  ['access', 'access', { ...access, opensAt: '2026-11-01T00:00:00.000Z' }],
  ['presentation', 'presentation', { ...presentation, subline: { en: 'Save' } }],
  ['add-ons', 'add_ons', { addOns: [parking] }],
];

async function stored(id = program.id) {
  return loadStages(withStore(app.ctx, store), id);
}

async function news() {
  const { rows } = await app.ctx.database.pool.query<{ topic: string; data: unknown }>(
    'select topic, data from platform.changes where store_id = $1 order by id',
    [store.id],
  );
  return rows;
}

describe('writing a stage', () => {
  test('answers it with its next version, and keeps who made what of what', async () => {
    const { status, headers, body } = await put('events', events('E2', 'E1'));
    expect([status, headers.etag]).toEqual([200, '"2"']);
    expect(body).toEqual({
      content: events('E2', 'E1'),
      version: 2,
      updatedAt: app.clock.now().toISOString(),
      updatedBy: 'Eve',
    });
    const entries = await listStoreEntries(app, store, program.id);
    expect(entries.at(-1)).toMatchObject({
      action: 'programs.edit',
      actorName: 'Eve',
      subjectName: 'Regular',
      before: { eventCodes: [] },
      after: { eventCodes: ['E2', 'E1'] },
    });
    expect((await news()).at(-1)).toEqual({
      topic: 'program.changed',
      data: { programId: program.id, stage: 'events', version: 2 },
    });
  });

  test.each(bodies)('%s is its own document with its own version', async (path, stage, body) => {
    const answer = await put(path, body);
    expect(answer.status, answer.text).toBe(200);
    const { documents, versions } = await stored();
    expect({ ...program.content, [stage]: answer.body.content }).toEqual({
      ...documents,
      pricing: program.content.pricing,
    });
    expect(answer.body.content).not.toEqual(program.content[stage]);
    for (const [name, version] of Object.entries(versions)) expect(version, name).toBe(name === stage ? 2 : 1);
  });

  test('to what it is already makes no version', async () => {
    await put('events', events('E1'));
    const again = await put('events', events('E1', 'E1'), 2, await person('Ann'));
    expect(again.body).toMatchObject({ version: 2, updatedBy: 'Eve' });
    expect((await stored()).versions.events).toBe(2);
  });

  test('tidies codes and makes what is hidden', async () => {
    const { body } = await put('packs', {
      packs: [{ ...makePack('A', []), eventCodes: ['E2', 'E1', 'E2'], tiers: [] }],
    });
    const [pack, hiddenPack] = body.content.packs;
    expect(pack).toMatchObject({ eventCodes: ['E2', 'E1'], tiers: [{ isHidden: true, eventCodes: ['E2', 'E1'] }] });
    expect(hiddenPack).toMatchObject({ isHidden: true, eventCodes: [] });
  });

  test('keeps packs, tiers and events in the order given', async () => {
    const packs = ['A', 'B', 'C'].map((name) =>
      makePack(name, [makeTier(`${name}1`, [`${name}E1`, `${name}E2`]), makeTier(`${name}2`, [`${name}E3`])]),
    );
    const first = (await put('packs', { packs })).body;
    const turned = first.content.packs.toReversed().map((pack: (typeof packs)[0]) => ({
      ...pack,
      tiers: pack.tiers.toReversed(),
      eventCodes: pack.eventCodes.toReversed(),
    }));
    const { body } = await put('packs', { packs: turned }, 2);
    const shown = body.content.packs.filter(({ isHidden }: { isHidden: boolean }) => !isHidden);
    expect(shown.map(({ id }: { id: string }) => id)).toEqual(['C', 'B', 'A'].map(idOf));
    expect(shown[0].eventCodes).toEqual(['CE3', 'CE2', 'CE1']);
    expect(shown[0].tiers.map(({ id }: { id: string }) => id)).toEqual(['C2', 'C1', 'C*'].map(idOf));
  });

  test('the structure back and forth loses no pack and no tier', async () => {
    const tiers = makePack('All', [makeTier('Gold', ['E1']), makeTier('Red', ['E2'])], { isHidden: true });
    const packs = [makePack('A', [makeTier('T', ['E1'])]), tiers];
    const { content } = (await put('packs', { packs })).body;
    let version = 1;
    for (const packStructure of ['tiers_only', 'packs_with_tiers', 'packs_only', 'tiers_only'] as const) {
      const { status } = await put('definition', { ...definition, type: 'game_packs', packStructure }, version);
      expect(status).toBe(200);
      version += 1;
    }
    const now = await stored();
    expect(now.documents.packs).toEqual(content);
    expect(now.versions.packs).toBe(2);
  });
});

describe('an edit of an older version', () => {
  test('is refused and told which fields who changed when', async () => {
    await put('definition', { ...definition, minEvents: 3 }, 1, await person('Ann'));
    app.clock.advance(minute);
    await put('definition', { ...definition, minEvents: 4, classNames: ['B'] }, 2, await person('Bob'));
    const { status, body } = await put('definition', { ...definition, minEvents: 9 });
    expect([status, body.code]).toEqual([412, 'version.stale']);
    expect(body.params).toEqual({
      fields: ['/classNames', '/minEvents'],
      changedBy: ['Bob', 'Ann'],
      changedAt: app.clock.now().toISOString(),
    });
    expect((await stored()).documents.definition.minEvents).toBe(4);
    expect((await put('definition', definition, 77)).status).toBe(412);
  });

  test('of one stage has six writers: one wins, the others are told by whom', async () => {
    const answers = await Promise.all(['A', 'B', 'C', 'D', 'E', 'F'].map((code) => put('events', events(code))));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412, 412, 412, 412]);
    for (const { status, body } of answers) if (status === 412) expect(body.params.changedBy).toEqual(['Eve']);
    expect((await stored()).versions.events).toBe(2);
  });

  test('is told so as well while the other writer has not committed yet', async () => {
    const [wrote, done] = [gate(), gate()];
    const first = transaction(withStore(app.ctx, store), async (ctx) => {
      await writeStage(ctx, program.id, 'events', 1, events('A'));
      wrote.open();
      await done.opened;
    });
    await wrote.opened;
    const second = put('events', events('B'));
    await untilSomebodyWaits(app);
    expect((await put('packages', { packages: [makePackage('P', [])] })).status).toBe(200);
    done.open();
    await first;
    expect((await second).body).toMatchObject({ code: 'version.stale', params: { changedBy: ['system'] } });
    expect((await stored()).documents.events).toEqual(events('A'));
  });

  test('is none when the others wrote other stages, even at the same time', async () => {
    const answers = await Promise.all(bodies.map(([path, , body]) => put(path, body)));
    expect(answers.map(({ status }) => status)).toEqual(bodies.map(() => 200));
  });
});

describe('a locked program', () => {
  test('is of one moment: writers wait until its reader is done', async () => {
    const ctx = withStore(app.ctx, store);
    const [read, done] = [gate(), gate()];
    const reading = transaction(ctx, async (ctx) => {
      const before = await loadContent(ctx, program.id, { lock: true });
      read.open();
      await done.opened;
      return [before, await loadContent(ctx, program.id)] as const;
    });
    await read.opened;
    const writing = put('events', events('E1'));
    await untilSomebodyWaits(app);
    done.open();
    const [before, after] = await reading;
    expect(after).toEqual(before);
    expect((await writing).status).toBe(200);
  });
});

describe('a program that is', () => {
  test('published stays editable', async () => {
    await setState(withStore(app.ctx, store), program.id, 'published');
    expect((await put('events', events('E1'))).status).toBe(200);
  });

  test.each(bodies)('archived refuses to have its %s edited', async (path, _, body) => {
    await setState(withStore(app.ctx, store), program.id, 'archived');
    const answer = await put(path, body);
    expect([answer.status, answer.body.code]).toEqual([409, 'program.archived']);
  });
});

describe('what makes no sense', () => {
  const twin = makePack('A', [makeTier('T', []), makeTier('T', [])]);
  const fifty = Array.from({ length: 50 }, (_, index) => ({
    ...makePack(`${index}`, []),
    id: idOf(`p${index}`),
    tiers: [],
  }));
  test.each<[string, object, string, string]>([
    ['packs', { packs: [twin] }, '/body/packs/0/tiers/2/id', 'duplicate_id'],
    ['packs', { packs: fifty }, '/body/packs', 'too_big'],
    ['packs', { packs: [{ ...twin, minEvents: -1 }] }, '/body/packs/0/minEvents', 'too_small'],
    ['packs', { packs: [], more: 1 }, '/body/more', 'unknown_field'],
    ['packages', { packages: [makePackage('P', []), makePackage('P', [])] }, '/body/packages/1/id', 'duplicate_id'],
    ['definition', { ...definition, type: 'season' }, '/body/type', 'invalid_value'],
    ['events', { eventCodes: [''] }, '/body/eventCodes/0', 'too_small'],
    ['access', { ...access, block: ['nobody'] }, '/body/block/0', 'invalid_format'],
    [
      'presentation',
      { ...presentation, banner: { url: 'javascript:1', alt: {} } },
      '/body/banner/url',
      'invalid_format',
    ],
  ])('in %s is refused at its place, and nothing changes', async (path, body, at, code) => {
    const answer = await put(path, body);
    expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
    expect(answer.body.errors[0]).toMatchObject({ at, code });
    expect((await stored()).versions[path as 'packs']).toBe(1);
  });

  test('is not what a half-finished draft may have', async () => {
    expect((await put('definition', { ...definition, minEvents: 9, maxEvents: 2, classNames: [] })).status).toBe(200);
    expect((await put('packs', { packs: [makePack('A', [makeTier('T', ['X'])], { eventCodes: [] })] })).status).toBe(
      200,
    );
  });
});

describe('who may write a stage', () => {
  test('is an editor of this store, with the version read', async () => {
    const viewer = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'viewer')] }));
    expect((await put('events', events('E1'), 1, viewer)).body.code).toBe('permission.denied');
    expect((await put('events', events('E1'), 1, app.client())).body.code).toBe('auth.required');
    const path = `/api/stores/${store.key}/programs/${program.id}/events`;
    expect((await editor.put(path, events('E1'))).body.code).toBe('version.required');
    const other = await makeStore(app);
    const theirs = await makeProgram(app, other);
    expect((await put('events', events('E1'), 1, editor, theirs.id)).body.code).toBe('program.not_found');
    expect((await editor.put(path.replace(store.key, other.key), events('E1'), { 'if-match': '"1"' })).status).toBe(
      404,
    );
    expect((await put('events', events('E1'), 1, editor, idOf('nothing'))).body.code).toBe('program.not_found');
    expect((await put('events', events('E1'), 1, editor, 'nothing')).status).toBe(400);
  });

  test('is nobody while the store is suspended', async () => {
    const owner = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'owner')] }));
    await owner.post(`/api/stores/${store.key}/suspend`, { reason: 'Moving house' });
    expect((await put('events', events('E1'))).body.code).toBe('store.suspended');
  });
});
