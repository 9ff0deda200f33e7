import { contract } from './contract.ts';
import { cycles } from './cycles.ts';
import type { House, Offence, Rule, SourceFile } from './facts/source.ts';
import { fileNames } from './file-names.ts';
import { firstPage } from './first-page.ts';
import { importPaths } from './import-paths.ts';
import { layers } from './layers.ts';
import { migrations } from './migrations.ts';
import { moduleOrder } from './module-order.ts';
import { moduleRoles } from './module-roles.ts';
import { outsideWorld } from './outside-world.ts';
import { size } from './size.ts';
import { sqlTexts } from './sql-texts.ts';
import { tables } from './tables.ts';
import { types } from './types.ts';
import { wholeTests } from './whole-tests.ts';
import { words } from './words.ts';

export const rules: Readonly<Record<string, Rule>> = {
  'import-paths': importPaths,
  layers,
  'module-order': moduleOrder,
  'module-roles': moduleRoles,
  cycles,
  'first-page': firstPage,
  'file-names': fileNames,
  'sql-texts': sqlTexts,
  tables,
  migrations,
  contract,
  'outside-world': outsideWorld,
  types,
  size,
  'whole-tests': wholeTests,
  words,
};

export type NamedOffence = Offence & { rule: string };

/** All rules over the tree, in the order of files and lines. */
export function checkAll(files: readonly SourceFile[], house: House): NamedOffence[] {
  return Object.entries(rules)
    .flatMap(([rule, check]) => check(files, house).map((found) => ({ ...found, rule })))
    .sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
}
