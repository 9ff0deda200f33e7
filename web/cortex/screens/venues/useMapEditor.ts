import { useState } from 'react';
import type { Point } from '../../../../shared/contract/venues.ts';
import type { EditorCommand } from './editorKeys.ts';
import { begin, commit, redo, undo } from './history.ts';
import {
  type Draft,
  drawShape,
  duplicateShape,
  moveShapes,
  removeCorner,
  removeShapes,
  undrawnOf,
} from './mapDraft.ts';

type Pen = { sectionName: string; points: readonly Point[] };

/** The draft of a map with what can be undone, what is chosen, and the pen. */
export function useMapEditor(start: Draft, onSave: () => void) {
  const [history, setHistory] = useState(() => begin(start));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [corner, setCorner] = useState<number | null>(null);
  const [pen, setPen] = useState<Pen | null>(null);
  const draft = history.present;
  const change = (next: Draft, key?: string) => setHistory((old) => commit(old, next, key ?? null));
  const select = (names: ReadonlySet<string>) => {
    setSelected(names);
    setCorner(null);
  };
  const finish = () => {
    if (pen === null) return;
    // a double click puts the last corner twice
    const points = pen.points.filter(([x, y], index) => {
      const [nextX, nextY] = pen.points[index + 1] ?? [];
      return x !== nextX || y !== nextY;
    });
    change(drawShape(draft, pen.sectionName, points));
    setPen(null);
  };
  const refusal = duplicateRefusalOf(draft, selected);
  const duplicate = () => {
    const [from] = selected;
    const [to] = undrawnOf(draft);
    if (refusal !== null || from === undefined || to === undefined) return;
    change(duplicateShape(draft, from, to.sectionName));
    select(new Set([to.sectionName]));
  };
  const remove = () => {
    const [only] = selected;
    if (selected.size === 1 && only !== undefined && corner !== null) change(removeCorner(draft, only, corner));
    else change(removeShapes(draft, selected));
    setCorner(null);
  };
  const run = (command: EditorCommand) => {
    if (command.name === 'move') {
      change(moveShapes(draft, selected, command.dx, command.dy), `keys ${[...selected].join()}`);
    } else if (command.name === 'undo') setHistory(undo);
    else if (command.name === 'redo') setHistory(redo);
    else if (command.name === 'save') onSave();
    else if (command.name === 'duplicate') duplicate();
    else if (command.name === 'all') select(new Set(draft.drawing.shapes.map(({ sectionName }) => sectionName)));
    else if (command.name === 'remove') remove();
    else if (command.name === 'finish') finish();
    else if (pen !== null) setPen(null);
    else select(new Set());
  };
  return {
    draft,
    selected,
    corner,
    pen,
    duplicateRefusal: refusal,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    change,
    select,
    setCorner,
    run,
    draw: (points: readonly Point[]) => setPen((old) => old && { ...old, points }),
    takePen: (sectionName: string) => setPen({ sectionName, points: [] }),
    begin: (next: Draft) => setHistory(begin(next)),
  };
}

function duplicateRefusalOf(draft: Draft, selected: ReadonlySet<string>): string | null {
  if (selected.size !== 1) return 'Choose one section to duplicate its outline.';
  return undrawnOf(draft).length === 0 ? 'Every section is on the map. Add a section first.' : null;
}
