import type { KeyboardEvent } from 'react';

export type EditorCommand =
  | { name: 'undo' | 'redo' | 'save' | 'duplicate' | 'all' | 'remove' | 'leave' | 'finish' }
  | { name: 'move'; dx: number; dy: number };

const arrows: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const withControl: Record<string, EditorCommand['name']> = { s: 'save', d: 'duplicate', a: 'all', y: 'redo' };

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** What a key means on the drawing: arrows move by the grid, with Shift by five of it, with Alt by one unit. */
export function commandOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Pressed): EditorCommand | null {
  if (ctrlKey || metaKey) {
    const letter = key.toLowerCase();
    if (letter === 'z') return { name: shiftKey ? 'redo' : 'undo' };
    const name = withControl[letter];
    return name === undefined || name === 'move' ? null : { name };
  }
  const arrow = arrows[key];
  const length = altKey ? 1 : shiftKey ? 25 : 5;
  if (arrow !== undefined) return { name: 'move', dx: arrow[0] * length, dy: arrow[1] * length };
  if (key === 'Delete' || key === 'Backspace') return { name: 'remove' };
  if (key === 'Escape') return { name: 'leave' };
  if (key === 'Enter') return { name: 'finish' };
  return null;
}
