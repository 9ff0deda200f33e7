import { type RefObject, useEffect } from 'react';
import { keepFocus } from './keptFocus.ts';

/** Wherever the focus was is where it stays or returns to; the root is where it goes when all of that is gone. */
export function useKeptFocus(root: RefObject<HTMLElement | null>) {
  useEffect(() => (root.current === null ? undefined : keepFocus(root.current)), [root]);
}
