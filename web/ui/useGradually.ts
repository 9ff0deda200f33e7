import { startTransition, useEffect, useState } from 'react';

/** Rows that fill a screen. */
const atOnce = 12;

/**
 * The rows to draw now: of a list that is new, first those that fill a screen, so that a click is answered at once; the
 * others in the next frames, which give way to another click. A list that still has the first, the middle or the last of
 * those that were drawn is the same list: nothing of it goes away meanwhile.
 */
export function useGradually<R>(rows: readonly R[], keyOf: (row: R) => string): readonly R[] {
  const [known, setKnown] = useState('');
  const some = [rows[0], rows[rows.length >> 1], rows.at(-1)].flatMap((row) => (row === undefined ? [] : [keyOf(row)]));
  const marks = some.join('\n');
  useEffect(() => {
    if (marks !== known) startTransition(() => setKnown(marks));
  }, [marks, known]);
  if (rows.length <= atOnce) return rows;
  const drawn = new Set(known.split('\n'));
  return rows.some((row) => drawn.has(keyOf(row))) ? rows : rows.slice(0, atOnce);
}
