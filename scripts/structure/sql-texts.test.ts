import { expect, it } from 'vitest';
import { noAllowances } from './allowances.ts';
import { judge } from './facts/testing.ts';
import { sqlTexts } from './sql-texts.ts';

const repository = 'server/modules/alpha/alpha.repository.ts';
const statement = (text: string, scope = 'store') =>
  `const find = ${scope}Sql({ name: 'a', params: {}, text: ${text} });`;

it.each([
  'server/modules/alpha/alpha.service.ts',
  'server/modules/alpha/alpha.controller.ts',
  'server/modules/alpha/alpha.types.ts',
  'server/app.ts',
])('SQL in %s is out of place', (path) => {
  const text = `${statement("'select id'")}\nconst b = 'delete from store.alphas where id = $1';`;
  expect(judge(sqlTexts, { [path]: text })).toEqual([
    `${path}:1 move this SQL into a repository or a reader`,
    `${path}:2 move this SQL into a repository or a reader`,
  ]);
});

it('words that only look like SQL are not SQL', () => {
  const text = `
    const a = 'Select a store from the list';
    const b = 'store.settings.edit';
    const c = { action: 'update settings' };
    const d = 'Update store.name or leave it';
    const e = 'selected from the list';`;
  expect(judge(sqlTexts, { 'server/modules/alpha/alpha.service.ts': text })).toEqual([]);
});

it.each(['ctx.database.pool', 'db.runner', `client.query('x')`])('%s is a way around registered statements', (text) => {
  expect(judge(sqlTexts, { 'server/modules/alpha/alpha.service.ts': `void ${text};` })).toHaveLength(1);
});

it('the parsed query of a request is not a way around', () => {
  expect(judge(sqlTexts, { 'server/modules/alpha/alpha.controller.ts': 'void find(ctx, input.query.limit);' })).toEqual(
    [],
  );
});

it.each([
  ['an interpolation', `\`select id from \${table}\``, 'no interpolation'],
  ['a text made elsewhere', 'texts.find', 'one template or string literal'],
  ['a text put together', "'select id ' + 'from store.alphas'", 'one template or string literal'],
  ['dollar quotes', "'select $$a$$'", 'no dollar quotes'],
  [
    'a table of the other scope',
    "'select id from store.alphas join platform.alphas using (id)'",
    'must not name platform tables',
  ],
  ['a second statement', "'select 1; select 2'", 'one statement a text'],
  ['a star', "'select * from store.alphas'", 'list the columns'],
  ['a star of one table', "'select alphas.* from store.alphas'", 'list the columns'],
  ['a star returned', "'delete from store.alphas returning *'", 'list the columns'],
  ['upper case', "'SELECT id from store.alphas'", 'lower case'],
  ['the database time', "'select now()'", 'no now()'],
  ['the database date', "'select current_timestamp'", 'no current_timestamp'],
  ['the database time as text', `"select 'now'::timestamptz"`, "no 'now'"],
  ['an id made by the database', "'select gen_random_uuid ()'", 'no gen_random_uuid()'],
  ['chance', "'select id from store.alphas order by random()'", 'no random()'],
  ['the token in quotes', `"select id from store.alphas where action = 'store.edit'"`, 'no "store." inside quotes'],
])('%s is refused in a statement', (_what, text, message) => {
  const offences = judge(sqlTexts, { [repository]: statement(text) });
  expect(offences).toHaveLength(1);
  expect(offences[0]).toContain(message);
});

it('a platform statement must not name tables of a store', () => {
  const text = statement("'select id from store.alphas'", 'platform');
  expect(judge(sqlTexts, { [repository]: text })).toEqual([
    `${repository}:1 a platform statement must not name store tables: make two statements`,
  ]);
});

it('the line of an offence inside a long text is its own', () => {
  expect(judge(sqlTexts, { [repository]: statement('`\n  select id,\n    now()\n  from store.alphas`') })).toEqual([
    `${repository}:3 no now() in SQL: pass ctx.clock.now() or newId() as a parameter`,
  ]);
});

it('SQL in capitals is SQL', () => {
  expect(judge(sqlTexts, { 'server/app.ts': "run('SELECT 1');\nrun('DELETE FROM store.alphas');" })).toHaveLength(2);
});

it('core is bound to the same style in the SQL it hands to pg', () => {
  const text = "await client.query('select * from platform.changes where at < now()');";
  expect(judge(sqlTexts, { 'server/core/live.ts': text })).toHaveLength(2);
});

it('the database time may be read where the list allows it, and no more often', () => {
  const allowances = { ...noAllowances, databaseClock: { 'server/core/db.ts': { count: 1, reason: 'the clock' } } };
  const ask = "await client.query('select clock_timestamp()');\n";
  expect(judge(sqlTexts, { 'server/core/db.ts': ask }, { allowances })).toEqual([]);
  expect(judge(sqlTexts, { 'server/core/db.ts': ask + ask }, { allowances })).toEqual([
    'server/core/db.ts:1 no clock_timestamp() in SQL: pass ctx.clock.now() or newId() as a parameter (1 allowed here, 2 found)',
    'server/core/db.ts:2 no clock_timestamp() in SQL: pass ctx.clock.now() or newId() as a parameter (1 allowed here, 2 found)',
  ]);
  expect(judge(sqlTexts, { 'server/core/db.ts': '' }, { allowances })).toEqual([
    'scripts/structure/allowances.ts:1 server/core/db.ts needs 0 of the 1 allowed: remove the entry',
  ]);
});

it('a statement in the house style is fine', () => {
  const text = statement(`\`
    select id, count(*) as alphas, price_cents * 2 as double_cents, 'now() and then' as words
    from store.alphas
    where at < $at -- not now()
    group by id\``);
  expect(judge(sqlTexts, { [repository]: text })).toEqual([]);
});

it('tests may speak SQL', () => {
  expect(
    judge(sqlTexts, { 'server/modules/alpha/alpha.service.test.ts': "client.query('select * from store.alphas');" }),
  ).toEqual([]);
});
