import { expect, inject, it } from 'vitest';
import { assertUsable } from './connection.ts';

it('a given server that answers and is new enough is accepted', async () => {
  await expect(assertUsable(inject('clusterUrl'))).resolves.toBe(undefined);
});

it('a given server that does not answer is named with the reason, and without its password', async () => {
  const refusal = await assertUsable('postgres://someone:secret@127.0.0.1:1/flex').catch(String);
  expect(refusal).toContain('The database of DATABASE_URL (127.0.0.1:1) does not answer: connect ECONNREFUSED');
  expect(refusal).not.toContain('secret');
});

it('a given server that refuses the role is named with the reason', async () => {
  const url = new URL(inject('clusterUrl'));
  url.password = 'guess';
  const refusal = await assertUsable(url.href).catch(String);
  expect(refusal).toContain(`(${url.host}) does not answer: password authentication failed`);
});
