import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeInventory } from '../../../test/factories/inventory.ts';
import { makeProgram } from '../../../test/factories/program.ts';
import { idOf, makeCondition, makePack, makeRule } from '../../../test/factories/program-content.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { gate, untilSomebodyWaits } from '../../../test/harness/locks.ts';
import { type StoreFacts, transaction, withStore } from '../../core/ctx.ts';
import { setState } from '../programs/programs.service.ts';
import { putRules } from './pricing.rules.service.ts';
import { loadContent } from './pricing.service.ts';

let app: TestApp;
let store: StoreFacts;
let editor: TestClient;
let program: Awaited<ReturnType<typeof makeProgram>>;
let path: string;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  store = await makeStore(app);
  editor = await signIn(app, await makeStaff(app, { name: 'Eve', grants: [onStore(store, 'editor')] }));
  await use({ rules: [members, everybody] });
});
afterAll(() => app.close());

const row = (eventCode: string | null, priceCode: string, ticketTypeCode: string) => ({
  eventCode,
  priceCode,
  ticketTypeCode,
});
const everybody = makeRule('everybody');
const members = makeRule('members', {
  priority: 1,
  conditions: [makeCondition({ accountGroup: 'MEMBERS' })],
  rows: [row(null, 'C', '3GP'), row('E2', 'C', '5GP')],
});
const rulePath = (name: string) => `/rules/${idOf(name)}`;

async function use(parts: Parameters<typeof makeProgram>[2]) {
  program = await makeProgram(app, store, parts);
  path = `/api/stores/${store.key}/programs/${program.id}/pricing`;
}

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });
const put = (place: string, body: unknown, version = 1) => editor.put(`${path}${place}`, body, ifMatch(version));
const fill = (name: string, body: object, version = 1) =>
  editor.post(
    `${path}${rulePath(name)}/fill`,
    { eventCodes: null, priceCodes: ['C'], ticketTypeCode: 'X', existing: 'keep', ...body },
    ifMatch(version),
  );

async function stored() {
  const { content, versions } = await loadContent(withStore(app.ctx, store), program.id);
  return { rules: content.pricing.rules, version: versions.pricing };
}

describe('setting all rules', () => {
  test('keeps their order, and removes those that are left out', async () => {
    const student = makeRule('student', { suiteRows: [], isOn: false });
    const { status, headers, body } = await put('', { rules: [student, everybody, members] });
    expect([status, headers.etag]).toEqual([200, '"2"']);
    expect(body).toEqual({
      content: { rules: [student, everybody, members] },
      version: 2,
      updatedAt: app.clock.now().toISOString(),
      updatedBy: 'Eve',
    });
    expect(await stored()).toEqual({ rules: [student, everybody, members], version: 2 });
    await put('', { rules: [members, everybody] }, 2);
    expect(await stored()).toEqual({ rules: [members, everybody], version: 3 });
    await put('', { rules: [] }, 3);
    expect(await stored()).toEqual({ rules: [], version: 4 });
  });

  test('to what they are makes no version, before the first one neither', async () => {
    expect((await put('', { rules: [members, everybody] })).body).toMatchObject({ version: 1, updatedBy: 'system' });
    await use({ rules: [] });
    expect((await stored()).version).toBe(0);
    expect((await put('', { rules: [] }, 0)).body).toMatchObject({ version: 0, updatedBy: 'system' });
    expect((await put('', { rules: [everybody] }, 0)).body.version).toBe(1);
  });

  test('keeps in the audit which fields of which rule changed, and of rows those that went and came', async () => {
    const changed = { ...members, isOn: false, rows: [row('E2', 'C', '5GP'), row('E3', 'C', '5GP')] };
    await put('', { rules: [everybody, changed] });
    const ids = [idOf('members'), idOf('everybody')];
    expect((await listStoreEntries(app, store, program.id)).at(-1)).toMatchObject({
      action: 'pricing.edit',
      before: { order: ids, rules: { [idOf('members')]: { isOn: true, rows: [row(null, 'C', '3GP')] } } },
      after: { order: ids.toReversed(), rules: { [idOf('members')]: { isOn: false, rows: [row('E3', 'C', '5GP')] } } },
    });
    const { rows } = await app.ctx.database.pool.query('select data from platform.changes order by id desc limit 1');
    expect(rows).toEqual([{ data: { programId: program.id, stage: 'pricing', version: 2 } }]);
  });
});

