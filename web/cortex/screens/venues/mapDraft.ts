import type { Drawing, Point, Section, SectionShape } from '../../../../shared/contract/venues.ts';
import { areaOf, centroidOf, isInside } from '../../../../shared/rules/polygon.ts';

/** A map while it is edited, with what its sections are called and their order. */
export type Draft = { name: string; drawing: Drawing; sections: readonly Section[] };
export type Box = { left: number; top: number; right: number; bottom: number };

/** Units between the lines that shapes and corners snap to. */
const grid = 5;
const smallest = 10;

export function snap(value: number, isOn: boolean): number {
  return isOn ? Math.round(value / grid) * grid : Math.round(value * 100) / 100;
}

export function shapeOf({ drawing }: Draft, sectionName: string): SectionShape | undefined {
  return drawing.shapes.find((shape) => shape.sectionName === sectionName);
}

/** The first section in order that is not on the map. */
export function undrawnOf({ drawing, sections }: Draft): Section[] {
  const drawn = new Set(drawing.shapes.map(({ sectionName }) => sectionName));
  return sections.filter(({ sectionName }) => !drawn.has(sectionName));
}

/** Around all of these shapes; null when there is none. */
export function boxOf(draft: Draft, names: ReadonlySet<string>): Box | null {
  const points = draft.drawing.shapes
    .filter(({ sectionName }) => names.has(sectionName))
    .flatMap((shape) => shape.points);
  if (points.length === 0) return null;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** As far as the canvas goes. */
export function moveShapes(draft: Draft, names: ReadonlySet<string>, dx: number, dy: number): Draft {
  const box = boxOf(draft, names);
  if (box === null) return draft;
  const { width, height } = draft.drawing;
  const byX = Math.min(Math.max(dx, -box.left), width - box.right);
  const byY = Math.min(Math.max(dy, -box.top), height - box.bottom);
  if (byX === 0 && byY === 0) return draft;
  const move = ([x, y]: Point): Point => [round(x + byX), round(y + byY)];
  return mapShapes(draft, names, (shape) => ({ ...shape, points: shape.points.map(move), label: move(shape.label) }));
}

/** Makes the box of these shapes another one; a side may not become shorter than a little. */
export function resizeShapes(draft: Draft, names: ReadonlySet<string>, to: Box): Draft {
  const from = boxOf(draft, names);
  if (from === null || to.right - to.left < smallest || to.bottom - to.top < smallest) return draft;
  const place = (value: number, start: number, end: number, toStart: number, toEnd: number) =>
    end === start ? toStart : toStart + ((value - start) / (end - start)) * (toEnd - toStart);
  const scale = ([x, y]: Point): Point =>
    onCanvas(draft, [
      place(x, from.left, from.right, to.left, to.right),
      place(y, from.top, from.bottom, to.top, to.bottom),
    ]);
  return mapShapes(draft, names, (shape) => relabelled({ ...shape, points: shape.points.map(scale) }));
}

export function moveCorner(draft: Draft, sectionName: string, corner: number, to: Point): Draft {
  const point = onCanvas(draft, to);
  return mapShapes(draft, new Set([sectionName]), (shape) =>
    kept(
      shape,
      shape.points.map((old, index) => (index === corner ? point : old)),
    ),
  );
}

/** A corner more, after the one named. */
export function addCorner(draft: Draft, sectionName: string, after: number, at: Point): Draft {
  return mapShapes(draft, new Set([sectionName]), (shape) =>
    kept(shape, shape.points.toSpliced(after + 1, 0, onCanvas(draft, at))),
  );
}

/** Three corners are the fewest. */
export function removeCorner(draft: Draft, sectionName: string, corner: number): Draft {
  return mapShapes(draft, new Set([sectionName]), (shape) =>
    shape.points.length <= 3 ? shape : kept(shape, shape.points.toSpliced(corner, 1)),
  );
}

/** Draws a section that was not on the map, or draws it anew. */
export function drawShape(draft: Draft, sectionName: string, points: readonly Point[]): Draft {
  const corners = points.map((point) => onCanvas(draft, point));
  if (corners.length < 3 || areaOf(corners) === 0) return draft;
  const shape = relabelled({ sectionName, points: corners, label: [0, 0] });
  const others = draft.drawing.shapes.filter((one) => one.sectionName !== sectionName);
  return withShapes(draft, [...others, shape]);
}

export function removeShapes(draft: Draft, names: ReadonlySet<string>): Draft {
  const shapes = draft.drawing.shapes.filter(({ sectionName }) => !names.has(sectionName));
  return shapes.length === draft.drawing.shapes.length ? draft : withShapes(draft, shapes);
}

/** Draws another section with the same outline, a little aside. */
export function duplicateShape(draft: Draft, from: string, to: string): Draft {
  const shape = shapeOf(draft, from);
  if (shape === undefined) return draft;
  const copy = withShapes(draft, [...draft.drawing.shapes, { ...shape, sectionName: to }]);
  const [dx, dy] = [4 * grid, 4 * grid];
  const moved = moveShapes(copy, new Set([to]), dx, dy);
  return moved === copy ? moveShapes(copy, new Set([to]), -dx, -dy) : moved;
}

/** Undefined: to the nearest point of the floor. */
export function turnShapes(draft: Draft, names: ReadonlySet<string>, facing: number | undefined): Draft {
  return mapShapes(draft, names, ({ facing: _, ...shape }) => (facing === undefined ? shape : { ...shape, facing }));
}

export function editSection(draft: Draft, sectionName: string, change: Partial<Omit<Section, 'sectionName'>>): Draft {
  const sections = draft.sections.map((one) => (one.sectionName === sectionName ? { ...one, ...change } : one));
  return { ...draft, sections };
}

/** Steps up or down in the order. */
export function moveSection(draft: Draft, sectionName: string, steps: number): Draft {
  const from = draft.sections.findIndex((one) => one.sectionName === sectionName);
  const section = draft.sections[from];
  const to = Math.min(Math.max(from + steps, 0), draft.sections.length - 1);
  if (section === undefined || to === from) return draft;
  return { ...draft, sections: draft.sections.toSpliced(from, 1).toSpliced(to, 0, section) };
}

export function addSections(draft: Draft, added: readonly Section[]): Draft {
  const known = new Set(draft.sections.map(({ sectionName }) => sectionName));
  const fresh = added.filter(({ sectionName }) => !known.has(sectionName));
  return fresh.length === 0 ? draft : { ...draft, sections: [...draft.sections, ...fresh] };
}

/** Also takes its shape away. */
export function removeSections(draft: Draft, names: ReadonlySet<string>): Draft {
  return {
    ...removeShapes(draft, names),
    sections: draft.sections.filter(({ sectionName }) => !names.has(sectionName)),
  };
}

/** Those of which some corner is in the box. */
export function shapesIn({ drawing }: Draft, { left, top, right, bottom }: Box): string[] {
  return drawing.shapes
    .filter(({ points }) => points.some(([x, y]) => x >= left && x <= right && y >= top && y <= bottom))
    .map(({ sectionName }) => sectionName);
}

function mapShapes(draft: Draft, names: ReadonlySet<string>, change: (shape: SectionShape) => SectionShape): Draft {
  return withShapes(
    draft,
    draft.drawing.shapes.map((shape) => (names.has(shape.sectionName) ? change(shape) : shape)),
  );
}

function withShapes(draft: Draft, shapes: SectionShape[]): Draft {
  return { ...draft, drawing: { ...draft.drawing, shapes } };
}

/** With its old outline when the new one has no area. */
function kept(shape: SectionShape, points: Point[]): SectionShape {
  return areaOf(points) === 0 ? shape : relabelled({ ...shape, points });
}

/** At its centroid, or where that lies outside, between its first corner and the one opposite. */
function relabelled(shape: SectionShape): SectionShape {
  const { points } = shape;
  const [x, y] = centroidOf(points);
  if (isInside([x, y], points)) return { ...shape, label: [round(x), round(y)] };
  const [first = [0, 0], opposite = first] = [points[0], points[points.length - 1]];
  return { ...shape, label: [round((first[0] + opposite[0]) / 2), round((first[1] + opposite[1]) / 2)] };
}

function onCanvas({ drawing: { width, height } }: Draft, [x, y]: Point): Point {
  return [round(Math.min(Math.max(x, 0), width)), round(Math.min(Math.max(y, 0), height))];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
