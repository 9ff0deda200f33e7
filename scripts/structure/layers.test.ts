import { expect, it } from 'vitest';
import { judge } from './facts/testing.ts';
import { layers } from './layers.ts';

it.each([
  ['core', 'a module', 'server/core/db.ts', '../modules/alpha/alpha.service.ts'],
  ['core', 'the wiring', 'server/core/db.ts', '../app.ts'],
  ['a module', 'the wiring', 'server/modules/alpha/alpha.service.ts', '../../app.ts'],
  ['the server', 'the web', 'server/app.ts', '../web/api/client.ts'],
  ['the server', 'the sandbox', 'server/app.ts', '../sandbox/main.ts'],
  ['the server', 'test helpers', 'server/app.ts', '../test/harness/app.ts'],
  ['shared', 'the server', 'shared/rules/money.ts', '../../server/core/ids.ts'],
  ['shared', 'the web', 'shared/rules/money.ts', '../../web/ui/tokens.ts'],
  ['the sandbox', 'shared', 'sandbox/main.ts', '../shared/contract/common.ts'],
  ['the storefront', 'Cortex', 'web/storefront/main.tsx', '../cortex/app.tsx'],
  ['Cortex', 'the storefront', 'web/cortex/main.tsx', '../storefront/app.tsx'],
  ['the web', 'the server', 'web/api/client.ts', '../../server/core/ids.ts'],
  ['the design system', 'Cortex', 'web/ui/button.tsx', '../cortex/app.tsx'],
  ['the client', 'the design system', 'web/api/client.ts', '../ui/tokens.ts'],
])('%s must not import %s', (_who, _whom, path, specifier) => {
  const offences = judge(layers, { [path]: `import { a } from '${specifier}';` });
  expect(offences).toHaveLength(1);
  expect(offences[0]).toContain(`must not import "${specifier}"`);
});

it('a type, a re-export and a dynamic import count as imports', () => {
  const text = `
    import type { A } from '../../server/core/ids.ts';
    export { b } from '../../server/core/ids.ts';
    export const load = () => import('../../server/core/ids.ts');
    export type C = import('../../server/core/ids.ts').C;`;
  expect(judge(layers, { 'shared/contract/common.ts': text })).toHaveLength(4);
});

it('shared imports no package but zod', () => {
  const text = `import { z } from 'zod';\nimport { mini } from 'zod/mini';\nimport { hash } from 'node:crypto';`;
  expect(judge(layers, { 'shared/rules/seats.ts': text })).toEqual([
    'shared/rules/seats.ts:3 shared imports only zod and itself: move what needs "node:crypto" to server or web',
  ]);
});

it('a module does not talk to pg, and core does', () => {
  const text = `import { Pool } from 'pg';`;
  expect(judge(layers, { 'server/modules/alpha/alpha.repository.ts': text, 'server/core/db.ts': text })).toEqual([
    'server/modules/alpha/alpha.repository.ts:1 only server/core talks to pg: use platformSql or storeSql with a handle of core/db',
  ]);
});

it('the storefront does not import Mantine, and Cortex does', () => {
  const text = `import { Button } from '@mantine/core';`;
  expect(judge(layers, { 'web/storefront/main.tsx': text, 'web/cortex/main.tsx': text })).toEqual([
    'web/storefront/main.tsx:1 the storefront is built without Mantine: use its own components',
  ]);
});

it('the storefront does not reach Mantine through files that both applications use', () => {
  const files = {
    'web/storefront/main.tsx': `import { Map } from '../ui/map.tsx';\nimport type { Theme } from '../ui/theme.ts';`,
    'web/ui/map.tsx': `import { theme } from './theme.ts';`,
    'web/ui/theme.ts': `import { createTheme } from '@mantine/core';`,
  };
  expect(judge(layers, files)).toEqual([
    'web/storefront/main.tsx:1 "../ui/map.tsx" brings Mantine into the storefront: import a file that does not use it',
  ]);
});

it('a test may also use the harness, the wiring, and in shared any package', () => {
  const files = {
    'server/core/db.test.ts': `import { openTestApp } from '../../test/harness/app.ts';\nimport { openApp } from '../app.ts';`,
    'web/cortex/app.test.tsx': `import { openBrowser } from '../../test/journeys/browser.ts';`,
    'shared/rules/money.test.ts': `import fc from 'fast-check';\nimport { makeMoney } from '../../test/factories/money.ts';`,
  };
  expect(judge(layers, files)).toEqual([]);
});

it('the intended directions are open', () => {
  const files = {
    'server/app.ts': `import './core/db.ts';\nimport './modules/alpha/alpha.controller.ts';\nimport '../shared/contract/routes.ts';\nimport '../package.json';`,
    'server/modules/alpha/alpha.service.ts': `import '../../core/ctx.ts';\nimport '../../../shared/rules/money.ts';`,
    'web/storefront/main.tsx': `import '../ui/map.tsx';\nimport '../api/client.ts';\nimport '../../shared/rules/money.ts';`,
    'sandbox/main.ts': `import './seats.ts';\nimport 'node:http';`,
    'scripts/seed.ts': `import '../server/app.ts';`,
  };
  expect(judge(layers, files)).toEqual([]);
});
