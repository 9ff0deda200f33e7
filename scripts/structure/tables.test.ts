import { expect, it } from 'vitest';
import { noAllowances } from './allowances.ts';
import { judge } from './facts/testing.ts';
import { tables } from './tables.ts';

const alpha = 'server/modules/alpha/alpha.repository.ts';
const beta = 'server/modules/beta/beta.repository.ts';
const reader = 'server/modules/beta/beta.reader.ts';
const made = {
  'server/migrations/platform/0001_all.sql': `create table platform.alphas (id uuid primary key);
create table platform.betas (id uuid primary key);
create table platform.changes (id uuid primary key);`,
  'server/migrations/store/0001_all.sql': `create table store.alphas (id uuid primary key);
create table store.betas (id uuid primary key);
create table store.outbox (id uuid primary key);`,
};
const statement = (text: string) => `const run = platformSql({ name: 'a', params: {}, text: \`${text}\` });`;

it.each([
  'insert into platform.alphas (id) values ($id)',
  'update platform.alphas set id = $id',
  'update only platform.alphas set id = $id',
  'delete from platform.alphas',
  'truncate table platform.alphas',
  'truncate platform.alphas',
  'merge into platform.alphas using platform.betas on true when matched then delete',
  'copy platform.alphas from stdin',
  'lock table platform.alphas',
  'with gone as (delete from platform.alphas returning id) select id from gone',
])('%s is refused outside the owner, also in a reader that may read the table', (text) => {
  expect(judge(tables, { ...made, [reader]: statement(text) })).toEqual([
    `${reader}:1 platform.alphas is written by alpha only: call a service of alpha`,
  ]);
  expect(judge(tables, { ...made, [alpha]: statement(text.replace('platform.betas', 'platform.alphas')) })).toEqual([]);
});

it('a repository does not read a table of another module', () => {
  const text = statement('select id from platform.betas join platform.alphas using (id)');
  expect(judge(tables, { ...made, [beta]: text })).toEqual([
    `${beta}:1 platform.alphas is a table of alpha: call a service of alpha, or read it in a beta reader`,
  ]);
});

it('a reader reads what the list says and nothing else', () => {
  const text = statement('select id from platform.alphas join platform.betas using (id)');
  expect(judge(tables, { ...made, [reader]: text })).toEqual([]);
  expect(judge(tables, { ...made, 'server/modules/alpha/alpha.reader.ts': text })).toEqual([
    'server/modules/alpha/alpha.reader.ts:1 platform.betas is a table of beta: call a service of beta, or add beta to "reads" of alpha and read it in a reader',
  ]);
});

it('a module leaves the tables of core to core', () => {
  expect(judge(tables, { ...made, [alpha]: statement('insert into platform.changes (id) values ($id)') })).toEqual([
    `${alpha}:1 platform.changes is written by core only: use a function of server/core`,
  ]);
});

it('core reads tables of modules only where the list allows it, and never writes them', () => {
  const reading = "client.query('select id from platform.alphas');";
  const allowances = {
    ...noAllowances,
    coreReads: { 'server/core/migrate.ts': { count: 1, reason: 'needs every schema' } },
  };
  expect(judge(tables, { ...made, 'server/core/migrate.ts': reading })).toHaveLength(1);
  expect(judge(tables, { ...made, 'server/core/migrate.ts': reading }, { allowances })).toEqual([]);
  const writing = `${reading}\nclient.query('delete from platform.alphas');`;
  expect(judge(tables, { ...made, 'server/core/migrate.ts': writing }, { allowances })).toEqual([
    'server/core/migrate.ts:2 platform.alphas is written by alpha only: call a service of alpha',
  ]);
});

it('a table that nobody owns is an offence where it is made and where it is used', () => {
  const files = {
    ...made,
    'server/migrations/store/0002_more.sql': 'create table store.gammas (id uuid primary key);',
    [alpha]: statement('select id from platform.alfas'),
  };
  expect(judge(tables, files)).toEqual([
    `${alpha}:1 platform.alfas has no owner: correct the name, or list it in server/modules.ts`,
    'server/migrations/store/0002_more.sql:1 store.gammas has no owner: add it to its module in server/modules.ts',
  ]);
});

it('a listed table must be made, and have one owner', () => {
  const modules = [
    { name: 'alpha', owns: ['platform.alphas', 'platform.ghosts', 'store.alphas'] },
    { name: 'beta', owns: ['platform.alphas', 'platform.betas', 'store.betas'] },
  ];
  expect(judge(tables, made, { modules })).toEqual([
    'server/modules.ts:1 platform.alphas is owned by alpha and beta: leave it to one',
    'server/modules.ts:1 platform.ghosts is listed under alpha, but no migration makes it',
  ]);
});

it('a table that a later migration drops is no longer there', () => {
  const files = { ...made, 'server/migrations/store/0002_drop.sql': 'drop table store.betas;' };
  expect(judge(tables, files)).toEqual([
    'server/modules.ts:1 store.betas is listed under beta, but no migration makes it',
  ]);
});

it('ledgers that core makes by itself count as made', () => {
  const house = { coreTables: ['platform.changes', 'store.outbox', 'platform.ledger'] };
  const text = 'await client.query(`\n  create table if not exists platform.ledger (file text primary key)`);';
  expect(judge(tables, { ...made, 'server/core/migrate.ts': text }, house)).toEqual([]);
});

it('names in quotes and comments are not tables', () => {
  const text = statement("select id from platform.betas -- not platform.alphas\nwhere kind = 'platform.alphas'");
  expect(judge(tables, { ...made, [beta]: text })).toEqual([]);
});