describe('one rule', () => {
  test('is changed in its place, or added as the last', async () => {
    const changed = { ...members, name: 'Season members' };
    expect((await put(rulePath('members'), changed)).body).toMatchObject({ content: changed, version: 2 });
    const student = makeRule('student');
    expect((await put(rulePath('student'), student, 2)).body).toMatchObject({ content: student, version: 3 });
    expect((await stored()).rules).toEqual([changed, everybody, student]);
  });

  test('is deleted', async () => {
    const { status, body } = await editor.delete(`${path}${rulePath('members')}`, undefined, ifMatch(1));
    expect([status, body.content, body.version]).toEqual([200, null, 2]);
    expect((await stored()).rules).toEqual([everybody]);
    const again = await editor.delete(`${path}${rulePath('members')}`, undefined, ifMatch(2));
    expect([again.status, again.body.code]).toEqual([404, 'rule.not_found']);
  });

  test('must be the one of the address', async () => {
    const { status, body } = await put(rulePath('members'), everybody);
    expect([status, body.errors[0].at]).toEqual([400, '/body/id']);
  });
});

describe('filling rows', () => {
  test('sets many at once and keeps or replaces what is there', async () => {
    const kept = await fill('members', { eventCodes: ['E1', 'E2'], priceCodes: ['C', 'D'] });
    expect([kept.status, kept.body.version]).toEqual([200, 2]);
    expect(kept.body.content.rows).toEqual([
      ...members.rows,
      row('E1', 'C', 'X'),
      row('E1', 'D', 'X'),
      row('E2', 'D', 'X'),
    ]);
    const replaced = await fill('members', { eventCodes: ['E2'], existing: 'replace' }, 2);
    expect(replaced.body.content.rows[1]).toEqual(row('E2', 'C', 'X'));
    const removed = await fill('members', { priceCodes: ['C'], ticketTypeCode: null }, 3);
    expect(removed.body.content.rows).not.toContainEqual(row(null, 'C', '3GP'));
    expect((await stored()).rules[0]).toEqual(removed.body.content);
  });

  test('beyond what a rule may have is refused, and nothing changes', async () => {
    const eventCodes = Array.from({ length: 150 }, (_, index) => `E${index}`);
    const priceCodes = Array.from({ length: 150 }, (_, index) => `P${index}`);
    const { status, body } = await fill('members', { eventCodes, priceCodes });
    expect([status, body.errors[0].at]).toEqual([400, '/body/rules/0/rows']);
    expect((await stored()).version).toBe(1);
  });

  test('of a rule that is not there is refused', async () => {
    expect((await fill('nothing', {})).body.code).toBe('rule.not_found');
  });
});

