import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import type { Point } from '../../../../shared/contract/venues.ts';
import {
  addCorner,
  type Box,
  boxOf,
  type Draft,
  moveCorner,
  moveShapes,
  resizeShapes,
  shapesIn,
  snap,
} from './mapDraft.ts';

export type StageProps = {
  draft: Draft;
  selected: ReadonlySet<string>;
  /** Corners of the new outline, while one is drawn; then a click is its next corner. */
  drawing: readonly Point[] | null;
  isSnapping: boolean;
  canEdit: boolean;
  onSelect: (names: ReadonlySet<string>) => void;
  onCorner: (corner: number | null) => void;
  /** Changes of one key are one step of the history. */
  onChange: (draft: Draft, key?: string) => void;
  onDraw: (points: readonly Point[]) => void;
};

type Held = { key: string; from: Point; base: Draft; box: Box };
type Drag =
  | ({ kind: 'move' } & Held)
  | ({ kind: 'scale'; corner: number } & Held)
  | { kind: 'corner'; key: string; base: Draft; corner: number; sectionName: string }
  | { kind: 'choose'; from: Point; to: Point };

/** Units a pointer goes before it draws a box rather than clicks. */
const still = 4;
/** Keeps the keys of drags apart. */
let drags = 0;

/** Chooses, moves, resizes and bends shapes by pointer. */
export function useMapDrag(svg: RefObject<SVGSVGElement | null>, props: StageProps) {
  const { draft, selected, drawing, isSnapping, canEdit } = props;
  const drag = useRef<Drag | null>(null);
  const [chosen, setChosen] = useState<Box | null>(null);
  const [pointer, setPointer] = useState<Point | null>(null);
  const at = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    return svg.current === null ? [0, 0] : unitsAt(svg.current, draft.drawing, [clientX, clientY]);
  };
  const near = (event: PointerEvent): Point => snapped(at(event), isSnapping);
  const hold = (event: PointerEvent, next: Drag) => {
    event.stopPropagation();
    drag.current = next;
    svg.current?.setPointerCapture(event.pointerId);
  };
  const onMove = (event: PointerEvent) => {
    if (drawing !== null) setPointer(near(event));
    const held = drag.current;
    if (held === null) return;
    if (held.kind === 'choose') {
      held.to = at(event);
      setChosen(boxFrom(held.from, held.to));
    } else props.onChange(changed(held, { selected, at: at(event), isSnapping }), held.key);
  };
  const onShapeDown = (event: PointerEvent, sectionName: string) => {
    if (drawing !== null || event.button !== 0) return;
    const names = namesAfter(event, selected, sectionName);
    props.onSelect(names);
    event.stopPropagation();
    const box = boxOf(draft, names);
    if (!canEdit || box === null || !names.has(sectionName)) return;
    hold(event, { kind: 'move', key: nextKey(), from: at(event), base: draft, box });
  };
  return {
    chosen,
    pointer,
    onMove,
    onShapeDown,
    onStageDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      if (drawing !== null) return props.onDraw([...drawing, near(event)]);
      hold(event, { kind: 'choose', from: at(event), to: at(event) });
      if (!event.shiftKey) props.onSelect(new Set());
    },
    onUp: () => {
      const held = drag.current;
      drag.current = null;
      setChosen(null);
      if (held?.kind !== 'choose') return;
      if (Math.hypot(held.to[0] - held.from[0], held.to[1] - held.from[1]) <= still) return;
      props.onSelect(new Set([...selected, ...shapesIn(draft, boxFrom(held.from, held.to))]));
    },
    holdSizer(event: PointerEvent, box: Box, corner: number) {
      hold(event, { kind: 'scale', key: nextKey(), from: at(event), base: draft, box, corner });
    },
    holdCorner(event: PointerEvent, sectionName: string, corner: number) {
      props.onCorner(corner);
      hold(event, { kind: 'corner', key: nextKey(), base: draft, corner, sectionName });
    },
    /** A new corner where an edge is pulled. */
    pullEdge(event: PointerEvent, sectionName: string, after: number, middle: Point) {
      const key = nextKey();
      const base = addCorner(draft, sectionName, after, middle);
      props.onChange(base, key);
      props.onCorner(after + 1);
      hold(event, { kind: 'corner', key, base, corner: after + 1, sectionName });
    },
  };
}
export type MapDrag = ReturnType<typeof useMapDrag>;

function unitsAt(svg: SVGSVGElement, { width, height }: Draft['drawing'], [x, y]: Point): Point {
  const rect = svg.getBoundingClientRect();
  return [((x - rect.left) / rect.width) * width, ((y - rect.top) / rect.height) * height];
}

type Now = { selected: ReadonlySet<string>; at: Point; isSnapping: boolean };

function changed(held: Exclude<Drag, { kind: 'choose' }>, { selected, at, isSnapping }: Now): Draft {
  if (held.kind === 'move') {
    const dx = snap(held.box.left + at[0] - held.from[0], isSnapping) - held.box.left;
    const dy = snap(held.box.top + at[1] - held.from[1], isSnapping) - held.box.top;
    return moveShapes(held.base, selected, dx, dy);
  }
  const to = snapped(at, isSnapping);
  if (held.kind === 'scale') return resizeShapes(held.base, selected, resized(held.box, held.corner, to));
  return moveCorner(held.base, held.sectionName, held.corner, to);
}

/** The box with that corner where the pointer is; corners go clockwise from the top left. */
function resized(box: Box, corner: number, [x, y]: Point): Box {
  const isLeft = corner === 0 || corner === 3;
  const sides = isLeft ? { left: x, right: box.right } : { left: box.left, right: x };
  return corner < 2 ? { ...sides, top: y, bottom: box.bottom } : { ...sides, top: box.top, bottom: y };
}

function nextKey(): string {
  drags += 1;
  return `drag ${drags}`;
}

/** A click chooses one; with Shift or Control it is added, or taken away. */
function namesAfter(event: PointerEvent, selected: ReadonlySet<string>, name: string): ReadonlySet<string> {
  if (event.shiftKey || event.ctrlKey || event.metaKey) return toggled(selected, name);
  return selected.has(name) ? selected : new Set([name]);
}

function toggled(names: ReadonlySet<string>, name: string): Set<string> {
  const next = new Set(names);
  if (!next.delete(name)) next.add(name);
  return next;
}

function snapped([x, y]: Point, isOn: boolean): Point {
  return [snap(x, isOn), snap(y, isOn)];
}

function boxFrom([x1, y1]: Point, [x2, y2]: Point): Box {
  return { left: Math.min(x1, x2), top: Math.min(y1, y2), right: Math.max(x1, x2), bottom: Math.max(y1, y2) };
}
