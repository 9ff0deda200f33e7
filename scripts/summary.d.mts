export type Step = { name: string; time: string; failure: string | null };

/** How a test run ended; the last line is the closing line, and `failed` counts failed tests and other failed steps. */
export function summarize(
  steps: readonly Step[],
  counts: { passed: number; failed: number; skipped: number },
  failures?: readonly string[],
): { lines: string[]; failed: number };
