import './node-version.mjs';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildChanged, installMissing, onStop, Refusal, root, run, seconds, stopCommands } from './bootstrap.mjs';
import { summarize } from './summary.mjs';

/**
 * `npm test`: sets itself up, then runs every check. A step runs even when one before it failed, so that one run tells
 * everything; the failed ones are named again at the end. The last line counts the tests and every other failed step.
 */
const counts = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const failures = [];
/** @type {{ name: string, time: string, failure: string | null }[]} */
const steps = [];

process.chdir(root);
let isStopping = false;
onStop((count) => void stop(count));

if (await step('packages', () => installMissing({ withTools: true }))) {
  await step('build', buildChanged);
  await step('types: server, scripts and tests', () => tool('tsc', '-p', '.'));
  await step('types: shared', () => tool('tsc', '-p', 'shared'));
  await step('types: web', () => tool('tsc', '-p', 'web'));
  await step('format and lint: biome', () => tool('biome', 'check', '--error-on-warnings'));
  await step('lint with types: oxlint', () => tool('oxlint', '--type-aware'));
  await step('structure', () => tool('tsx', 'scripts/check-structure.ts'));
  const env = {};
  await step('browser', async () => {
    const { findChromium } = await import('./chromium.mjs');
    env.CHROMIUM_PATH = await findChromium();
  });
  await step('tests', () => runTests(env));
}

if (!isStopping) {
  const { lines, failed } = summarize(steps, counts, failures);
  process.exitCode = failed > 0 ? 1 : 0;
  console.log(lines.join('\n'));
}

/** Runs a step, shows its time, and remembers how it ended. */
async function step(name, work) {
  if (isStopping) return false;
  const start = performance.now();
  console.log(`\n── ${name}`);
  let failure = null;
  try {
    await work();
  } catch (error) {
    failure = error.message;
    console.error(error instanceof Refusal ? error.message : error);
  }
  steps.push({ name, time: seconds(start), failure });
  console.log(`${failure === null ? 'done' : 'FAILED'} in ${seconds(start)}`);
  return failure === null;
}

function tool(name, ...args) {
  return run(name, join(root, 'node_modules', '.bin', name), args);
}

async function runTests(env) {
  const results = join(root, '.cache', 'tests.json');
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(results, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  try {
    await run('vitest', join(root, 'node_modules', '.bin', 'vitest'), ['run', ...reporters], { env });
  } finally {
    if (existsSync(results)) {
      const found = JSON.parse(readFileSync(results, 'utf8'));
      counts.passed = found.numPassedTests;
      counts.failed = found.numFailedTests;
      counts.skipped = found.numPendingTests + found.numTodoTests;
      failures.push(...found.testResults.flatMap(failuresOf));
    }
  }
  if (counts.passed === 0) throw new Refusal('No test ran.');
}

/** What failed in one test file: its tests, or the file itself when none of them could run. */
function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0) return status === 'failed' ? [`${file}: ${firstLine(message)}`] : [];
  return failed.map((test) => `${file}: ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
}

function firstLine(text = '') {
  return text.split('\n')[0];
}

/** The first Ctrl-C lets the tests clean up after themselves, the next one does not. */
async function stop(count) {
  isStopping = true;
  if (count === 1) console.error('\nStopping…');
  await stopCommands(count);
  process.exit(130);
}
