import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeInventory } from '../../../test/factories/inventory.ts';
import { makeProgram } from '../../../test/factories/program.ts';
import { idOf, makePack, makeRule, makeTier } from '../../../test/factories/program-content.ts';
import { makeStaff, onStore } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import { type StoreCtx, type StoreFacts, withStore } from '../../core/ctx.ts';
import { findProgram, listPrograms } from '../programs/programs.service.ts';
import { cloneAsSale, cloneProgram, loadContent, previewSale } from './pricing.service.ts';

let app: TestApp;
let store: StoreFacts;
let ctx: StoreCtx;
let program: Awaited<ReturnType<typeof makeProgram>>;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  store = await makeStore(app);
  ctx = withStore(app.ctx, store);
  program = await makeProgram(app, store, {
    name: 'Regular',
    definition: { type: 'game_packs', packStructure: 'packs_with_tiers' },
    packs: [makePack('A', [makeTier('T1', ['E1']), makeTier('T2', ['E2'])])],
    rules: [everybody, group],
    presentation: { subline: { en: 'Any three' } },
  });
});
afterAll(() => app.close());

const row = (eventCode: string | null, priceCode: string, ticketTypeCode: string) => ({
  eventCode,
  priceCode,
  ticketTypeCode,
});
const everybody = makeRule('everybody', { rows: [row(null, 'C', 'ADULT'), row('E2', 'C', '3GP')] });
const group = makeRule('group', { priority: 1, rows: [row(null, 'C', 'GROUP')] });
const blackFriday = { ticketTypes: [{ from: 'ADULT', to: 'BF25' }] };
const look = { banner: { url: '/bf.jpg', alt: { en: 'Sale' } }, headline: { en: 'Black Friday' } };
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('a copy of a program', () => {
  test('is a draft with the same stages and rules, ids and all', async () => {
    const copy = await cloneProgram(ctx, program.id, 'Next season');
    expect(copy).toMatchObject({ name: 'Next season', state: 'draft', copiedFrom: program.id, type: 'game_packs' });
    const { content, versions } = await loadContent(ctx, copy.id);
    expect(content).toEqual(program.content);
    expect(new Set(Object.values(versions))).toEqual(new Set([1]));
    expect(await loadContent(ctx, program.id)).toMatchObject({ content: program.content, versions: program.versions });
    expect(await listStoreEntries(app, store, copy.id)).toMatchObject([
      { action: 'programs.create', after: { name: 'Next season', copiedFrom: program.id } },
      { action: 'pricing.create', after: { rules: ['everybody', 'group'] } },
    ]);
  });

  test('can be made of an archived program, not under a taken name', async () => {
    const archived = await makeProgram(app, store, { name: 'Old', state: 'archived', rules: [] });
    expect(await cloneProgram(ctx, archived.id, 'Old')).toMatchObject({ state: 'draft' });
    await expect(cloneProgram(ctx, program.id, 'regular')).rejects.toEqual(code('program.name_taken'));
    await expect(cloneProgram(ctx, idOf('none'), 'New')).rejects.toEqual(code('program.not_found'));
    const elsewhere = withStore(app.ctx, await makeStore(app));
    await expect(cloneProgram(elsewhere, program.id, 'Mine')).rejects.toEqual(code('program.not_found'));
  });

  test('is for editors', async () => {
    const viewer = await makeStaff(app, { grants: [onStore(store, 'viewer')] });
    const actor = {
      kind: 'staff',
      staffId: viewer.id,
      name: 'V',
      email: 'v@example.test',
      sessionId: viewer.id,
      grants: [onStore(store, 'viewer')],
    } as const;
    await expect(cloneProgram({ ...ctx, actor }, program.id, 'New')).rejects.toEqual(code('permission.denied'));
    await expect(cloneAsSale({ ...ctx, actor }, program.id, { ...blackFriday, ...look, name: 'New' })).rejects.toEqual(
      code('permission.denied'),
    );
    await previewSale({ ...ctx, actor }, program.id, blackFriday);
  });
});

describe('a sale', () => {
  test('is previewed with old and new amounts', async () => {
    await makeInventory(app, store, 'E1', { prices: { C: { ADULT: 10_000, BF25: 7_500, '3GP': 9_000 } } });
    await makeInventory(app, store, 'E2', { prices: { C: { ADULT: 12_000, '3GP': 11_000 } } });
    const both = { ticketTypes: [...blackFriday.ticketTypes, { from: '3GP', to: 'BF3' }] };
    expect(await previewSale(ctx, program.id, both)).toEqual({
      changes: [
        {
          eventCode: 'E1',
          priceCode: 'C',
          ticketTypeCode: 'ADULT',
          saleTicketTypeCode: 'BF25',
          beforeCents: 10_000,
          afterCents: 7_500,
        },
        {
          eventCode: 'E2',
          priceCode: 'C',
          ticketTypeCode: '3GP',
          saleTicketTypeCode: 'BF3',
          beforeCents: 11_000,
          afterCents: null,
        },
      ],
      total: 2,
    });
  });

  test('is a copy with codes, name, banner and headline changed, and nothing else', async () => {
    const sale = await cloneAsSale(ctx, program.id, { ...blackFriday, ...look, name: 'Black Friday' });
    expect(await findProgram(ctx, sale.id)).toMatchObject({
      name: 'Black Friday',
      state: 'draft',
      copiedFrom: program.id,
    });
    const { content } = await loadContent(ctx, sale.id);
    expect(content).toEqual({
      ...program.content,
      presentation: { ...program.content.presentation, ...look },
      pricing: { rules: [{ ...everybody, rows: [row(null, 'C', 'BF25'), row('E2', 'C', '3GP')] }, group] },
    });
    expect((await loadContent(ctx, program.id)).content).toEqual(program.content);
    expect((await listStoreEntries(app, store, sale.id)).at(-1)).toMatchObject({
      action: 'pricing.clone_as_sale',
      after: { copiedFrom: program.id, ...blackFriday },
    });
  });

  test('is made whole or not at all', async () => {
    const before = (await listPrograms(ctx, { limit: 10 })).items.length;
    const make = (sale: object) => cloneAsSale(ctx, program.id, { ...blackFriday, ...look, name: 'Sale', ...sale });
    const nothing = { ticketTypes: [{ from: 'SENIOR', to: 'BF25' }] };
    await expect(make(nothing)).rejects.toEqual(code('sale.nothing_mapped'));
    await expect(previewSale(ctx, program.id, nothing)).rejects.toEqual(code('sale.nothing_mapped'));
    await expect(make({ ticketTypes: [{ from: 'ADULT', to: 'ADULT' }] })).rejects.toEqual(code('sale.nothing_mapped'));
    const twice = { ticketTypes: [...blackFriday.ticketTypes, { from: 'ADULT', to: 'X' }] };
    await expect(make(twice)).rejects.toMatchObject({
      code: 'request.invalid',
      errors: [{ at: '/body/ticketTypes/1/from' }],
    });
    await expect(make({ name: 'Regular' })).rejects.toEqual(code('program.name_taken'));
    expect((await listPrograms(ctx, { limit: 10 })).items).toHaveLength(before);
  });
});
