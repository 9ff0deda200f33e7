import { z } from 'zod';
import { execute, maybeRow, type PlatformDb } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';

const login = {
  id: z.uuid(),
  clientId: z.uuid(),
  stateHash: z.instanceof(Buffer),
  browserHash: z.instanceof(Buffer),
  codeVerifier: z.string(),
  nonce: z.string(),
  returnTo: z.string(),
  expiresAt: z.date(),
};

export function insert(db: PlatformDb, row: z.output<z.ZodObject<typeof login>>) {
  return execute(db, insertOne, row);
}

/** Takes the login away and answers it: each state is good for one answer, in the browser it was made for. */
export function take(db: PlatformDb, at: { stateHash: Buffer; browserHash: Buffer; now: Date }) {
  return maybeRow(db, takeOne, at);
}

export function removeExpired(db: PlatformDb, now: Date) {
  return execute(db, deleteExpired, { now });
}

const insertOne = platformSql({
  name: 'identity.oidc_logins.insert',
  params: login,
  text: `
    insert into platform.oidc_logins
      (id, client_id, state_hash, browser_hash, code_verifier, nonce, return_to, expires_at)
    values
      ($id, $clientId, $stateHash, $browserHash, $codeVerifier, $nonce, $returnTo, $expiresAt)`,
});

const takeOne = platformSql({
  name: 'identity.oidc_logins.take',
  params: { stateHash: z.instanceof(Buffer), browserHash: z.instanceof(Buffer), now: z.date() },
  row: z.object({ clientId: z.uuid(), codeVerifier: z.string(), nonce: z.string(), returnTo: z.string() }),
  text: `
    delete from platform.oidc_logins
    where state_hash = $stateHash
    and browser_hash = $browserHash
    and expires_at > $now
    returning client_id, code_verifier, nonce, return_to`,
});

const deleteExpired = platformSql({
  name: 'identity.oidc_logins.remove_expired',
  params: { now: z.date() },
  text: `
    delete from platform.oidc_logins
    where expires_at <= $now`,
});
