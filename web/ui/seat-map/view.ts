import type { Drawing, Point } from '../../../shared/contract/venues.ts';
import type { SeatField } from '../../../shared/rules/seat-field.ts';
import type { Box, Size, View } from './types.ts';

/** Pixels of a seat's side at the largest, and of the free edge around what is fitted. */
const largestSeat = 44;
const margin = 12;

/** The view in which the box fills the canvas. */
export function fitBox({ from, to }: Box, { width, height }: Size): View {
  const scale = Math.min(
    Math.max(1, width - 2 * margin) / Math.max(to[0] - from[0], 1e-6),
    Math.max(1, height - 2 * margin) / Math.max(to[1] - from[1], 1e-6),
  );
  return {
    scale,
    x: width / 2 - ((from[0] + to[0]) / 2) * scale,
    y: height / 2 - ((from[1] + to[1]) / 2) * scale,
  };
}

/** Zooms so that what lies under the pixel stays under it. */
export function zoomAt(view: View, factor: number, [x, y]: Point, { least, most }: Limits): View {
  const scale = Math.min(most, Math.max(least, view.scale * factor));
  const share = scale / view.scale;
  return { scale, x: x - (x - view.x) * share, y: y - (y - view.y) * share };
}

/** Moves it back so far that some of the box is always seen: its middle can be brought to every edge, not beyond. */
export function keepInside(view: View, { from, to }: Box, { width, height }: Size): View {
  const clamp = (offset: number, first: number, last: number, length: number) => {
    const half = length / 2;
    return Math.min(half - first * view.scale, Math.max(half - last * view.scale, offset));
  };
  return {
    scale: view.scale,
    x: clamp(view.x, from[0], to[0], width),
    y: clamp(view.y, from[1], to[1], height),
  };
}

export type Limits = { least: number; most: number };

/** From the whole drawing to seats as large as a finger. */
export function limitsOf(field: Pick<SeatField, 'size' | 'count'>, whole: View): Limits {
  let smallest = Number.POSITIVE_INFINITY;
  for (let seat = 0; seat < field.count; seat++) {
    const size = field.size[seat] ?? 0;
    if (size > 0 && size < smallest) smallest = size;
  }
  return { least: whole.scale, most: Math.max(whole.scale, Number.isFinite(smallest) ? largestSeat / smallest : 8) };
}

export function toUnits({ scale, x, y }: View, [atX, atY]: Point): Point {
  return [(atX - x) / scale, (atY - y) / scale];
}

/** The units that the canvas shows. */
export function shownBox(view: View, { width, height }: Size): Box {
  return { from: toUnits(view, [0, 0]), to: toUnits(view, [width, height]) };
}

export function wholeBox({ width, height }: Pick<Drawing, 'width' | 'height'>): Box {
  return { from: [0, 0], to: [width, height] };
}

export function boxAround(points: readonly Point[]): Box | null {
  if (points.length === 0) return null;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return { from: [Math.min(...xs), Math.min(...ys)], to: [Math.max(...xs), Math.max(...ys)] };
}

/** Pixels by which the view moves to have a place well on the canvas. */
export function stepsInto([x, y]: Point, view: View, { width, height }: Size): Point {
  const [atX, atY] = [x * view.scale + view.x, y * view.scale + view.y];
  const edge = Math.min(48, width / 4, height / 4);
  const step = (at: number, length: number) => Math.max(edge - at, 0) - Math.max(at - (length - edge), 0);
  return [step(atX, width), step(atY, height)];
}

/** Of the way from one view to the other, 0 to 1; the zoom grows by equal parts. */
export function between(one: View, other: View, part: number): View {
  const scale = one.scale * (other.scale / one.scale) ** part;
  const share = other.scale === one.scale ? part : (scale - one.scale) / (other.scale - one.scale);
  return { scale, x: one.x + (other.x - one.x) * share, y: one.y + (other.y - one.y) * share };
}
