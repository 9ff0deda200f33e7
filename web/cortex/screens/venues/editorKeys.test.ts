import { expect, it } from 'vitest';
import { commandOf } from './editorKeys.ts';

const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

it.each([
  [{ key: 'z', ctrlKey: true }, { name: 'undo' }],
  [{ key: 'Z', ctrlKey: true, shiftKey: true }, { name: 'redo' }],
  [{ key: 'y', ctrlKey: true }, { name: 'redo' }],
  [{ key: 's', metaKey: true }, { name: 'save' }],
  [{ key: 'd', ctrlKey: true }, { name: 'duplicate' }],
  [{ key: 'a', ctrlKey: true }, { name: 'all' }],
  [{ key: 'ArrowLeft' }, { name: 'move', dx: -5, dy: 0 }],
  [
    { key: 'ArrowDown', shiftKey: true },
    { name: 'move', dx: 0, dy: 25 },
  ],
  [
    { key: 'ArrowUp', altKey: true },
    { name: 'move', dx: 0, dy: -1 },
  ],
  [{ key: 'Delete' }, { name: 'remove' }],
  [{ key: 'Escape' }, { name: 'leave' }],
  [{ key: 'Enter' }, { name: 'finish' }],
  [{ key: 'c', ctrlKey: true }, null],
  [{ key: 'x' }, null],
])('%j means %j', (pressed, command) => {
  expect(commandOf({ ...none, ...pressed })).toEqual(command);
});
