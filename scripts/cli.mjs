import './node-version.mjs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Refusal, root, setUp, stopCommands } from './bootstrap.mjs';

/** `npm run store -- …` and the like: sets up what is missing, then runs the command line of server/cli.ts with its exit code. */
process.chdir(root);
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => stop(name));
let child = null;

process.exitCode = await main();

async function main() {
  try {
    await setUp();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(`\n${error.message}`);
    return 3;
  }
  const args = ['--enable-source-maps', join(root, 'dist/server/cli.js'), ...process.argv.slice(2)];
  child = spawn(process.execPath, args, { detached: true, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return code ?? 3;
}

/** In a process group of its own the command hears a Ctrl-C once, from here. */
function stop(signal) {
  if (child === null) void stopCommands();
  else child.kill(signal);
}
