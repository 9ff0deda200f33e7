import { execFileSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { findChromium } from '../../../scripts/chromium.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The path of a Chromium that starts. */
    chromiumPath: string;
  }
}

/** The journeys walk through what is built: builds what is older than its sources, as it is built for people. */
export default async function setup(project: TestProject) {
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit', env });
  project.provide('chromiumPath', await findChromium());
}
