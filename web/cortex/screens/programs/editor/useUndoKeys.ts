import { useEffect, useRef } from 'react';

type Undo = { undo: () => void; redo: () => void };

/**
 * Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) for the program, also while typing in one of its fields. Inside dialogs, and where an
 * element says `data-own-undo`, they are the field's own.
 */
export function useUndoKeys(isOn: boolean, acts: Undo) {
  const newest = useRef(acts);
  useEffect(() => {
    newest.current = acts;
  });
  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const wanted = actOf(event);
      if (wanted === null || isElsewhere(event.target)) return;
      event.preventDefault();
      newest.current[wanted]();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isOn]);
}

function actOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): keyof Undo | null {
  if (altKey || ctrlKey === metaKey) return null;
  if (key.toLowerCase() === 'z') return shiftKey ? 'redo' : 'undo';
  return key.toLowerCase() === 'y' && ctrlKey && !shiftKey ? 'redo' : null;
}

function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [data-own-undo]') !== null;
}
