import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrateAll, readMigrations } from '../server/core/migrate.ts';
import { startPostgres } from '../server/core/postgres/supervisor.ts';
import { makeDumps } from './schema/dumps.ts';

/** Writes the schema dumps, from a database made for it and thrown away. */
const dataDir = mkdtempSync(path.join(tmpdir(), 'flex-dump-'));
const postgres = await startPostgres({ dataDir, settings: { fsync: 'off' } });
try {
  await migrateAll(postgres.url, await readMigrations('server/migrations'));
  for (const dump of await makeDumps(postgres.url)) {
    writeFileSync(dump.path, dump.text);
    console.log(`wrote ${dump.path}`);
  }
} finally {
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
