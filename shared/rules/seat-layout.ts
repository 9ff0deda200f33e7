import type { Drawing, Point } from '../contract/venues.ts';
import { centroidOf, edgesOf, isInside, type Polygon } from './polygon.ts';

/** Places of a row's seats, in units of the drawing, and the side of the square that each has to itself. */
export type RowPlaces = { x: Float32Array; y: Float32Array; size: number };

type Around = Pick<Drawing, 'floor' | 'width' | 'height'>;

/** A row: which it is, counted from the front, its seats, and those beside them that are there but not known. */
export type RowSpan = { place: number; before: number; count: number; after: number };

/** A seat is no wider than that many times the depth of its row: a short row is not stretched over the section. */
const widest = 1.25;
/** The cosine of the angle within which an edge counts as facing the floor, or away from it. */
const facing = 0.5;

/**
 * Where the seats of a section are drawn. The outline is taken apart into the side that faces the floor and the side that
 * faces away; the first row runs along the former, the last along the latter, the others between them. Seats go clockwise
 * around the floor, so that the first is at the right hand of somebody who looks at it. The same outline and rows give the same
 * places; all lie within outlines that are convex, or are bent as an arc around the floor.
 */
export function layOutSection(
  outline: Polygon,
  facingDegrees: number | undefined,
  drawing: Around,
  /** The front row first. */
  rows: readonly RowSpan[],
): RowPlaces[] {
  const { near, far } = sidesOf(clockwise(outline), (place) => directionOf(place, facingDegrees, drawing));
  const rowCount = (rows.at(-1)?.place ?? 0) + 1;
  const depth = distance(middleOf(near), middleOf(far)) / rowCount;
  return rows.map(({ place, before, count, after }) => {
    const line = between(near, far, (place + 0.5) / rowCount);
    const length = lengthOf(line);
    const wholeCount = Math.max(before + count + after, 1);
    const pitch = Math.min(length / wholeCount, depth * widest);
    const start = (length - pitch * wholeCount) / 2 + pitch * before;
    const [x, y] = [new Float32Array(count), new Float32Array(count)];
    walk(line, count, start + pitch / 2, pitch, (seat, [atX, atY]) => {
      x[seat] = atX;
      y[seat] = atY;
    });
    return { x, y, size: Math.min(pitch, depth) };
  });
}

/** The unit vector from a place towards what a seat there looks at: as staff said, else the nearest point of the floor. */
export function directionOf(place: Point, facingDegrees: number | undefined, { floor, width, height }: Around): Point {
  if (facingDegrees !== undefined) {
    const turn = (facingDegrees / 180) * Math.PI;
    return [Math.sin(turn), -Math.cos(turn)];
  }
  const middle: Point = floor === null ? [width / 2, height / 2] : centroidOf(floor);
  const target = floor === null || isInside(place, floor) ? middle : nearestOn(floor, place);
  return unit([target[0] - place[0], target[1] - place[1]]);
}

/** Degrees clockwise from up, as `facing` of a shape says it. */
export function degreesOf([x, y]: Point): number {
  return ((Math.round((Math.atan2(x, -y) / Math.PI) * 180) % 360) + 360) % 360;
}

type Sides = { near: Polygon; far: Polygon };

