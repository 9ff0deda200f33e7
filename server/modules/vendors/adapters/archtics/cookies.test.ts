import { expect, test } from 'vitest';
import { openJar } from './cookies.ts';

const now = new Date('2026-11-22T12:00:00.000Z');
function headerAfter(...answers: string[][]) {
  const jar = openJar();
  for (const lines of answers) jar.take(lines, now);
  return jar.header();
}

test('a jar without cookies sends none', () => expect(headerAfter([])).toBeNull());

test.each([
  [[['SID=a; Path=/; HttpOnly; Secure', 'CID=b']], 'SID=a; CID=b'],
  [[['SID=a'], ['SID=b']], 'SID=b'],
  [[['SID=a', 'CID=b'], ['SID=gone; Max-Age=0']], 'CID=b'],
  [[['SID=a'], ['SID=; Expires=Thu, 01 Jan 1970 00:00:00 GMT']], null],
  [[['SID=a; Expires=Mon, 23 Nov 2026 12:00:00 GMT']], 'SID=a'],
  [[['SID=a; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT']], 'SID=a'],
  [[['SID=a=b==']], 'SID=a=b=='],
  [[['SID=']], 'SID='],
  [[['no pair', '=value', 'SID=a']], 'SID=a'],
  [[['SID=a\r\nX-Injected: 1', 'CID=b']], 'CID=b'],
  [[[`SID=${'x'.repeat(3_000)}`, 'CID=b']], 'CID=b'],
])('%j leads to %j', (answers, header) => expect(headerAfter(...answers)).toBe(header));

test('a jar has an end', () => {
  const lines = Array.from({ length: 50 }, (_, number) => `C${number}=1`);
  expect(headerAfter(lines)?.split('; ')).toHaveLength(20);
});
