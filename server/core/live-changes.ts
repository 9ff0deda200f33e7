import { z } from 'zod';
import { isLiveTopic, type LiveData, type LiveTopic } from '../../shared/contract/live.ts';
import type { Ctx, StoreCtx } from './ctx.ts';
import { execute, type PlatformDb, rows } from './db.ts';
import { jsonb, platformSql } from './sql.ts';

/** News as it lies in `platform.changes`. */
export type Change = {
  id: bigint;
  /** Null for news of no store. */
  storeId: string | null;
  topic: LiveTopic;
  data: unknown;
  /** Where a reader that has had this change goes on: a snapshot of PostgreSQL, as text. See `readStoreChanges`. */
  resumeAt: string;
};

/** The channel of `NOTIFY`; it carries no data, it only says that there is something to read. */
export const changesChannel = 'flex_changes';
/** Milliseconds a change is kept. A reader that was away for longer has a gap. */
export const changesKept = 60 * 60_000;
/** Changes a resumed stream is given at once; whoever missed more reads everything again. */
export const maxResumed = 1_000;

/**
 * Tells every process, and the open pages it serves, that something changed: of the context's store, or of none. Part
 * of the surrounding transaction. It notifies, which a hot transaction cannot afford: there use `writeOutbox`.
 */
export async function announce<T extends LiveTopic>(
  ctx: Ctx | StoreCtx,
  news: { topic: T; data: LiveData<T> },
): Promise<void> {
  const storeId = 'store' in ctx ? ctx.store.id : null;
  await execute(ctx.platform, insertChange, { ...news, at: ctx.clock.now(), storeId });
}

export type ChangesReader = () => Promise<readonly Change[]>;

/**
 * Reads each change exactly once, from the first call on, though identities do not commit in their order: what is new is
 * what was written by a transaction that the snapshot of the read before did not see yet.
 */
export function makeChangesReader(db: PlatformDb): ChangesReader {
  let since: string | null = null;
  return async () => {
    const { snapshot, changes } = await readSince(db, since);
    const before = since ?? snapshot;
    since = snapshot;
    return withResume(changes, before, snapshot);
  };
}

/** A value of `resumeAt` after which all is missed that is not committed yet. */
export async function presentSnapshot(db: PlatformDb): Promise<string> {
  return (await readSince(db, null)).snapshot;
}

/**
 * What a store's reader missed since `resumeAt`; it may repeat changes the reader has had, never leave one out. Null
 * when there are too many to send.
 */
export async function readStoreChanges(
  db: PlatformDb,
  of: { storeId: string; topics: readonly LiveTopic[]; resumeAt: string },
): Promise<readonly Change[] | null> {
  const found = await rows(db, storeChangesSince, { ...of, topics: [...of.topics], limit: maxResumed + 1 });
  if (found.length > maxResumed) return null;
  return withResume(found.flatMap(toKnown), of.resumeAt, found[0]?.snapshot ?? of.resumeAt);
}

/** Removes changes older than an hour; answers how many. */
export async function pruneChanges(ctx: Ctx): Promise<number> {
  return execute(ctx.platform, deleteOld, { before: new Date(ctx.clock.now().getTime() - changesKept) });
}

type Known = { id: bigint; storeId: string | null; topic: LiveTopic; data: unknown };
type Found = { id: bigint | null; storeId: string | null; topic: string | null; data: unknown };

async function readSince(db: PlatformDb, since: string | null) {
  const found = await rows(db, changesSince, { since });
  const [first] = found;
  if (first === undefined) throw new Error('live.changes_since always answers a row');
  return { snapshot: first.snapshot, changes: found.flatMap(toKnown) };
}

/** Topics of a newer version are left out. */
function toKnown({ id, storeId, topic, data }: Found): Known[] {
  return id === null || topic === null || !isLiveTopic(topic) ? [] : [{ id, storeId, topic, data }];
}

/** Whoever has had a store's last change of a read has had all of them. */
function withResume(changes: readonly Known[], before: string, after: string): Change[] {
  const lastOf = new Map(changes.map(({ storeId, id }) => [storeId, id]));
  return changes.map((change) => ({ ...change, resumeAt: lastOf.get(change.storeId) === change.id ? after : before }));
}

const insertChange = platformSql({
  name: 'live.insert_change',
  params: { at: z.date(), storeId: z.uuid().nullable(), topic: z.string(), data: jsonb(z.unknown()) },
  text: `
    with added as (
      insert into platform.changes (at, store_id, topic, data)
      values ($at, $storeId, $topic, $data)
      returning id
    )
    select
    from added
    cross join pg_notify('flex_changes', '')`,
});

const change = z.object({
  snapshot: z.string(),
  id: z.bigint().nullable(),
  storeId: z.uuid().nullable(),
  topic: z.string().nullable(),
  data: jsonb(z.unknown()).nullable(),
});

const changesSince = platformSql({
  name: 'live.changes_since',
  params: { since: z.string().nullable() },
  row: change,
  text: `
    select now_seen.snapshot::text as snapshot, changes.id, changes.store_id, changes.topic, changes.data
    from (
      select
        pg_current_snapshot() as snapshot,
        coalesce($since::text::pg_snapshot, pg_current_snapshot()) as since
    ) as now_seen
    left join platform.changes
      on changes.tx >= pg_snapshot_xmin(now_seen.since)
      and not pg_visible_in_snapshot(changes.tx, now_seen.since)
    order by changes.id`,
});

const storeChangesSince = platformSql({
  name: 'live.store_changes_since',
  params: { storeId: z.uuid(), topics: z.array(z.string()), resumeAt: z.string(), limit: z.int() },
  row: change,
  text: `
    select now_seen.snapshot::text as snapshot, changes.id, changes.store_id, changes.topic, changes.data
    from (
      select
        pg_current_snapshot() as snapshot,
        $resumeAt::text::pg_snapshot as since
    ) as now_seen
    left join platform.changes
      on changes.tx >= pg_snapshot_xmin(now_seen.since)
      and not pg_visible_in_snapshot(changes.tx, now_seen.since)
      and changes.store_id = $storeId
      and changes.topic = any ($topics)
    order by changes.id
    limit $limit`,
});

const deleteOld = platformSql({
  name: 'live.delete_old',
  params: { before: z.date() },
  text: `
    delete from platform.changes
    where at < $before`,
});
