import { isTest } from './source.ts';

/** Where in the house a file stands. Areas not listed here (scripts, bench, configuration) are outside of it. */
export type Area =
  | 'shared'
  | 'core'
  | 'module'
  | 'wiring'
  | 'web/ui'
  | 'web/api'
  | 'web/cortex'
  | 'web/storefront'
  | 'web'
  | 'sandbox'
  | 'test'
  | 'scripts'
  | 'bench'
  | 'root';

export const roles = ['controller', 'service', 'repository', 'reader', 'jobs', 'types'] as const;
export type Role = (typeof roles)[number] | 'adapter';

/** `module` and `role` are set for files below `server/modules/`; the role of a test is null. */
export type Place = { area: Area; module: string | null; role: Role | null; isTest: boolean };

export function placeOf(path: string): Place {
  const test = isTest(path);
  const [, module, rest = ''] = /^server\/modules\/([^/]+)\/(.+)$/.exec(path) ?? [];
  if (module === undefined) return { area: areaOf(path), module: null, role: null, isTest: test };
  return { area: 'module', module, role: test ? null : roleOf(rest), isTest: test };
}

const prefixes: readonly (readonly [prefix: string, area: Area])[] = [
  ['shared/', 'shared'],
  ['server/core/', 'core'],
  ['server/', 'wiring'],
  ['web/ui/', 'web/ui'],
  ['web/api/', 'web/api'],
  ['web/cortex/', 'web/cortex'],
  ['web/storefront/', 'web/storefront'],
  ['web/', 'web'],
  ['sandbox/', 'sandbox'],
  ['test/', 'test'],
  ['scripts/', 'scripts'],
  ['bench/', 'bench'],
];

function areaOf(path: string): Area {
  return prefixes.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'root';
}

function roleOf(rest: string): Role | null {
  if (rest.startsWith('adapters/')) return 'adapter';
  return roles.find((role) => rest.endsWith(`.${role}.ts`)) ?? null;
}
