import type { Drawing } from '../../../shared/contract/venues.ts';
import type { SeatField } from '../../../shared/rules/seat-field.ts';
import { type Brush, drawInUnits, type Write, writeTexts } from './brush.ts';
import type { SeatGrid } from './grid.ts';
import { paintMarks } from './paintMarks.ts';
import type { Palette } from './palette.ts';
import { placeRowNames } from './rowNames.ts';
import type { SeatLook, Size, View } from './types.ts';
import { shownBox } from './view.ts';

export type Scene = {
  drawing: Drawing;
  field: SeatField;
  grid: SeatGrid;
  /** By kind. */
  looks: readonly SeatLook[];
  mine: ReadonlySet<number>;
  /** The seat that the keyboard or the pointer is on. */
  cursor: number | null;
  hovered: number | null;
  /** Names by section, as they are written on the map. */
  shortNames: ReadonlyMap<string, string>;
  rowWords: (rowName: string) => string;
};

/** Pixels of a seat's side from which it is drawn in its form. */
const forms = 7;
/** Of the square that a seat has to itself. */
const filled = 0.8;

/**
 * Draws all that the view shows, and answers how many seats that were. Seats of one look are one path: that is what makes
 * thousands cheap. Texts and patterns take as long as all else, so the first frame goes without.
 */
export function paint(
  context: CanvasRenderingContext2D,
  scene: Scene,
  { view, size, ratio, hasTexts }: { view: View; size: Size; ratio: number; hasTexts: boolean },
  palette: Palette,
): number {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = palette.surface;
  context.fillRect(0, 0, size.width, size.height);
  const brush = { context, field: scene.field, view, ratio, pixel: 1 / view.scale };
  drawInUnits(brush);
  paintShapes(context, scene.drawing, view.scale, palette);
  const shown = batchesOf(scene, view, size);
  const isCoarse = shown.largest * view.scale < forms;
  paintTaken(brush, shown.taken, isCoarse, palette.taken);
  for (const [look, seats] of shown.byLook) paintLook(brush, look, seats, isCoarse, palette);
  paintMine(brush, shown.mine, palette);
  if (hasTexts && isCoarse) paintSectionNames(brush, scene, palette);
  else if (hasTexts) {
    for (const [look, seats] of shown.byLook) paintMarks(brush, look, seats, palette);
    paintRowNames(brush, scene, shown.rows, palette);
  }
  for (const seat of [scene.hovered, scene.cursor]) if (seat !== null) paintCursor(brush, seat, palette.focus);
  return shown.count;
}

type Shown = {
  taken: number[];
  mine: number[];
  byLook: Map<SeatLook, number[]>;
  rows: Set<number>;
  largest: number;
  count: number;
};

function batchesOf({ field, grid, looks, mine }: Scene, view: View, size: Size): Shown {
  const shown: Shown = { taken: [], mine: [], byLook: new Map(), rows: new Set(), largest: 0, count: 0 };
  const lists = looks.map((look) => {
    const list = shown.byLook.get(look) ?? [];
    shown.byLook.set(look, list);
    return list;
  });
  const hasMine = mine.size > 0;
  const { from, to } = shownBox(view, size);
  const edge = 30 / view.scale;
  const box = { from: [from[0] - edge, from[1] - edge] as const, to: [to[0] + edge, to[1] + edge] as const };
  let seen = -1;
  grid.each({ from: [...box.from], to: [...box.to] }, (seat) => {
    shown.count += 1;
    const side = field.size[seat] ?? 0;
    if (side > shown.largest) shown.largest = side;
    const row = field.row[seat] ?? 0;
    if (row !== seen) {
      shown.rows.add(row);
      seen = row;
    }
    const kind = field.kind[seat] ?? 0;
    if (hasMine && mine.has(seat)) shown.mine.push(seat);
    else if (kind === 0) shown.taken.push(seat);
    else (lists[kind - 1] ?? shown.taken).push(seat);
  });
  return shown;
}

function paintShapes(context: CanvasRenderingContext2D, { floor, shapes }: Drawing, scale: number, palette: Palette) {
  context.beginPath();
  for (const { points } of shapes) addPolygon(context, points);
  context.fillStyle = palette.section;
  context.fill();
  if (floor !== null) addPolygon(context, floor);
  context.lineWidth = 1 / scale;
  context.strokeStyle = palette.line;
  context.stroke();
}

