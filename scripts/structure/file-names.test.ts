import { expect, it } from 'vitest';
import { judge } from './facts/testing.ts';
import { fileNames } from './file-names.ts';

it.each([
  'server/modules/alpha/alpha.helpers.ts',
  'server/modules/alpha/service.ts',
  'server/modules/alpha/beta.service.ts',
  'server/modules/alpha/index.ts',
  'server/modules/alpha/alpha.people.links.service.ts',
  'server/modules/alpha/alpha.People.service.ts',
  'server/modules/alpha/alpha.service.spec.ts',
  'server/modules/alpha/people/alpha.service.ts',
  'server/modules/alpha/adapters/archtics/calls/sell.ts',
  'server/modules/gamma/gamma.service.ts',
  'server/helpers/text.ts',
])('%s is not a name the server knows', (path) => {
  expect(judge(fileNames, { [path]: '' })).toHaveLength(1);
});

it('the message names what is allowed', () => {
  expect(judge(fileNames, { 'server/modules/alpha/util.ts': '' })).toEqual([
    'server/modules/alpha/util.ts:1 name it alpha[.<noun>].{controller,service,repository,reader,jobs,types}.ts, or the same with .test.ts',
  ]);
});

it('the closed set and everything outside of the modules is fine', () => {
  const paths = [
    'server/modules/alpha/alpha.controller.ts',
    'server/modules/alpha/alpha.api-keys.repository.ts',
    'server/modules/alpha/alpha.api-keys.service.test.ts',
    'server/modules/alpha/alpha.sign-in.test.ts',
    'server/modules/alpha/alpha.test.ts',
    'server/modules/alpha/adapters/openid.ts',
    'server/modules/beta/adapters/archtics/calls.test.ts',
    'server/core/http/server.ts',
    'server/app.ts',
    'server/migrations/store/0001_ground.sql',
    'web/ui/Button.tsx',
  ];
  expect(judge(fileNames, Object.fromEntries(paths.map((path) => [path, ''])))).toEqual([]);
});
