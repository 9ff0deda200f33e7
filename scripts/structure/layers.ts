import { importsOf, packageOf } from './facts/imports.ts';
import { type Area, placeOf } from './facts/place.ts';
import { type Offence, offence, type Rule, type SourceFile } from './facts/source.ts';

/** What the files of an area may import of ours. Areas that are not named may import everything. */
const reach: Partial<Record<Area, readonly Area[]>> = {
  shared: ['shared'],
  core: ['core', 'shared'],
  module: ['module', 'core', 'shared'],
  wiring: ['wiring', 'module', 'core', 'shared'],
  'web/ui': ['web/ui', 'web/api', 'shared'],
  'web/api': ['web/api', 'shared'],
  'web/cortex': ['web/cortex', 'web/ui', 'web/api', 'shared'],
  'web/storefront': ['web/storefront', 'web/ui', 'web/api', 'shared'],
  web: ['web', 'web/ui', 'web/api', 'shared'],
  sandbox: ['sandbox'],
};

/** What a test may import beyond its area. */
const testReach: Partial<Record<Area, readonly Area[]>> = {
  shared: ['test'],
  core: ['test', 'wiring'],
  module: ['test', 'wiring'],
  wiring: ['test'],
  'web/ui': ['test'],
  'web/api': ['test'],
  'web/cortex': ['test'],
  'web/storefront': ['test'],
  web: ['test'],
  sandbox: ['test'],
};

/** The areas of the house and what each may import: of ours, and of packages. */
export const layers: Rule = (files) => [
  ...files.flatMap(checkAreas),
  ...files.flatMap(checkPackages),
  ...checkStorefrontWeight(files),
];

function checkAreas(file: SourceFile): Offence[] {
  const { area, isTest } = placeOf(file.path);
  const allowed = reach[area];
  if (allowed === undefined) return [];
  const all = isTest ? [...allowed, ...(testReach[area] ?? [])] : allowed;
  return importsOf(file).flatMap(({ target, specifier, at }) => {
    const isVersion = area === 'wiring' && target === 'package.json';
    if (target === null || isVersion || all.includes(placeOf(target).area)) return [];
    return [offence(file, at, `${area} must not import "${specifier}": it may import ${all.join(', ')} only`)];
  });
}

function checkPackages(file: SourceFile): Offence[] {
  const { area, isTest } = placeOf(file.path);
  if (isTest) return [];
  return importsOf(file).flatMap(({ target, specifier, at }) => {
    if (target !== null) return [];
    const name = packageOf(specifier);
    if (area === 'shared' && name !== 'zod') {
      return [offence(file, at, `shared imports only zod and itself: move what needs "${specifier}" to server or web`)];
    }
    if (area === 'module' && name === 'pg') {
      return [offence(file, at, 'only server/core talks to pg: use platformSql or storeSql with a handle of core/db')];
    }
    if (area === 'web/storefront' && name.startsWith('@mantine/')) {
      return [offence(file, at, 'the storefront is built without Mantine: use its own components')];
    }
    return [];
  });
}

/** The storefront must not reach Mantine through another file either: fans would load all of it. */
function checkStorefrontWeight(files: readonly SourceFile[]): Offence[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const heavy = new Map<string, boolean>();
  const reachesMantine = (path: string): boolean => {
    const before = heavy.get(path);
    if (before !== undefined) return before;
    heavy.set(path, false);
    const file = byPath.get(path);
    const found =
      file !== undefined &&
      importsOf(file).some(({ specifier, target, isType }) =>
        isType ? false : target === null ? specifier.startsWith('@mantine/') : reachesMantine(target),
      );
    heavy.set(path, found);
    return found;
  };
  return files
    .filter((file) => placeOf(file.path).area === 'web/storefront' && !placeOf(file.path).isTest)
    .flatMap((file) =>
      importsOf(file).flatMap(({ target, specifier, isType, at }) => {
        const isOutside = target !== null && placeOf(target).area !== 'web/storefront';
        if (isType || !isOutside || !reachesMantine(target)) return [];
        return [
          offence(file, at, `"${specifier}" brings Mantine into the storefront: import a file that does not use it`),
        ];
      }),
    );
}
