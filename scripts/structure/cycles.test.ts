import { expect, it } from 'vitest';
import { cycles } from './cycles.ts';
import { judge } from './facts/testing.ts';

it('files that need each other to load are named in full', () => {
  const files = {
    'server/core/a.ts': `import './b.ts';`,
    'server/core/b.ts': `import './c.ts';`,
    'server/core/c.ts': `import { a } from './a.ts';`,
    'server/core/d.ts': `import './a.ts';`,
  };
  expect(judge(cycles, files)).toEqual([
    'server/core/c.ts:1 these files import each other: server/core/a.ts -> server/core/b.ts -> server/core/c.ts -> server/core/a.ts; move what they share into a file of its own',
  ]);
});

it('a file that imports itself is a cycle', () => {
  expect(judge(cycles, { 'shared/a.ts': `export * from './a.ts';` })).toHaveLength(1);
});

it('types may go round, and a diamond is no cycle', () => {
  const files = {
    'server/core/a.ts': `import './b.ts';\nimport './c.ts';`,
    'server/core/b.ts': `import './d.ts';`,
    'server/core/c.ts': `import './d.ts';`,
    'server/core/d.ts': `import type { A } from './a.ts';`,
  };
  expect(judge(cycles, files)).toEqual([]);
});
