import { join } from 'node:path';
import type { Config } from '../config.ts';
import { assertUsable } from './connection.ts';
import { startPostgres } from './supervisor.ts';

/**
 * The database of DATABASE_URL, else the packaged server on the data folder, started or attached to. `say` gets a line
 * when something takes time.
 */
export async function openDatabaseServer(
  { databaseUrl, dataDir, databaseConnections }: Pick<Config, 'databaseUrl' | 'dataDir' | 'databaseConnections'>,
  say: (line: string) => void,
): Promise<{ url: string; stop: () => Promise<void> }> {
  if (databaseUrl === null) {
    const settings = { max_connections: String(100 + databaseConnections) };
    return startPostgres({ dataDir: join(dataDir, 'postgres'), log: say, settings });
  }
  await assertUsable(databaseUrl);
  return { url: databaseUrl, stop: async () => {} };
}
