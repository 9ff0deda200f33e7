import { z } from 'zod';
import { execute, maybeRow, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

export type NewCode = { email: string; id: string; codeHash: Buffer; mailedAt: Date; expiresAt: Date };

/**
 * Of an address, counted over its codes together from the first on, which counts no more when it was made at `hourAgo`.
 * Each code has a block of `tries` to itself: room for its own and one more, so that one without tries left is still told
 * from the next one.
 */
export type CodeLimits = { hourAgo: Date; mostTries: number; mostCodes: number };

const blockFor = (mostTries: number) => mostTries + 1;

function blocksOf({ mostTries, mostCodes }: Omit<CodeLimits, 'hourAgo'>) {
  const block = blockFor(mostTries);
  return { block, lastBlock: block * (mostCodes - 1) };
}

const putStatement = storeSql({
  name: 'fans.codes.put',
  params: {
    email: z.string(),
    id: z.uuid(),
    codeHash: z.instanceof(Buffer),
    mailedAt: z.date(),
    expiresAt: z.date(),
    mailedBefore: z.date(),
    hourAgo: z.date(),
    block: z.int(),
    lastBlock: z.int(),
  },
  text: `
    insert into store.fan_codes as known (email, id, code_hash, created_at, expires_at, mailed_at, tries)
    values ($email, $id, $codeHash, $mailedAt, $expiresAt, $mailedAt, 0)
    on conflict (email) do update
    set id = excluded.id,
      code_hash = excluded.code_hash,
      created_at = case when known.created_at <= $hourAgo then excluded.created_at else known.created_at end,
      expires_at = excluded.expires_at,
      mailed_at = excluded.mailed_at,
      tries = case
        when known.created_at <= $hourAgo then 0
        when known.mailed_at is null then known.tries
        else (known.tries / $block + 1) * $block
      end
    where known.mailed_at is null
    or (known.mailed_at <= $mailedBefore and (known.created_at <= $hourAgo or known.tries < $lastBlock))`,
});

/**
 * Puts a code in place of the address's last, as one that is being mailed; false when that one was mailed after
 * `mailedBefore`, or was the last of the hour.
 */
export async function put(
  db: StoreDb,
  { hourAgo, mostTries, mostCodes, ...code }: NewCode & CodeLimits & { mailedBefore: Date },
): Promise<boolean> {
  return (await execute(db, putStatement, { ...code, hourAgo, ...blocksOf({ mostTries, mostCodes }) })) === 1;
}

const markUnmailedStatement = storeSql({
  name: 'fans.codes.mark_unmailed',
  params: { email: z.string(), id: z.uuid() },
  text: `
    update store.fan_codes
    set mailed_at = null
    where email = $email
    and id = $id`,
});

/** The code could not be mailed: another may take its place at once, and has its place in the count. */
export async function markUnmailed(db: StoreDb, code: { email: string; id: string }): Promise<void> {
  await execute(db, markUnmailedStatement, code);
}

const usedUpStatement = storeSql({
  name: 'fans.codes.used_up',
  params: { email: z.string(), hourAgo: z.date(), lastBlock: z.int() },
  row: z.object({ createdAt: z.date() }),
  text: `
    select created_at
    from store.fan_codes
    where email = $email
    and created_at > $hourAgo
    and mailed_at is not null
    and tries >= $lastBlock`,
});

/** When the first of the hour's codes was made, if the last was mailed; null while the address may be mailed another. */
export async function findUsedUp(db: StoreDb, { email, hourAgo, ...most }: CodeLimits & { email: string }) {
  const { lastBlock } = blocksOf(most);
  return (await maybeRow(db, usedUpStatement, { email, hourAgo, lastBlock }))?.createdAt ?? null;
}

const tryStatement = storeSql({
  name: 'fans.codes.try',
  params: { email: z.string(), now: z.date(), mostTries: z.int(), block: z.int() },
  row: z.object({ id: z.uuid(), codeHash: z.instanceof(Buffer) }),
  text: `
    update store.fan_codes
    set tries = tries + 1
    where email = $email
    and expires_at > $now
    and tries % $block < $mostTries
    returning id, code_hash`,
});

/** The address's code, one try the fewer; null when there is none that still works. */
export async function takeTry(db: StoreDb, of: { email: string; now: Date; mostTries: number }) {
  return maybeRow(db, tryStatement, { ...of, block: blockFor(of.mostTries) });
}

const removeStatement = storeSql({
  name: 'fans.codes.remove',
  params: { email: z.string(), id: z.uuid() },
  text: `
    delete from store.fan_codes
    where email = $email
    and id = $id`,
});

/** Uses the code up; false for all but one of any number at once. */
export async function use(db: StoreDb, code: { email: string; id: string }): Promise<boolean> {
  return (await execute(db, removeStatement, code)) === 1;
}

const removeExpiredStatement = storeSql({
  name: 'fans.codes.remove_expired',
  params: { now: z.date(), hourAgo: z.date() },
  text: `
    delete from store.fan_codes
    where expires_at <= $now
    and created_at <= $hourAgo`,
});

/** Codes that work no more and count no more. */
export async function removeExpired(db: StoreDb, of: { now: Date; hourAgo: Date }): Promise<number> {
  return execute(db, removeExpiredStatement, of);
}
