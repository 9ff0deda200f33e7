import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { seal, unseal, withDemoKey } from './secrets.ts';

const key = Buffer.alloc(32, 7);
const otherKey = Buffer.alloc(32, 8);
const purpose = 'oidc_connections.secret:a';

describe('a sealed secret', () => {
  test('opens with its key and purpose, whatever its text', () => {
    for (const secret of ['', 'hunter2', 'пароль 🐙', 'x'.repeat(10_000)]) {
      expect(unseal(key, purpose, seal(key, purpose, secret))).toBe(secret);
    }
  });
  test('never looks the same twice and does not show its text', () => {
    const first = seal(key, purpose, 'hunter2 hunter2');
    expect(first.equals(seal(key, purpose, 'hunter2 hunter2'))).toBe(false);
    expect(first.includes('hunter2')).toBe(false);
  });
  test('does not open for another purpose', () => {
    expect(() => unseal(key, 'oidc_connections.secret:b', seal(key, purpose, 'hunter2'))).toThrow('belongs elsewhere');
  });
  test('says so when it was sealed with another key', () => {
    expect(() => unseal(otherKey, purpose, seal(key, purpose, 'hunter2'))).toThrow('another FLEX_SECRET_KEY');
  });
  test('does not open when any byte of it was changed', () => {
    const sealed = seal(key, purpose, 'hunter2');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => unseal(key, purpose, changed), `byte ${at}`).toThrow(purpose);
    }
  });
  test('does not open when it was cut', () => {
    const sealed = seal(key, purpose, 'hunter2');
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => unseal(key, purpose, sealed.subarray(0, length)), `${length} bytes`).toThrow(purpose);
    }
  });
});

test('without a key nothing is sealed and nothing opened', () => {
  expect(() => seal(null, purpose, 'hunter2')).toThrow('FLEX_SECRET_KEY is not set');
  expect(() => unseal(null, purpose, seal(key, purpose, 'hunter2'))).toThrow('FLEX_SECRET_KEY is not set');
});

describe('the key of a demo', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'flex-key-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const demo = () => readConfig({ FLEX_MODE: 'demo', FLEX_DATA_DIR: path.join(folder, 'data') });

  test('is made once, kept for its user only, and the same at the next start', async () => {
    const [first, second] = await Promise.all([withDemoKey(demo()), withDemoKey(demo())]);
    expect(first.secretKey).toHaveLength(32);
    expect(second.secretKey).toEqual(first.secretKey);
    expect((await withDemoKey(demo())).secretKey).toEqual(first.secretKey);
    expect((await stat(path.join(folder, 'data', 'secret.key'))).mode & 0o777).toBe(0o600);
  });
  test('that is damaged is named', async () => {
    await withDemoKey(demo());
    await writeFile(path.join(folder, 'data', 'secret.key'), 'short');
    await expect(withDemoKey(demo())).rejects.toThrow('secret.key is damaged');
  });
  test('is not made when one was given, nor outside the demo', async () => {
    const given = readConfig({ FLEX_MODE: 'demo', FLEX_SECRET_KEY: key.toString('base64') });
    expect((await withDemoKey(given)).secretKey).toEqual(key);
    expect((await withDemoKey(readConfig({ FLEX_MODE: 'test', FLEX_DATA_DIR: folder }))).secretKey).toBeNull();
  });
});
