import './node-version.mjs';
import { join } from 'node:path';
import { installMissing, onStop, Refusal, root, run, stopCommands } from './bootstrap.mjs';

/**
 * `npm run soak`: every case of the matrices of which `npm test` runs a sample, and many more of what is drawn by chance.
 * Paths given after `--` are run instead. It takes an hour or more.
 */
const matrices = [
  ...['test/faults', 'test/races', 'test/oracle', 'test/simulation', 'test/vendors'],
  ...['test/journeys/running-store.test.ts', 'test/journeys/looks.test.ts', 'test/journeys/season-import.test.ts'],
];

process.chdir(root);
onStop(() => void stopCommands());
const given = process.argv.slice(2);
try {
  await installMissing({ withTools: true });
  const vitest = join(root, 'node_modules', '.bin', 'vitest');
  await run('soaking', vitest, ['run', ...(given.length > 0 ? given : matrices)], { env: { FLEX_SOAK: 'on' } });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
