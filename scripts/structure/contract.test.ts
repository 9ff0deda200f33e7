import { expect, it } from 'vitest';
import { contract } from './contract.ts';
import { judge } from './facts/testing.ts';

const whole = {
  'shared/contract/alpha.ts': `
    import { defineRoutes } from './route.ts';
    export const alphaRoutes = defineRoutes({
      list: { method: 'GET', path: '/alphas', summary: 'All', access: 'store.view' },
    });`,
  'shared/contract/routes.ts': `import { alphaRoutes } from './alpha.ts';\nexport const routes = { ...alphaRoutes };`,
  'server/modules/alpha/alpha.controller.ts': `
    import { alphaRoutes } from '../../../shared/contract/alpha.ts';
    import { defineController } from '../../core/http/controller.ts';
    export const alphaController = defineController(alphaRoutes, { list: async () => {} });`,
  'server/app.ts': `import { alphaController } from './modules/alpha/alpha.controller.ts';`,
};

it('routes with a controller, an access and a place in the list are fine', () => {
  expect(judge(contract, whole)).toEqual([]);
});

it('routes without a controller are named', () => {
  const { 'server/modules/alpha/alpha.controller.ts': _, ...rest } = whole;
  expect(judge(contract, rest)).toEqual([
    'shared/contract/alpha.ts:3 alphaRoutes has no controller: bind it with defineController',
  ]);
});

it('routes with two controllers are named', () => {
  const second = 'server/modules/alpha/alpha.more.controller.ts';
  const files = {
    ...whole,
    [second]: whole['server/modules/alpha/alpha.controller.ts'],
    'server/app.ts': `${whole['server/app.ts']}\nimport './modules/alpha/alpha.more.controller.ts';`,
  };
  expect(judge(contract, files)).toEqual(['shared/contract/alpha.ts:3 alphaRoutes has 2 controllers: leave one']);
});

it('routes that are not in the list are named', () => {
  expect(judge(contract, { ...whole, 'shared/contract/routes.ts': 'export const routes = {};' })).toEqual([
    'shared/contract/alpha.ts:3 alphaRoutes is not in shared/contract/routes.ts: add it, so that it is documented and tested for refusal',
  ]);
});

it('a route without an access is named', () => {
  const text = whole['shared/contract/alpha.ts'].replace(", access: 'store.view'", '');
  expect(judge(contract, { ...whole, 'shared/contract/alpha.ts': text })).toEqual([
    'shared/contract/alpha.ts:3 alphaRoutes: list does not say its access',
  ]);
});

it('a controller of routes that are not of the contract is refused', () => {
  const text = `
    import { defineController } from '../../core/http/controller.ts';
    export const more = defineController({ list: { method: 'GET', access: 'public' } }, { list: async () => {} });`;
  const files = { ...whole, 'server/modules/alpha/alpha.more.controller.ts': text };
  expect(judge(contract, files)).toEqual([
    'server/modules/alpha/alpha.more.controller.ts:1 nothing runs this file: import it in server/app.ts',
    'server/modules/alpha/alpha.more.controller.ts:3 call defineController in a *.controller.ts, with a routes object imported from shared/contract',
  ]);
});

it('jobs that nothing runs are named', () => {
  expect(judge(contract, { ...whole, 'server/modules/alpha/alpha.jobs.ts': 'export const jobs = [];' })).toEqual([
    'server/modules/alpha/alpha.jobs.ts:1 nothing runs this file: import it in server/app.ts',
  ]);
});
