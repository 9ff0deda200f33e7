import { z } from 'zod';
import { execute, maybeRow, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

export type NewCode = { email: string; id: string; codeHash: Buffer; createdAt: Date; expiresAt: Date };

const putStatement = storeSql({
  name: 'fans.codes.put',
  params: {
    email: z.string(),
    id: z.uuid(),
    codeHash: z.instanceof(Buffer),
    createdAt: z.date(),
    expiresAt: z.date(),
    mailedBefore: z.date(),
  },
  text: `
    insert into store.fan_codes as known (email, id, code_hash, created_at, expires_at, tries)
    values ($email, $id, $codeHash, $createdAt, $expiresAt, 0)
    on conflict (email) do update
    set id = excluded.id,
      code_hash = excluded.code_hash,
      created_at = excluded.created_at,
      expires_at = excluded.expires_at,
      mailed_at = null,
      tries = 0
    where known.mailed_at is null
    or known.mailed_at <= $mailedBefore`,
});

/** Puts a code in place of the address's last; false when that one was mailed after `mailedBefore`. */
export async function put(db: StoreDb, code: NewCode & { mailedBefore: Date }): Promise<boolean> {
  return (await execute(db, putStatement, code)) === 1;
}

const markMailedStatement = storeSql({
  name: 'fans.codes.mark_mailed',
  params: { email: z.string(), id: z.uuid(), mailedAt: z.date() },
  text: `
    update store.fan_codes
    set mailed_at = $mailedAt
    where email = $email
    and id = $id`,
});

export async function markMailed(db: StoreDb, code: { email: string; id: string; mailedAt: Date }): Promise<void> {
  await execute(db, markMailedStatement, code);
}

const tryStatement = storeSql({
  name: 'fans.codes.try',
  params: { email: z.string(), now: z.date(), mostTries: z.int() },
  row: z.object({ id: z.uuid(), codeHash: z.instanceof(Buffer) }),
  text: `
    update store.fan_codes
    set tries = tries + 1
    where email = $email
    and expires_at > $now
    and tries < $mostTries
    returning id, code_hash`,
});

/** The address's code, one try the fewer; null when there is none that still works. */
export async function takeTry(db: StoreDb, of: { email: string; now: Date; mostTries: number }) {
  return maybeRow(db, tryStatement, of);
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
  params: { now: z.date() },
  text: `
    delete from store.fan_codes
    where expires_at <= $now`,
});

export async function removeExpired(db: StoreDb, now: Date): Promise<number> {
  return execute(db, removeExpiredStatement, { now });
}
