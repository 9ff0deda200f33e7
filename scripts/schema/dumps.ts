import { Client } from 'pg';
import { openDatabase } from '../../server/core/db.ts';
import { createStoreSchema, readMigrations } from '../../server/core/migrate.ts';
import { schemaText } from './text.ts';

export type Dump = { path: string; text: string };

/** The dumps as they should stand in the repository, taken from a migrated database that may be written to. */
export async function makeDumps(url: string): Promise<Dump[]> {
  await makeStore(url);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return [
      {
        path: 'server/migrations/platform.schema.sql',
        text: heading + (await schemaText(client, 'platform', 'platform')),
      },
      { path: 'server/migrations/store.schema.sql', text: heading + (await schemaText(client, storeSchema, 'store')) },
    ];
  } finally {
    await client.end();
  }
}

const storeSchema = 's_dump';
const heading = '-- What the migrations add up to. Made by `npm run schema:dump`; do not edit.\n\n';

async function makeStore(url: string): Promise<void> {
  const migrations = await readMigrations('server/migrations');
  const options = { url, maxConnections: 1, namedStatements: false, checksRows: false, statementTimeout: 30_000 };
  const database = await openDatabase(options);
  try {
    await database.transaction((session) => createStoreSchema(session, storeSchema, migrations.store));
  } finally {
    await database.close();
  }
}
