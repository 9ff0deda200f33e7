import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { onCluster } from './cluster.ts';

export type TestDatabase = { url: string; drop: () => Promise<void> };

/** A clone of the migrated template, or of another database, for one test file. */
export async function openTestDatabase(template = inject('templateName')): Promise<TestDatabase> {
  const clusterUrl = inject('clusterUrl');
  const name = `t_${randomBytes(6).toString('hex')}`;
  await onCluster(clusterUrl, `create database ${name} template ${template} strategy file_copy`);
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onCluster(clusterUrl, `drop database if exists ${name} with (force)`) };
}
