import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from './config.ts';

/** Form of a sealed secret: version (1 byte), key id (4), nonce (12), tag (16), ciphertext. */
const version = 1;
const keyIdLength = 4;
const nonceLength = 12;
const tagLength = 16;
const headLength = 1 + keyIdLength;
const bodyStart = headLength + nonceLength + tagLength;

/**
 * Encrypts what must be readable again, such as an OpenID client's secret, with AES-256-GCM. `purpose` names the row
 * and column it belongs to, so that a sealed value copied elsewhere does not open. `key` is `config.secretKey`.
 */
export function seal(key: Buffer | null, purpose: string, secret: string): Buffer {
  const usable = requireKey(key);
  const head = Buffer.concat([Buffer.of(version), keyId(usable)]);
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', usable, nonce, { authTagLength: tagLength });
  cipher.setAAD(Buffer.concat([head, Buffer.from(purpose)]));
  const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([head, nonce, cipher.getAuthTag(), ciphertext]);
}

/** The secret again. Throws when it was sealed with another key, for another purpose, or was changed. */
export function unseal(key: Buffer | null, purpose: string, sealed: Buffer): string {
  const usable = requireKey(key);
  if (sealed.length < bodyStart || sealed[0] !== version) throw new Error(`${purpose}: this is not a sealed secret`);
  const head = sealed.subarray(0, headLength);
  if (!head.subarray(1).equals(keyId(usable))) {
    throw new Error(`${purpose} was sealed with another FLEX_SECRET_KEY: set that key again, or enter the secret anew`);
  }
  const nonce = sealed.subarray(headLength, headLength + nonceLength);
  const decipher = createDecipheriv('aes-256-gcm', usable, nonce, { authTagLength: tagLength });
  decipher.setAAD(Buffer.concat([head, Buffer.from(purpose)]));
  decipher.setAuthTag(sealed.subarray(headLength + nonceLength, bodyStart));
  try {
    return decipher.update(sealed.subarray(bodyStart), undefined, 'utf8') + decipher.final('utf8');
  } catch (cause) {
    throw new Error(`${purpose}: the sealed secret was changed or belongs elsewhere`, { cause });
  }
}

/**
 * The configuration with a key: a demo that was given none makes one at its first start and keeps it beside its
 * database, readable by its user only.
 */
export async function withDemoKey(config: Config): Promise<Config> {
  if (config.mode !== 'demo' || config.secretKey !== null) return config;
  const file = path.join(config.dataDir, 'secret.key');
  await mkdir(config.dataDir, { recursive: true });
  await writeOnce(file, randomBytes(32));
  const secretKey = await readFile(file);
  if (secretKey.length !== 32) throw new Error(`${file} is damaged: remove it, and enter stored secrets anew`);
  return { ...config, secretKey };
}

/** Whole or not at all, also when two processes start at once: the first one's bytes stay. */
async function writeOnce(file: string, bytes: Buffer) {
  const own = `${file}.${randomBytes(8).toString('hex')}`;
  await writeFile(own, bytes, { mode: 0o600, flag: 'wx' });
  try {
    await link(own, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(own);
  }
}

/** Tells keys apart without telling them. */
function keyId(key: Buffer): Buffer {
  return createHash('sha256').update('attend-flex secret key').update(key).digest().subarray(0, keyIdLength);
}

function requireKey(key: Buffer | null): Buffer {
  if (key === null) throw new Error('FLEX_SECRET_KEY is not set: secrets can be neither kept nor read');
  return key;
}
