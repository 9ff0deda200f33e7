import { startTransition, useEffect, useState } from 'react';
import { afterPaint } from './afterPaint.ts';
import { useRouter } from './state.ts';

/**
 * How many of a list to draw now: of one that is new, those that fill a screen, and more in each of the frames that
 * follow, so that a tap is answered at once. `key` tells lists apart. The page that the server made has all at once.
 */
export function useGradually(count: number, key: string, atOnce: number): number {
  const { place } = useRouter();
  const [known, setKnown] = useState(() => ({ key, drawn: place.get().visits === 0 ? count : atOnce }));
  const drawn = known.key === key ? known.drawn : atOnce;
  useEffect(() => {
    if (drawn >= count) return;
    return afterPaint(() => startTransition(() => setKnown({ key, drawn: drawn + 2 * atOnce })));
  }, [drawn, count, key, atOnce]);
  return Math.min(drawn, count);
}

/** False in the frame with which a step comes, true from the next on: what is seen first is drawn first. */
export function useIsDrawn(): boolean {
  const { place } = useRouter();
  const [isDrawn, setDrawn] = useState(() => place.get().visits === 0);
  useEffect(() => (isDrawn ? undefined : afterPaint(() => startTransition(() => setDrawn(true)))), [isDrawn]);
  return isDrawn;
}