describe('an edit of an older version', () => {
  test('is refused and told what changed, also the very first', async () => {
    await put(rulePath('members'), { ...members, isOn: false });
    const { status, body } = await fill('everybody', {});
    expect([status, body.code]).toEqual([412, 'version.stale']);
    expect(body.params).toMatchObject({ fields: [`/rules/${idOf('members')}/isOn`], changedBy: ['Eve'] });
    await use({ rules: [] });
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((name) => put(rulePath(name), makeRule(name), 0)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412, 412]);
    expect((await stored()).rules).toHaveLength(1);
  });

  test.each([0, 1])('%i is told so as well while the other writer has not committed yet', async (version) => {
    if (version === 0) await use({ rules: [] });
    const [wrote, done] = [gate(), gate()];
    const first = transaction(withStore(app.ctx, store), async (ctx) => {
      await putRules(ctx, { programId: program.id, version }, [makeRule('first')]);
      wrote.open();
      await done.opened;
    });
    await wrote.opened;
    const second = put(rulePath('second'), makeRule('second'), version);
    await untilSomebodyWaits(app);
    done.open();
    await first;
    expect((await second).body).toMatchObject({ code: 'version.stale', params: { changedBy: ['system'] } });
    expect(await stored()).toEqual({ rules: [makeRule('first')], version: version + 1 });
  });

  test('is none when another stage was written at the same time', async () => {
    const definition = { ...program.content.definition, minEvents: 7 };
    const answers = await Promise.all([
      put(rulePath('members'), { ...members, isOn: false }),
      editor.put(path.replace('/pricing', '/definition'), definition, ifMatch(1)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe('what makes no sense', () => {
  const suiteRow = { ...row(null, 'S', 'ADULT'), suiteId: null, suiteTierId: null };
  test.each([
    [{ rules: [everybody, everybody] }, '/body/rules/1/id'],
    [{ rules: [{ ...everybody, rows: [row('E1', 'C', 'A'), row('E1', 'C', 'B')] }] }, '/body/rules/0/rows/1'],
    [{ rules: [{ ...everybody, suiteRows: [suiteRow] }] }, '/body/rules/0/suiteRows/0'],
    [{ rules: [{ ...everybody, priority: -1 }] }, '/body/rules/0/priority'],
    [{ rules: [{ ...everybody, name: '' }] }, '/body/rules/0/name'],
    [{ rules: [{ ...everybody, discount: 10 }] }, '/body/rules/0/discount'],
    [{}, '/body/rules'],
  ])('%# is refused at its place, and nothing changes', async (body, at) => {
    const answer = await put('', body);
    expect([answer.status, answer.body.code, answer.body.errors[0].at]).toEqual([400, 'request.invalid', at]);
    expect((await stored()).version).toBe(1);
  });
});

describe('who may edit prices', () => {
  test('is an editor, in a program of the store that is not archived', async () => {
    const viewer = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'viewer')] }));
    const { status, body } = await viewer.put(path, { rules: [] }, ifMatch(1));
    expect([status, body.code]).toEqual([403, 'permission.denied']);
    expect((await editor.put(path, { rules: [] })).body.code).toBe('version.required');
    const other = await makeStore(app);
    const theirs = await makeProgram(app, other);
    const inMine = path.replace(program.id, theirs.id);
    expect((await editor.put(inMine, { rules: [] }, ifMatch(1))).body.code).toBe('program.not_found');
    expect((await editor.get(`${inMine}${rulePath('everybody')}/rows.csv`)).body.code).toBe('program.not_found');
    await setState(withStore(app.ctx, store), program.id, 'archived');
    expect((await put('', { rules: [] })).body.code).toBe('program.archived');
  });
});

describe('why this price', () => {
  const question = {
    accountGroups: [],
    packId: null,
    packageId: null,
    eventCount: 3,
    eventCode: 'E2',
    priceCode: 'C',
    suiteId: null,
  };
  const ask = async (rest: object = {}) => (await editor.post(`${path}/explain`, { ...question, ...rest })).body;

  test('is answered by every rule in the order tried, the row and the amount of the vendor', async () => {
    const off = makeRule('off', { isOn: false, priority: 0 });
    const packs = [makePack('A', ['E2'])];
    const pack = makeRule('pack', {
      priority: 1,
      conditions: [makeCondition({ packId: idOf('A'), minEvents: 5 }), makeCondition({ accountGroup: 'VIP' })],
    });
    await use({ packs, rules: [everybody, members, pack, off] });
    await makeInventory(app, store, 'E2', { prices: { C: { '5GP': 8_000, ADULT: 10_000 } } });
    expect(await ask({ accountGroups: ['MEMBERS'], packId: idOf('A') })).toEqual({
      trials: [
        { ruleId: idOf('off'), name: 'off', result: 'off', failed: [], wouldMatch: false },
        { ruleId: idOf('members'), name: 'members', result: 'won', failed: [], wouldMatch: true },
        { ruleId: idOf('pack'), name: 'pack', result: 'not_asked', failed: [], wouldMatch: false },
        { ruleId: idOf('everybody'), name: 'everybody', result: 'not_asked', failed: [], wouldMatch: true },
      ],
      ruleId: idOf('members'),
      ticketTypeCode: '5GP',
      isEventRow: true,
      amountCents: 8_000,
    });
    const anonymous = await ask();
    expect(anonymous).toMatchObject({ ruleId: idOf('everybody'), isEventRow: false, amountCents: 10_000 });
    expect(anonymous.trials[2]).toMatchObject({
      result: 'not_matched',
      failed: [['pack', 'min_events'], ['account_group']],
    });
  });

  test('may be that there is none: no row, or no amount at the vendor', async () => {
    expect(await ask({ priceCode: 'Z' })).toMatchObject({ ticketTypeCode: null, isEventRow: false, amountCents: null });
    expect(await ask()).toMatchObject({ ticketTypeCode: 'ADULT', amountCents: null });
    await use({ rules: [] });
    expect(await ask()).toEqual({
      trials: [],
      ruleId: null,
      ticketTypeCode: null,
      isEventRow: false,
      amountCents: null,
    });
  });

  test('of a suite comes from its row, else from the row of its tier', async () => {
    const [suiteId, tierId] = [idOf('S1'), idOf('gold')];
    const suiteRow = { ...row(null, 'S', 'GOLD'), suiteId: null, suiteTierId: tierId };
    await use({
      definition: { inventoryType: 'suite' },
      suites: { suiteIds: [suiteId], tiers: [{ id: tierId, name: 'Gold', suiteIds: [suiteId] }] },
      rules: [makeRule('suites', { suiteRows: [suiteRow] })],
    });
    await makeInventory(app, store, 'E2', { prices: { S: { GOLD: 500_000 } } });
    expect(await ask({ suiteId, priceCode: 'S' })).toMatchObject({ ticketTypeCode: 'GOLD', amountCents: 500_000 });
    expect(await ask({ suiteId: idOf('S2'), priceCode: 'S' })).toMatchObject({ ticketTypeCode: null });
  });
});