/** Of an outline whose corners go clockwise; both sides go clockwise around the floor. */
function sidesOf(outline: Polygon, towardsFrom: (place: Point) => Point): Sides {
  const edges = edgesOf(outline).map(([from, to]) => {
    const [dx, dy] = unit([to[0] - from[0], to[1] - from[1]]);
    const towards = towardsFrom([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
    // of a clockwise outline the outside is at the left hand
    return { from, to, turn: dy * towards[0] - dx * towards[1], length: distance(from, to) };
  });
  const near = longestChain(edges, (turn) => turn > facing).toReversed();
  const far = longestChain(edges, (turn) => turn < -facing);
  // a wedge ends in a point: that corner is the whole side
  const towards = towardsFrom(centroidOf(outline));
  const along = ([x, y]: Point) => x * towards[0] + y * towards[1];
  const sorted = outline.toSorted((one, other) => along(other) - along(one));
  const first: Point = sorted[0] ?? [0, 0];
  const last: Point = sorted.at(-1) ?? first;
  return { near: near.length < 2 ? [first, first] : near, far: far.length < 2 ? [last, last] : far };
}

type Edge = { from: Point; to: Point; turn: number; length: number };

/** The corners of the edges that follow each other and all pass, the longest such stretch. */
function longestChain(edges: readonly Edge[], passes: (turn: number) => boolean): Point[] {
  const start = edges.findIndex(({ turn }) => !passes(turn));
  if (start === -1) return edges.map(({ from }) => from);
  let best: { points: Point[]; length: number } = { points: [], length: 0 };
  let chain = best;
  for (const { from, to, turn, length } of [...edges.slice(start), ...edges.slice(0, start)]) {
    if (!passes(turn)) chain = { points: [], length: 0 };
    else {
      chain = { points: chain.points.length === 0 ? [from, to] : [...chain.points, to], length: chain.length + length };
    }
    if (chain.length > best.length) best = chain;
  }
  return best.points;
}

/** Corners of a line that lies `part` of the way from one side to the other. */
function between(near: Polygon, far: Polygon, part: number): Point[] {
  const stops = near.length === 2 && far.length === 2 ? 1 : 16;
  const [nearPoints, farPoints] = [spread(near, stops), spread(far, stops)];
  return nearPoints.map(([x, y], index) => {
    const [farX, farY] = farPoints[index] ?? [x, y];
    return [x + (farX - x) * part, y + (farY - y) * part];
  });
}

/** Points of a line at equal distances, its ends included. */
function spread(line: Polygon, steps: number): Point[] {
  const points: Point[] = [];
  walk(line, steps + 1, 0, lengthOf(line) / steps, (_, point) => points.push(point));
  return points;
}

/** Goes along a line and stops `count` times, the first time after `start`, then after each `step`. */
function walk(line: Polygon, count: number, start: number, step: number, stop: (index: number, at: Point) => void) {
  let corner = 0;
  let walked = 0;
  for (let index = 0; index < count; index++) {
    const wanted = start + index * step;
    let from = line[corner] ?? [0, 0];
    let to = line[corner + 1] ?? from;
    while (walked + distance(from, to) < wanted && corner < line.length - 2) {
      walked += distance(from, to);
      corner += 1;
      from = to;
      to = line[corner + 1] ?? from;
    }
    const length = distance(from, to);
    const part = length === 0 ? 0 : Math.min(1, (wanted - walked) / length);
    stop(index, [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]);
  }
}

function clockwise(outline: Polygon): Polygon {
  const doubled = edgesOf(outline).reduce((sum, [[x1, y1], [x2, y2]]) => sum + x1 * y2 - x2 * y1, 0);
  return doubled < 0 ? outline.toReversed() : outline;
}

function nearestOn(polygon: Polygon, [x, y]: Point): Point {
  let best: Point = polygon[0] ?? [x, y];
  for (const [[x1, y1], [x2, y2]] of edgesOf(polygon)) {
    const square = (x2 - x1) ** 2 + (y2 - y1) ** 2;
    const part = square === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / square));
    const at: Point = [x1 + (x2 - x1) * part, y1 + (y2 - y1) * part];
    if (distance(at, [x, y]) < distance(best, [x, y])) best = at;
  }
  return best;
}

function middleOf(line: Polygon): Point {
  return spread(line, 2)[1] ?? [0, 0];
}

function lengthOf(line: Polygon): number {
  return line.slice(1).reduce((sum, point, index) => sum + distance(line[index] ?? point, point), 0);
}

function distance([x1, y1]: Point, [x2, y2]: Point): number {
  return Math.hypot(x2 - x1, y2 - y1);
}

function unit([x, y]: Point): Point {
  const length = Math.hypot(x, y);
  return length === 0 ? [0, -1] : [x / length, y / length];
}
