import type { TestApp } from './app.ts';

export type Entry = {
  action: string;
  actorKind: string;
  actorName: string;
  subjectName: string;
  before: unknown;
  after: unknown;
};

/** What the platform's audit says about one subject, in the order it was written. */
export async function listEntries(app: Pick<TestApp, 'ctx'>, subjectId: string): Promise<Entry[]> {
  const found = await app.ctx.database.pool.query<Entry>(
    `select action, actor_kind as "actorKind", actor_name as "actorName", subject_name as "subjectName", before, after
     from platform.audit_entries
     where subject_id = $1
     order by id`,
    [subjectId],
  );
  return found.rows;
}

/** The same of a store's own audit. */
export async function listStoreEntries(
  app: Pick<TestApp, 'ctx'>,
  store: { schemaName: string },
  subjectId: string,
): Promise<Entry[]> {
  const found = await app.ctx.database.pool.query<Entry>(
    `select action, actor_kind as "actorKind", actor_name as "actorName", subject_name as "subjectName", before, after
     from ${store.schemaName}.audit_entries
     where subject_id = $1
     order by id`,
    [subjectId],
  );
  return found.rows;
}
