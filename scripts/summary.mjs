/**
 * How a test run ended. The failed tests are named with the first line of what they say. A failed step counts as one failure, unless failed tests say it already. The last line is the
 * closing line: what passed, failed and was skipped, alone on its line.
 *
 * @param {{ name: string, time: string, failure: string | null }[]} steps
 * @param {{ passed: number, failed: number, skipped: number }} counts of the tests
 * @param {string[]} failures of single tests, a line each
 */
export function summarize(steps, counts, failures = []) {
  const failedSteps = steps.filter(({ name, failure }) => failure !== null && !(name === 'tests' && counts.failed > 0));
  const failed = counts.failed + failedSteps.length;
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  const lines = [
    '\n── summary',
    ...steps.map(({ name, time, failure }) =>
      failure === null ? `✓ ${name} (${time})` : `✗ ${name} (${time}): ${failure}`,
    ),
    ...failures.map((failure) => `  ✗ ${failure}`),
    failed > 0 ? '\nNot everything passed: see ✗ above.\n' : '\nEverything passed.\n',
    `${counts.passed} passed, ${failed} failed${skipped}`,
  ];
  return { lines, failed };
}
