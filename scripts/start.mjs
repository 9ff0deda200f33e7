import './node-version.mjs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { onStop, Refusal, root, seconds, setUp, stopCommands } from './bootstrap.mjs';
import { takeLock } from './lock.mjs';

/**
 * `npm start`: everything from a fresh copy to a running product. The server and the sandbox are in process groups of
 * their own, so that Ctrl-C reaches only this process, which stops them in order. Both also end when this one is killed.
 */
const start = performance.now();
process.chdir(root);

let isStopping = false;
/** What a signal does now. While packages are installed nothing needs a careful end. */
let stop = () => void stopCommands(2);
onStop((count) => {
  isStopping = true;
  stop(count);
});

process.exitCode = await main();

async function main() {
  const lock = takeDataLock();
  if (lock.holder !== null) return refuse(alreadyRunning(lock.holder));
  try {
    await setUp();
    return isStopping ? 130 : await runPrograms(lock);
  } catch (error) {
    if (isStopping) return 130;
    if (error instanceof Refusal) return refuse(error.message);
    throw error;
  } finally {
    lock.release();
  }
}

function takeDataLock() {
  const file = join(resolve(process.env.FLEX_DATA_DIR ?? '.data'), 'start.lock');
  try {
    return takeLock(file);
  } catch (error) {
    console.error(`Cannot write ${file} (${error.code}): set FLEX_DATA_DIR to a folder that can be written.`);
    process.exit(1);
  }
}

/** Resolves with the exit code when the server has ended, for whatever reason, and the sandbox with it. */
async function runPrograms(lock) {
  const server = startProgram('dist/server/main.js');
  const sandbox = process.env.FLEX_MODE === 'production' ? null : startProgram('dist/sandbox/main.js');
  server.on('message', ({ address, lines }) => {
    lock.note(address);
    console.log(
      `\nAttend Flex is running, ready in ${seconds(start)}.\n\n${lines.join('\n')}\n\nPress Ctrl-C to stop.`,
    );
  });
  stop = (count) => {
    console.log(count === 1 ? '\nStopping; press Ctrl-C again to stop at once.' : 'Stopping at once.');
    server.kill(count < 3 ? 'SIGTERM' : 'SIGKILL');
  };
  sandbox?.on('exit', () => server.kill('SIGTERM'));
  const [code, signal] = await once(server, 'exit');
  const sandboxFailed = sandbox !== null && hasEnded(sandbox);
  if (sandbox !== null && !hasEnded(sandbox)) {
    sandbox.kill('SIGTERM');
    await once(sandbox, 'exit');
  }
  if (isStopping) return code ?? 130;
  if (sandboxFailed) return refuse('The sandbox vendor has ended, so the server was stopped too.');
  if (signal === null) return code;
  return refuse(`The server was ended by ${signal}. Nothing is lost: npm start goes on from there.`);
}

function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

function startProgram(file) {
  const env = { ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' };
  const args = ['--enable-source-maps', join(root, file)];
  return spawn(process.execPath, args, { detached: true, env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

function alreadyRunning({ pid, note }) {
  const where = note === '' ? 'It is still starting.' : `It is at ${note}.`;
  return `Attend Flex is running already in this folder (process ${pid}). ${where}`;
}

function refuse(message) {
  console.error(`\n${message}`);
  return 1;
}
