import { expect, test } from 'vitest';
import { z } from 'zod';
import { newId, newSecret } from './ids.ts';

test('ids are UUIDs of version 7, never the same, and sort in the order in which they were made', () => {
  const ids = Array.from({ length: 10_000 }, newId);
  expect(ids.every((id) => z.uuidv7().safeParse(id).success)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
});

test('a secret has 256 bits that nobody can guess from another', () => {
  const [one, other] = [newSecret(), newSecret()];
  expect(Buffer.from(one, 'base64url')).toHaveLength(32);
  expect(one).not.toBe(other);
});
