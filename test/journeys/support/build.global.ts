import { execFileSync } from 'node:child_process';

/** The journeys walk through what is built: builds what is older than its sources, as it is built for people. */
export default function setup() {
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit', env });
}
