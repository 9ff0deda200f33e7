import { Client, type ClientConfig } from 'pg';
import type { Cluster } from './cluster.ts';

/**
 * True if the server takes our password and answers; false while it starts, recovers or stops.
 *
 * @throws when it answers and does not take the password.
 */
export async function answers(port: number, cluster: Cluster): Promise<boolean> {
  try {
    await asSuperuser(port, cluster, (client) => client.query('select 1'));
    return true;
  } catch (error) {
    const isRefused = error instanceof Error && 'code' in error && error.code === '28P01';
    if (!isRefused) return false;
    throw new Error(`The database in ${cluster.data} does not take the password kept beside it.`, { cause: error });
  }
}

/** Makes the role and the database of the application. As on a rented server, the role is no superuser. */
export async function prepareDatabase(port: number, cluster: Cluster): Promise<void> {
  await asSuperuser(port, cluster, async (client) => {
    const isMade = async () => (await client.query("select from pg_database where datname = 'flex'")).rowCount === 1;
    if (await isMade()) return;
    await client.query('select pg_advisory_lock(1)'); // Two first starts at once make it one after the other.
    if (await isMade()) return;
    const password = client.escapeLiteral(cluster.password);
    await client.query('drop role if exists flex');
    await client.query(`create role flex login createdb password ${password}`);
    await client.query('create database flex owner flex');
  });
}

/**
 * Looks at a server that was given by its address.
 *
 * @throws in words for people, without the address's password, when it does not answer or is older than PostgreSQL 15.
 */
export async function assertUsable(url: string): Promise<void> {
  const version = await connected({ connectionString: url }, async (client) => {
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version");
    return Number(rows[0]?.version);
  }).catch((cause: unknown) => {
    throw new Error(`The database of DATABASE_URL (${new URL(url).host}) does not answer: ${reasonOf(cause)}`, {
      cause,
    });
  });
  if (version < 150_000) {
    throw new Error(
      `The database of DATABASE_URL is PostgreSQL ${Math.floor(version / 10_000)}; 15 or newer is needed.`,
    );
  }
}

/** The address of the application's database. */
export function addressOf(port: number, cluster: Cluster): string {
  return `postgres://flex:${cluster.password}@127.0.0.1:${port}/flex`;
}

async function asSuperuser<T>(port: number, cluster: Cluster, work: (client: Client) => Promise<T>): Promise<T> {
  const { password } = cluster;
  return connected({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' }, work);
}

async function connected<T>(config: ClientConfig, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ ...config, connectionTimeoutMillis: 5000 });
  client.on('error', () => {}); // The failing query rejects; an idle failure needs no second report.
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** A host with several addresses fails with one error for each and no text of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}
