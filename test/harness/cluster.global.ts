import { randomBytes } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { TestProject } from 'vitest/node';
import { migrateAll, readMigrations } from '../../server/core/migrate.ts';
import { onCluster } from './cluster.ts';
import { makeSpares } from './spare-stores.ts';
import { startTemporaryPostgres } from './temporary-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The test cluster, ending in a database name. */
    clusterUrl: string;
    /** The migrated database that tests clone. */
    templateName: string;
  }
}

/**
 * One database server a run, with a migrated template that each test file clones. Nothing in it outlives the run.
 * `TEST_DATABASE_URL` names another server to use, as a role that may create databases.
 */
export default async function setup(project: TestProject) {
  const cluster = await openCluster(process.env.TEST_DATABASE_URL);
  const templateName = `flex_template_${randomBytes(4).toString('hex')}`;
  try {
    await makeTemplate(cluster.url, templateName);
  } catch (error) {
    await cluster.close();
    throw error;
  }
  project.provide('clusterUrl', cluster.url);
  project.provide('templateName', templateName);
  return async () => {
    await onCluster(cluster.url, `drop database if exists ${templateName}`);
    await cluster.close();
  };
}

/** Nothing needs to survive: no waiting for disks, and as little log as there can be. */
const settings = {
  max_connections: '200',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '1GB',
  autovacuum: 'off',
};

async function openCluster(given: string | undefined) {
  if (given !== undefined) return { url: given, close: async () => {} };
  const { url, stop } = await startTemporaryPostgres(settings, await findFolder());
  return { url, close: stop };
}

const memory = { folder: '/dev/shm', wanted: 4 * 2 ** 30 };

/** Memory where there is plenty: to make and drop databases of hundreds of files, a disk takes ten times as long. */
async function findFolder(): Promise<string> {
  const free = await statfs(memory.folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return free >= memory.wanted ? memory.folder : tmpdir();
}

async function makeTemplate(clusterUrl: string, name: string) {
  await onCluster(clusterUrl, `create database ${name}`);
  const template = new URL(clusterUrl);
  template.pathname = `/${name}`;
  const migrations = await readMigrations('server/migrations');
  await migrateAll(template.href, migrations);
  await makeSpares(template.href, migrations);
}
