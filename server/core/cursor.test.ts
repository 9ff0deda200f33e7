import { expect, test } from 'vitest';
import { z } from 'zod';
import { readCursor, readCursorAs, toPage } from './cursor.ts';
import { ProblemError } from './problem.ts';

const rows = ['a', 'b', 'c'];

test('a page answers what was asked for, and where the next one starts', () => {
  const page = toPage(rows, 2, (row) => [row, 'x']);
  expect(page.items).toEqual(['a', 'b']);
  expect(readCursor(page.next ?? '', 2)).toEqual(['b', 'x']);
});

test('the last page has no next one, also when it is full', () => {
  expect(toPage(rows, 3, (row) => [row]).next).toBeNull();
  expect(toPage([], 3, (row) => [row])).toEqual({ items: [], next: null });
});

test('without a cursor a list starts at its beginning', () => {
  expect(readCursor(undefined, 1)).toBeNull();
});

test.each([
  ['text that is no cursor', 'nonsense'],
  ['an empty cursor', ''],
  ['a cursor of another list', Buffer.from('["a","b"]').toString('base64url')],
  ['values that are not text', Buffer.from('[1]').toString('base64url')],
  ['a character the database cannot keep', Buffer.from('["a\\u0000"]').toString('base64url')],
])('%s is refused as a wrong field', (_, cursor) => {
  let thrown: unknown;
  try {
    readCursor(cursor, 1);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ProblemError);
  expect(thrown).toMatchObject({ code: 'request.invalid', errors: [{ at: '/query/cursor' }] });
});

test('a position of other types is made from its texts, or refused', () => {
  const schema = z.tuple([z.coerce.number().int()]);
  expect(readCursorAs(toPage([7, 8], 1, (row) => [String(row)]).next ?? '', schema)).toEqual([7]);
  expect(readCursorAs(undefined, schema)).toBeNull();
  expect(() => readCursorAs(toPage(rows, 1, (row) => [row]).next ?? '', schema)).toThrow(ProblemError);
  expect(() => readCursorAs('nonsense', schema)).toThrow(ProblemError);
});
