import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeProgram } from '../../../test/factories/program.ts';
import { idOf } from '../../../test/factories/program-content.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import { minute } from '../../../test/harness/clock.ts';
import { runJobs } from '../../../test/harness/jobs.ts';
import { type StoreCtx, type StoreFacts, withStore } from '../../core/ctx.ts';
import {
  createFirstProgram,
  createProgram,
  findProgram,
  listPrograms,
  loadStages,
  namesById,
  renameProgram,
  setState,
} from './programs.service.ts';

let app: TestApp;
let store: StoreFacts;
let ctx: StoreCtx;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  store = await makeStore(app);
  ctx = withStore(app.ctx, store);
});
afterAll(() => app.close());

const kind = { type: 'game_packs', inventoryType: 'seat' } as const;
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('a new store', () => {
  test('starts with one draft program, however often it is told', async () => {
    expect(await runJobs(app)).toContain('stores.created');
    await createFirstProgram(ctx);
    const { items } = await listPrograms(ctx, { limit: 10 });
    expect(items).toMatchObject([
      {
        name: 'First program',
        state: 'draft',
        type: 'build_your_own',
        inventoryType: 'seat',
        createdBy: 'stores.created',
      },
    ]);
  });

  test('told twice at once has one program', async () => {
    await Promise.all([createFirstProgram(ctx), createFirstProgram(ctx), createFirstProgram(ctx)]);
    expect((await listPrograms(ctx, { limit: 10 })).items).toHaveLength(1);
  });

  test('in which somebody was faster gets no second one', async () => {
    await createProgram(ctx, { name: 'Mine', ...kind });
    await createFirstProgram(ctx);
    expect([...(await namesById(ctx)).values()]).toEqual(['Mine']);
  });
});

describe('creating a program', () => {
  test('makes a draft with all its stages at version 1', async () => {
    const made = await createProgram(ctx, { name: 'Packs', ...kind });
    expect(made).toEqual({
      id: expect.any(String),
      name: 'Packs',
      state: 'draft',
      ...kind,
      copiedFrom: null,
      createdAt: app.clock.now(),
      createdBy: 'system',
      version: 1,
    });
    const { documents, versions } = await loadStages(ctx, made.id);
    expect(new Set(Object.values(versions))).toEqual(new Set([1]));
    expect(documents.definition).toMatchObject({ ...kind, minEvents: 3, packStructure: 'packs_only' });
    expect(documents.packs.packs).toMatchObject([{ isHidden: true, tiers: [{ isHidden: true }] }]);
    expect(await listStoreEntries(app, store, made.id)).toMatchObject([
      { action: 'programs.create', before: null, after: { name: 'Packs', ...kind, copiedFrom: null } },
    ]);
  });

  test('under a name that another has, whatever its case, is refused until that one is archived', async () => {
    const first = await createProgram(ctx, { name: 'Regular', ...kind });
    const again = () => createProgram(ctx, { name: 'REGULAR', ...kind });
    await expect(again()).rejects.toEqual(code('program.name_taken'));
    await setState(ctx, first.id, 'archived');
    await again();
    await expect(setState(ctx, first.id, 'published')).rejects.toEqual(code('program.name_taken'));
    await createProgram(withStore(app.ctx, await makeStore(app)), { name: 'Regular', ...kind });
  });
});

describe('the list', () => {
  test('comes in pages, newest first, of one state or all', async () => {
    for (const name of ['A', 'B', 'C', 'D']) {
      await makeProgram(app, store, { name, state: name === 'C' ? 'published' : 'draft' });
      if (name !== 'B') app.clock.advance(minute);
    }
    const names = async (page: Parameters<typeof listPrograms>[1]) => {
      const { items, next } = await listPrograms(ctx, page);
      return { names: items.map(({ name }) => name), next };
    };
    const first = await names({ limit: 3 });
    expect(first.names).toEqual(['D', 'C', 'B']);
    expect(await names({ limit: 3, cursor: first.next ?? '' })).toEqual({ names: ['A'], next: null });
    expect((await names({ limit: 3, state: 'published' })).names).toEqual(['C']);
    await expect(names({ limit: 3, cursor: 'WyJ4Il0' })).rejects.toEqual(code('request.invalid'));
  });

  test('names archived programs too where names are looked up', async () => {
    const { id } = await makeProgram(app, store, { name: 'Old', state: 'archived' });
    expect(await namesById(ctx)).toEqual(new Map([[id, 'Old']]));
  });
});

describe('renaming', () => {
  test('makes the next version, audited; the same name makes none', async () => {
    const { id } = await createProgram(ctx, { name: 'Regular', ...kind });
    expect(await renameProgram(ctx, id, 1, 'Season')).toMatchObject({ name: 'Season', version: 2 });
    expect(await renameProgram(ctx, id, 2, 'Season')).toMatchObject({ version: 2 });
    expect((await listStoreEntries(app, store, id)).slice(1)).toMatchObject([
      { action: 'programs.rename', before: { name: 'Regular' }, after: { name: 'Season' } },
    ]);
  });

  test('is refused from an old version, to a taken name, and of an archived or unknown program', async () => {
    const { id } = await createProgram(ctx, { name: 'Regular', ...kind });
    await createProgram(ctx, { name: 'Sale', ...kind });
    await expect(renameProgram(ctx, id, 1, 'sale')).rejects.toEqual(code('program.name_taken'));
    await renameProgram(ctx, id, 1, 'Season');
    await expect(renameProgram(ctx, id, 1, 'Other')).rejects.toMatchObject({
      code: 'version.stale',
      params: { fields: ['/name'], changedBy: ['system'] },
    });
    await setState(ctx, id, 'archived');
    await expect(renameProgram(ctx, id, 3, 'Other')).rejects.toEqual(code('program.archived'));
    await expect(renameProgram(ctx, idOf('none'), 1, 'Other')).rejects.toEqual(code('program.not_found'));
  });
});

describe('the state', () => {
  test('is audited when it changes, and the same again is no change', async () => {
    const { id } = await createProgram(ctx, { name: 'Regular', ...kind });
    await setState(ctx, id, 'published');
    await setState(ctx, id, 'published');
    expect(await findProgram(ctx, id)).toMatchObject({ state: 'published', version: 2 });
    expect((await listStoreEntries(app, store, id)).slice(1)).toMatchObject([
      { action: 'programs.set_state', before: { state: 'draft' }, after: { state: 'published' } },
    ]);
  });
});

describe("another store's program", () => {
  test('is not found', async () => {
    const { id } = await makeProgram(app, await makeStore(app));
    for (const act of [
      () => findProgram(ctx, id),
      () => loadStages(ctx, id),
      () => renameProgram(ctx, id, 1, 'Mine'),
      () => setState(ctx, id, 'archived'),
    ]) {
      await expect(act()).rejects.toEqual(code('program.not_found'));
    }
  });
});
