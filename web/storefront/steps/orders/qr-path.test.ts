import { expect, it } from 'vitest';
import { qrPath } from './qr-path.ts';

/** Whether a module is dark, read back from the path. */
function modulesOf(payload: string) {
  const { size, path } = qrPath(payload);
  const dark = new Set<string>();
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let at = 0; at < Number(length); at += 1) dark.add(`${Number(x) + at} ${y}`);
  }
  return { size, isDark: (x: number, y: number) => dark.has(`${x} ${y}`) };
}

it('has the three finder patterns inside its quiet zone', () => {
  const { size, isDark } = modulesOf('SBX1:GSW05:0000001');
  for (const [left, top] of [
    [4, 4],
    [size - 11, 4],
    [4, size - 11],
  ] as const) {
    const middle = isDark(left + 3, top + 3) && isDark(left, top) && isDark(left + 6, top + 6);
    expect([middle, isDark(left + 1, top + 1)]).toEqual([true, false]);
  }
  for (let at = 0; at < size; at += 1) expect([isDark(at, 3), isDark(3, at)]).toEqual([false, false]);
});

it('is another one for another ticket', () => {
  expect(qrPath('SBX1:GSW05:0000001').path).not.toBe(qrPath('SBX1:GSW05:0000002').path);
});
