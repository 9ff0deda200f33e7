import { hash } from '@node-rs/argon2';
import { describe, expect, test } from 'vitest';
import { hashPassword, isOutdated, verifyPassword } from './password-hash.ts';
import { ProblemError } from './problem.ts';

describe('a password hash', () => {
  test('is argon2id with the parameters OWASP asks for, and salted anew each time', async () => {
    const [first, second] = [await hashPassword('marble tugboat'), await hashPassword('marble tugboat')];
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(isOutdated(first)).toBe(false);
  });
  test('fits its password and no other', async () => {
    const stored = await hashPassword('marble tugboat');
    expect(await verifyPassword(stored, 'marble tugboat')).toBe(true);
    expect(await verifyPassword(stored, 'marble tugboat ')).toBe(false);
    expect(await verifyPassword(stored, '')).toBe(false);
  });
  test('that is missing fits nothing', async () => {
    expect(await verifyPassword(null, '')).toBe(false);
    expect(await verifyPassword(null, 'marble tugboat')).toBe(false);
  });
  test('made with other parameters is outdated but still fits', async () => {
    const stored = await hash('marble tugboat', { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    expect(isOutdated(stored)).toBe(true);
    expect(await verifyPassword(stored, 'marble tugboat')).toBe(true);
  });
});

test('many at once all get their turn, and those beyond the queue are told to come back', async () => {
  const settled = await Promise.allSettled(Array.from({ length: 70 }, () => verifyPassword(null, 'marble tugboat')));
  const refused = settled.filter((one) => one.status === 'rejected');
  expect(refused).toHaveLength(8);
  for (const { reason } of refused) expect(reason).toBeInstanceOf(ProblemError);
  expect(refused[0]?.reason).toMatchObject({ code: 'server.unavailable' });
  expect(await verifyPassword(await hashPassword('marble tugboat'), 'marble tugboat')).toBe(true);
});
