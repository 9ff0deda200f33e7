import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { Way } from './CellEditor.tsx';
import { at, type Block, blockOf, move, type Selection, type Size } from './selection.ts';

/** What the grid's keys and clipboard do to the prices. */
export type GridActs = {
  set: (block: Block, code: string | null) => void;
  copy: (block: Block) => string;
  paste: (text: string) => void;
  fillDown: () => void;
  fillRight: () => void;
};

type Options = {
  size: Size;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  canEdit: boolean;
  acts: GridActs;
};

/** The keys of a spreadsheet: arrows, typing, Enter, Delete, the clipboard and filling. */
export function useGridKeys({ size, selection, onSelect, canEdit, acts }: Options) {
  /** Null text: with what the cell has. */
  const [editing, setEditing] = useState<{ text: string | null } | null>(null);
  /** The cell takes the focus back from its editor, unless somebody clicked elsewhere. */
  const takesFocus = useRef(false);
  const block = blockOf(selection);

  const startEditing = (text: string | null = null) => {
    if (canEdit) setEditing({ text });
  };
  const stopEditing = (isByKey: boolean) => {
    takesFocus.current = isByKey;
    setEditing(null);
  };
  const commit = (code: string | null, way: Way) => {
    stopEditing(way !== 'stay');
    acts.set(way === 'all' ? block : blockOf(at(selection.focus)), code);
    const key = keyOfWay[way];
    if (key !== null) onSelect(move(at(selection.focus), { key, shiftKey: false, ctrlKey: false }, size) ?? selection);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (editing !== null || event.altKey) return;
    const ctrlKey = event.ctrlKey || event.metaKey;
    const moved = move(selection, { key: event.key, shiftKey: event.shiftKey, ctrlKey }, size);
    const act = moved === null && canEdit ? editOf(event, ctrlKey) : null;
    if (moved === null && act === null) return;
    event.preventDefault();
    if (moved !== null) onSelect(moved);
    else act?.();
  };
  const editOf = ({ key }: KeyboardEvent, isCtrl: boolean): (() => void) | null => {
    const lower = key.toLowerCase();
    if (isCtrl) return lower === 'd' ? acts.fillDown : lower === 'r' ? acts.fillRight : null;
    if (key === 'Enter' || key === 'F2') return () => startEditing();
    if (key === 'Delete' || key === 'Backspace') return () => acts.set(block, null);
    return key.length === 1 && key !== ' ' ? () => startEditing(key) : null;
  };
  const onCopy = (event: ClipboardEvent) => {
    if (editing !== null) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', acts.copy(block));
  };
  return {
    editing,
    startEditing,
    stopEditing,
    takesFocus,
    commit,
    onKeyDown,
    onCopy,
    onCut: (event: ClipboardEvent) => {
      if (editing !== null || !canEdit) return;
      onCopy(event);
      acts.set(block, null);
    },
    onPaste: (event: ClipboardEvent) => {
      if (editing !== null || !canEdit) return;
      event.preventDefault();
      acts.paste(event.clipboardData.getData('text/plain'));
    },
  };
}

const keyOfWay = { down: 'ArrowDown', right: 'ArrowRight', left: 'ArrowLeft', stay: null, all: null } as const;
