import { expect, it } from 'vitest';
import { judge } from './facts/testing.ts';
import { moduleRoles } from './module-roles.ts';

const folder = 'server/modules/beta';

it.each([
  ['controller', './beta.repository.ts'],
  ['controller', './beta.reader.ts'],
  ['controller', './beta.jobs.ts'],
  ['controller', '../alpha/alpha.service.ts'],
  ['controller', '../../core/db.ts'],
  ['controller', '../../core/sql.ts'],
  ['jobs', './beta.repository.ts'],
  ['jobs', '../../core/db.ts'],
  ['service', './beta.controller.ts'],
  ['service', './beta.jobs.ts'],
  ['service', '../../core/db.ts'],
  ['service', '../../core/sql.ts'],
  ['repository', './beta.service.ts'],
  ['repository', './beta.reader.ts'],
  ['repository', '../alpha/alpha.service.ts'],
  ['repository', '../../core/ctx.ts'],
  ['reader', './beta.repository.ts'],
  ['reader', '../../core/ids.ts'],
  ['types', './beta.service.ts'],
  ['types', '../alpha/alpha.service.ts'],
])('a %s must not import %s', (role, specifier) => {
  expect(judge(moduleRoles, { [`${folder}/beta.${role}.ts`]: `import { a } from '${specifier}';` })).toHaveLength(1);
});

it('an adapter of a vendor knows neither the database nor a service', () => {
  const text = `import '../../vendors.service.ts';\nimport '../../../../core/db.ts';\nimport '../../vendors.types.ts';`;
  expect(judge(moduleRoles, { 'server/modules/vendors/adapters/archtics/calls.ts': text })).toEqual([
    'server/modules/vendors/adapters/archtics/calls.ts:1 adapter files must not import "../../vendors.service.ts": of their own module they may import adapter, types files only',
    'server/modules/vendors/adapters/archtics/calls.ts:2 adapter files must not reach the database: call a function of the service',
  ]);
});

it('a service may name the type of a database handle', () => {
  const text = `import type { StoreDb } from '../../core/db.ts';\nimport { type PlatformDb } from '../../core/db.ts';`;
  expect(judge(moduleRoles, { [`${folder}/beta.service.ts`]: text })).toEqual([]);
});

it('the usual shape of a module is fine', () => {
  const files = {
    [`${folder}/beta.controller.ts`]: `import './beta.service.ts';\nimport '../../core/http/controller.ts';\nimport '../../../shared/contract/beta.ts';`,
    [`${folder}/beta.jobs.ts`]: `import './beta.people.service.ts';\nimport '../../core/jobs.ts';`,
    [`${folder}/beta.service.ts`]: `import './beta.repository.ts';\nimport './beta.reader.ts';\nimport '../alpha/alpha.service.ts';\nimport '../../core/ctx.ts';`,
    [`${folder}/beta.repository.ts`]: `import '../../core/db.ts';\nimport '../../core/sql.ts';\nimport './beta.types.ts';\nimport 'zod';`,
    [`${folder}/beta.service.test.ts`]: `import './beta.repository.ts';\nimport './beta.controller.ts';`,
  };
  expect(judge(moduleRoles, files)).toEqual([]);
});
