import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres } from '../../server/core/postgres/supervisor.ts';

/**
 * A database server that nothing outlives: it and its files go when `stop` is called, and also when this process ends in
 * any other way, even killed.
 */
export async function startTemporaryPostgres(
  settings: Readonly<Record<string, string>>,
  folder = tmpdir(),
): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDir = await mkdtemp(path.join(folder, 'flex-test-'));
  const postgres = await startPostgres({ dataDir, settings });
  const cleaner = spawn('/bin/sh', ['-c', cleanUp, postgres.home, dataDir], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  cleaner.unref();
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop();
      cleaner.stdin.end();
      await once(cleaner, 'exit');
    },
  };
}

/** Waits for the end of its input, which comes when the process that holds the other end is gone. */
const cleanUp = `
  read _
  if read pid < "$0/cluster/data/postmaster.pid"; then
    kill -QUIT "$pid"
    while kill -0 "$pid"; do sleep 0.1; done
  fi
  rm -rf "$0" "$1"`;
