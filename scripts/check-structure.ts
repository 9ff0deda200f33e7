import { coreTables, modules } from '../server/modules.ts';
import { allowances } from './structure/allowances.ts';
import { landedMigrations } from './structure/landed.ts';
import { checkAll } from './structure/rules.ts';
import { migrationChanges, readTree } from './structure/tree.ts';

/** Checks the working folder against the rules of the house: one line an offence, exit code 1 if there is any. */
const files = readTree();
const landed = landedMigrations(migrationChanges()).map((found) => ({ ...found, rule: 'landed' }));
const offences = [...checkAll(files, { modules, coreTables, allowances }), ...landed];
for (const { path, line, rule, message } of offences) console.log(`${path}:${line} [${rule}] ${message}`);
if (offences.length > 0) {
  console.log(`structure: ${offences.length} offences in ${new Set(offences.map(({ path }) => path)).size} files`);
  process.exitCode = 1;
} else {
  console.log(`structure: ${files.length} files, no offence`);
}