function addPolygon(context: CanvasRenderingContext2D, points: readonly (readonly [number, number])[]) {
  for (const [index, [x, y]] of points.entries()) {
    if (index === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.closePath();
}

function paintTaken({ context, field }: Brush, seats: readonly number[], isCoarse: boolean, colour: string) {
  context.beginPath();
  for (const seat of seats) {
    const side = (field.size[seat] ?? 0) * (isCoarse ? 0.4 : 0.28);
    context.rect((field.x[seat] ?? 0) - side / 2, (field.y[seat] ?? 0) - side / 2, side, side);
  }
  context.fillStyle = colour;
  context.fill();
}

function paintLook(brush: Brush, look: SeatLook, seats: readonly number[], isCoarse: boolean, palette: Palette) {
  if (seats.length === 0) return;
  const { context } = brush;
  const colour = palette.tones[look.tone] ?? palette.text;
  context.beginPath();
  if (isCoarse) addSquares(brush, seats, look.form === 'other' ? 0.55 : filled);
  else if (look.form === 'accessible') addAccessible(brush, seats);
  else addCircles(brush, seats, look.form === 'other' ? 0.66 : filled);
  if (look.form === 'other' && !isCoarse) {
    context.lineWidth = Math.max(1.2 * brush.pixel, 0);
    context.strokeStyle = palette.other;
    context.stroke();
    return;
  }
  context.fillStyle = look.form === 'other' ? palette.other : colour;
  context.fill('evenodd');
}

function addSquares({ context, field }: Brush, seats: readonly number[], part: number) {
  for (const seat of seats) {
    const side = (field.size[seat] ?? 0) * part;
    context.rect((field.x[seat] ?? 0) - side / 2, (field.y[seat] ?? 0) - side / 2, side, side);
  }
}

function addCircles({ context, field }: Brush, seats: readonly number[], part: number) {
  for (const seat of seats) {
    const [x, y] = [field.x[seat] ?? 0, field.y[seat] ?? 0];
    const radius = ((field.size[seat] ?? 0) * part) / 2;
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
}

/** A square that stands on its corner, with a hole: no other seat looks like it, in any colour. */
function addAccessible({ context, field }: Brush, seats: readonly number[]) {
  for (const seat of seats) {
    const [x, y] = [field.x[seat] ?? 0, field.y[seat] ?? 0];
    const reach = (field.size[seat] ?? 0) * 0.5;
    context.moveTo(x, y - reach);
    context.lineTo(x + reach, y);
    context.lineTo(x, y + reach);
    context.lineTo(x - reach, y);
    context.closePath();
    const hole = reach * 0.34;
    context.moveTo(x + hole, y);
    context.arc(x, y, hole, 0, 2 * Math.PI);
  }
}

/** Larger than a seat, with a tick; also where seats are too small for forms. */
function paintMine({ context, field, pixel }: Brush, seats: readonly number[], palette: Palette) {
  if (seats.length === 0) return;
  const sideOf = (seat: number) => Math.max((field.size[seat] ?? 0) * 1.05, 9 * pixel);
  context.beginPath();
  for (const seat of seats) {
    const side = sideOf(seat);
    const corner = [(field.x[seat] ?? 0) - side / 2, (field.y[seat] ?? 0) - side / 2] as const;
    context.roundRect(...corner, side, side, side * 0.22);
  }
  context.fillStyle = palette.mine;
  context.fill();
  context.lineWidth = 1.5 * pixel;
  context.strokeStyle = palette.surface;
  context.stroke();
  context.beginPath();
  for (const seat of seats) {
    const [x, y, side] = [field.x[seat] ?? 0, field.y[seat] ?? 0, sideOf(seat)];
    context.moveTo(x - side * 0.24, y + side * 0.02);
    context.lineTo(x - side * 0.06, y + side * 0.2);
    context.lineTo(x + side * 0.25, y - side * 0.18);
    context.lineWidth = side * 0.13;
  }
  context.strokeStyle = palette.onMine;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke();
}

const rowFont = '500 10px';

function paintRowNames(brush: Brush, { grid, rowWords }: Scene, shown: ReadonlySet<number>, palette: Palette) {
  const { context, field, pixel } = brush;
  context.fillStyle = palette.text;
  writeTexts(brush, rowFont, (write) => {
    const widthOf = (text: string) => context.measureText(text).width;
    const names = placeRowNames({ field, grid, shown, pixel, nameOf: rowWords, widthOf });
    for (const { text, x, y } of names) write(text, x, y);
  });
}

/** Pixels beside a section's name, and of its line. */
const [nameGap, nameLine] = [3, 14];

function paintSectionNames(brush: Brush, { drawing, shortNames }: Scene, palette: Palette) {
  const { context } = brush;
  context.lineWidth = 3.5;
  context.lineJoin = 'round';
  context.strokeStyle = palette.surface;
  context.fillStyle = palette.text;
  // one that would touch another is left out: none of both could be read
  const placed: { x: number; y: number; half: number }[] = [];
  const writeAll = (write: Write) => {
    for (const { sectionName, label } of drawing.shapes) {
      const text = shortNames.get(sectionName) ?? sectionName;
      const [x, y] = [label[0] / brush.pixel, label[1] / brush.pixel];
      const half = context.measureText(text).width / 2 + nameGap;
      if (placed.some((one) => Math.abs(one.x - x) < one.half + half && Math.abs(one.y - y) < nameLine)) continue;
      placed.push({ x, y, half });
      write(text, ...label);
    }
  };
  writeTexts(brush, '650 12px', writeAll, true);
}

function paintCursor({ context, field, pixel }: Brush, seat: number, colour: string) {
  const side = Math.max((field.size[seat] ?? 0) * 1.2, 12 * pixel);
  context.beginPath();
  context.roundRect((field.x[seat] ?? 0) - side / 2, (field.y[seat] ?? 0) - side / 2, side, side, side * 0.25);
  context.lineWidth = 2 * pixel;
  context.strokeStyle = colour;
  context.stroke();
}
