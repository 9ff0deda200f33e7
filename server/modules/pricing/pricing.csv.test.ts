import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeProgram } from '../../../test/factories/program.ts';
import { idOf, makeRule } from '../../../test/factories/program-content.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { makeSuite } from '../../../test/factories/suite.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { type StoreFacts, withStore } from '../../core/ctx.ts';
import { loadContent } from './pricing.service.ts';

let app: TestApp;
let store: StoreFacts;
let editor: TestClient;
let programId: string;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  store = await makeStore(app);
  editor = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'editor')] }));
});
afterAll(() => app.close());

const row = (eventCode: string | null, priceCode: string, ticketTypeCode: string) => ({
  eventCode,
  priceCode,
  ticketTypeCode,
});
const header = 'event_code,price_code,ticket_type_code';
const file = () => `/api/stores/${store.key}/programs/${programId}/pricing/rules/${idOf('R')}/rows.csv`;
const send = (csv: string, version = 1) => editor.put(file(), { csv }, { 'if-match': `"${version}"` });

async function useRows(...rows: ReturnType<typeof row>[]) {
  programId = (await makeProgram(app, store, { rules: [makeRule('R', { rows })] })).id;
}

async function stored() {
  const { content, versions } = await loadContent(withStore(app.ctx, store), programId);
  return { ...content.pricing.rules[0], version: versions.pricing };
}

describe('the rows of a rule as a file', () => {
  test('have a header, and an empty event for all events', async () => {
    await useRows(row(null, 'C', 'ADULT'), row('E,1', 'C', '3GP'));
    const { status, text, headers } = await editor.get(file());
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('text/csv');
    expect(headers['content-disposition']).toContain('.csv"');
    expect(text).toBe(`\uFEFF${header}\r\n,C,ADULT\r\n"E,1",C,3GP\r\n`);
  });

  test('go out and in again unchanged, also what a spreadsheet would run', async () => {
    const rows = [row('=1+1', '+C', '@ADULT'), row("'=E", '-D', 'X"Y'), row(null, 'C', "it's")];
    await useRows(...rows);
    const { text } = await editor.get(file());
    expect(text).toContain("'=1+1,'+C,'@ADULT");
    expect((await send(text)).body).toMatchObject({ version: 1, content: { rows } });
    await send(header, 1);
    expect((await send(text, 2)).body.content.rows).toEqual(rows);
  });

  test('may come with columns in another order, spaces, and any line ends', async () => {
    await useRows();
    const { status, body } = await send('Ticket_Type_Code, price_code ,event_code\r\nADULT,C,\r\n\r\n 3GP ,C, E1 \n');
    expect([status, body.version]).toEqual([200, 2]);
    expect(body.content.rows).toEqual([row(null, 'C', 'ADULT'), row('E1', 'C', '3GP')]);
    expect((await stored()).rows).toEqual(body.content.rows);
  });

  test('replace what was there', async () => {
    await useRows(row('E1', 'C', 'ADULT'));
    await send(`${header}\nE2,C,BF25`);
    expect((await stored()).rows).toEqual([row('E2', 'C', 'BF25')]);
  });
});

describe('a file with errors', () => {
  const long = 'x'.repeat(65);
  test.each<[string, string, [at: string, code: string][]]>([
    [
      'nothing',
      '',
      [
        ['/lines/1/event_code', 'column_missing'],
        ['/lines/1/price_code', 'column_missing'],
        ['/lines/1/ticket_type_code', 'column_missing'],
      ],
    ],
    ['a column too few', 'event_code,price_code\nE1,C', [['/lines/1/ticket_type_code', 'column_missing']]],
    ['a column too many', `${header},note\nE1,C,A,hi`, [['/lines/1', 'column_unknown']]],
    ['a column twice', `${header},price_code\nE1,C,A,C`, [['/lines/1', 'column_unknown']]],
    [
      'lines of another length',
      `${header}\nE1,C\nE1,C,A\nE1,C,A,X`,
      [
        ['/lines/2', 'cell_count'],
        ['/lines/4', 'cell_count'],
      ],
    ],
    [
      'missing codes',
      `${header}\nE1,,\nE1,C,A`,
      [
        ['/lines/2/price_code', 'code_missing'],
        ['/lines/2/ticket_type_code', 'code_missing'],
      ],
    ],
    ['a long code', `${header}\n${long},C,A`, [['/lines/2/event_code', 'code_too_long']]],
    ['a row twice', `${header}\n,C,A\nE1,C,A\n,C,B`, [['/lines/4', 'duplicate_row']]],
    ['an open quote', `${header}\nE1,C,A\n"E2,C,A`, [['/lines/3', 'quote_open']]],
    ['text after a quote', `${header}\n"E1"x,C,A`, [['/lines/2', 'text_after_quote']]],
  ])('such as %s says where, and changes nothing', async (_, csv, errors) => {
    await useRows(row('E9', 'C', 'ADULT'));
    const { status, body } = await send(csv);
    expect([status, body.code, body.params]).toEqual([422, 'csv.invalid', { count: errors.length }]);
    expect(body.errors.map(({ at, code }: { at: string; code: string }) => [at, code])).toEqual(errors);
    expect(await stored()).toMatchObject({ version: 1, rows: [row('E9', 'C', 'ADULT')] });
  });

  test('everywhere names the first two hundred and how many there are', async () => {
    await useRows();
    const { body } = await send(`${header}\n${'E1,,A\n'.repeat(300)}`);
    expect([body.errors.length, body.params]).toEqual([200, { count: 300 }]);
  });

  test('of more rows than a rule may have is refused', async () => {
    await useRows();
    const lines = Array.from({ length: 20_001 }, (_, index) => `E${index},C,A`);
    const { status, body } = await send([header, ...lines].join('\n'));
    expect([status, body.errors[0].at]).toEqual([400, '/body/rules/0/rows']);
  });
});

