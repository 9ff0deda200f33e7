import { z } from 'zod';
import { problem } from './problem.ts';

/** The place of a row in a list's order: the values the list is sorted by. */
export type Position = readonly string[];

const positionSchema = z.array(z.string());

/**
 * One page of rows that were read with `limit + 1`: what was asked for, and the cursor of the next page or null.
 * `position` answers the values by which the list is sorted and which no two rows share.
 */
export function toPage<T>(
  rows: readonly T[],
  limit: number,
  position: (row: T) => Position,
): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last !== undefined ? encode(position(last)) : null;
  return { items, next };
}

/** The position a cursor stands for; null on the first page. Refuses text that `toPage` did not make for such a list. */
export function readCursor(cursor: string | undefined, length: number): Position | null {
  if (cursor === undefined) return null;
  const position = decode(cursor);
  if (position === null || position.length !== length) throw unusable();
  return position;
}

/** The same for lists that are not sorted by text alone: `schema` makes the values of the position from their texts. */
export function readCursorAs<S extends z.ZodType>(cursor: string | undefined, schema: S): z.output<S> | null {
  if (cursor === undefined) return null;
  const parsed = schema.safeParse(decode(cursor));
  if (!parsed.success) throw unusable();
  return parsed.data;
}

function unusable() {
  const error = { at: '/query/cursor', code: 'invalid_cursor', message: 'Send "next" of the page before, as it is.' };
  return problem('request.invalid', {}, { errors: [error] });
}

function encode(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function decode(cursor: string): Position | null {
  try {
    const parsed = positionSchema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    const isClean = parsed.success && parsed.data.every((part) => part.isWellFormed() && !part.includes('\u0000'));
    return isClean ? parsed.data : null;
  } catch {
    return null;
  }
}
