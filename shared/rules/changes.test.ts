import { describe, expect, it } from 'vitest';
import { changedFields, changesOf, isSame } from './changes.ts';

describe('changedFields', () => {
  it.each([
    [{ a: 1 }, { a: 1 }, []],
    [{ a: 1 }, { a: 2 }, ['/a']],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, []],
    [{ a: 1 }, {}, ['/a']],
    [{}, { a: null }, ['/a']],
    [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, ['/a/c']],
    [{ a: [1, 2] }, { a: [2, 1] }, ['/a']],
    [{ a: [{ b: 1 }] }, { a: [{ b: 1 }] }, []],
    [{ a: {} }, { a: [] }, ['/a']],
    [{ 'x/y~z': 1 }, { 'x/y~z': 2 }, ['/x~1y~0z']],
    [null, { a: 1 }, ['']],
    [1, 1, []],
  ])('%j to %j: %j', (before, after, fields) => expect(changedFields(before, after)).toEqual(fields));
});

it('null, absent, 0 and text are different', () => {
  const values = [null, undefined, 0, '0', '', false, [], {}];
  for (const [index, one] of values.entries()) {
    for (const [position, other] of values.entries()) expect(isSame(one, other)).toBe(index === position);
  }
});

it('an edit is told by the fields it changed only', () => {
  expect(changesOf({ name: 'A', zone: 'UTC', list: [1] }, { name: 'B', zone: 'UTC' })).toEqual({
    before: { name: 'A' },
    after: { name: 'B' },
  });
});