describe('an import', () => {
  test('is refused from an old version and of a rule that is not there', async () => {
    await useRows();
    expect((await send(`${header}\nE1,C,A`, 7)).body.code).toBe('version.stale');
    const other = file().replace(idOf('R'), idOf('none'));
    expect((await editor.put(other, { csv: header }, { 'if-match': '"1"' })).body.code).toBe('rule.not_found');
    expect((await editor.get(other)).body.code).toBe('rule.not_found');
  });
});

describe('the rows of a suite program', () => {
  const [gold, silver, twin] = [idOf('gold'), idOf('silver'), idOf('twin')];
  let suite: string;
  let suiteRows: ReturnType<typeof suiteRow>[];
  const columns = 'event_code,suite,suite_tier,price_code,ticket_type_code';
  const tier = (id: string, name: string) => ({ id, name, suiteIds: [] });
  const suiteRow = (suiteId: string | null, suiteTierId: string | null, eventCode: string | null = null) => ({
    ...row(eventCode, 'S', 'ADULT'),
    suiteId,
    suiteTierId,
  });
  beforeEach(async () => {
    suite = (await makeSuite(app, store, { name: 'Suite 12' })).id;
    suiteRows = [suiteRow(suite, null, 'E1'), suiteRow(null, gold), suiteRow(null, twin), suiteRow(idOf('gone'), null)];
    const { id } = await makeProgram(app, store, {
      definition: { inventoryType: 'suite' },
      suites: { suiteIds: [suite], tiers: [tier(gold, 'Gold'), tier(silver, 'Same'), tier(twin, 'Same')] },
      rules: [makeRule('R', { rows: [], suiteRows })],
    });
    programId = id;
  });

  test('name suites and tiers as people do where no two have the name, and come in again unchanged', async () => {
    const { text } = await editor.get(file());
    expect(text).toBe(
      `\uFEFF${columns}\r\nE1,Suite 12,,S,ADULT\r\n,,Gold,S,ADULT\r\n,,${twin},S,ADULT\r\n,${idOf('gone')},,S,ADULT\r\n`,
    );
    await send(columns);
    expect((await send(text, 2)).body.content.suiteRows).toEqual(suiteRows);
  });

  test('are refused where suite or tier is missing, both, unknown or unclear', async () => {
    const lines = [`,,,S,A`, `,Suite 12,Gold,S,A`, `,Nowhere,,S,A`, `,,Same,S,A`, `,,Gold,S,A`, `,,${gold},S,B`];
    const { body } = await send([columns, ...lines.slice(0, 4)].join('\n'));
    expect(body.errors.map(({ at, code }: { at: string; code: string }) => [at, code])).toEqual([
      ['/lines/2/suite', 'suite_or_tier'],
      ['/lines/3/suite', 'suite_or_tier'],
      ['/lines/4/suite', 'suite_unknown'],
      ['/lines/5/suite_tier', 'tier_unknown'],
    ]);
    const twins = await send([columns, ...lines.slice(4)].join('\n'));
    expect(twins.body.errors).toMatchObject([{ at: '/lines/3', code: 'duplicate_row' }]);
  });
});
