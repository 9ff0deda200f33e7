import { expect, it } from 'vitest';
import { judge } from './facts/testing.ts';
import { moduleOrder } from './module-order.ts';

it('a module must not import a module below it', () => {
  expect(judge(moduleOrder, { 'server/modules/alpha/alpha.service.ts': `import '../beta/beta.service.ts';` })).toEqual([
    'server/modules/alpha/alpha.service.ts:1 alpha must not import beta, which stands below it in server/modules.ts: send the news as a job',
  ]);
});

it('a module that is not in the list is below all', () => {
  const text = `import type { A } from '../gamma/gamma.types.ts';`;
  expect(judge(moduleOrder, { 'server/modules/beta/beta.service.ts': text })).toHaveLength(1);
});

it.each(['repository', 'reader', 'controller', 'jobs'])('the %s of another module is internal to it', (role) => {
  const text = `import '../alpha/alpha.${role}.ts';`;
  const offences = judge(moduleOrder, { 'server/modules/beta/beta.service.ts': text });
  expect(offences).toEqual([
    `server/modules/beta/beta.service.ts:1 "../alpha/alpha.${role}.ts" is internal to alpha: import its service, types files only`,
  ]);
});

it('a module imports services and types of modules above it, and anything of its own', () => {
  const text = `
    import '../alpha/alpha.service.ts';
    import '../alpha/alpha.people.types.ts';
    import './beta.repository.ts';`;
  expect(judge(moduleOrder, { 'server/modules/beta/beta.service.ts': text })).toEqual([]);
});

it('the wiring imports controllers and jobs too, but no repository', () => {
  const text = `
    import './modules/alpha/alpha.controller.ts';
    import './modules/beta/beta.jobs.ts';
    import './modules/beta/beta.repository.ts';`;
  expect(judge(moduleOrder, { 'server/app.ts': text })).toEqual([
    'server/app.ts:4 "./modules/beta/beta.repository.ts" is internal to beta: import its service, types, controller, jobs files only',
  ]);
});

it('a test may use services below its module, but not their insides', () => {
  const text = `import '../beta/beta.service.ts';\nimport '../beta/beta.repository.ts';`;
  expect(judge(moduleOrder, { 'server/modules/alpha/alpha.service.test.ts': text })).toEqual([
    'server/modules/alpha/alpha.service.test.ts:2 "../beta/beta.repository.ts" is internal to beta: import its service, types files only',
  ]);
});
