import { describe, expect, test } from 'vitest';
import { gate } from '../../../test/harness/locks.ts';
import { openWriter } from './inventory.writer.service.ts';

describe('a writer', () => {
  test('writes what comes slowly at once, and what comes meanwhile together, at most so many', async () => {
    const batches: number[][] = [];
    const first = gate();
    const writer = openWriter<number>(3, async (items) => {
      batches.push([...items]);
      if (batches.length === 1) await first.opened;
    });
    await writer.add(1);
    expect(batches).toEqual([[1]]);
    await writer.add(2);
    await writer.add(3);
    const full = writer.add(4);
    first.open();
    await full;
    await writer.add(5);
    await writer.end();
    expect(batches.flat()).toEqual([1, 2, 3, 4, 5]);
    expect(batches.slice(0, 2)).toEqual([[1], [2, 3, 4]]);
  });

  test('writes nothing more after a failure, and says so to whoever comes', async () => {
    let count = 0;
    const writer = openWriter<number>(3, async () => {
      count += 1;
      throw new Error('the database is away');
    });
    await writer.add(1).catch(() => {});
    await expect(writer.end()).rejects.toThrow('away');
    await expect(writer.add(2)).rejects.toThrow('away');
    expect(count).toBe(1);
  });
});
