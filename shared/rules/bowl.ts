import type { Drawing, Point, Section, SectionShape } from '../contract/venues.ts';
import { centroidOf, isInside } from './polygon.ts';

/** Units of the drawing. */
const width = 1_000;
const height = 800;
/** Half axes of the outermost ring; the rest is margin. */
const halfWidth = 490;
const halfHeight = 390;
/** Corners of the outline that every ring has, scaled: enough to look round, few enough to edit by hand. */
const cornerCount = 72;
/** Parts of the half axes. */
const floorScale = 0.34;
const innermost = 0.4;
/** The part of a ring's depth that is left free. */
const ringGap = 0.12;
/** The part of a section's arc that is left free, and the most of the whole way around. */
const arcGap = 0.06;
const widestGap = 0.004;

/**
 * A map to begin with, made from the list of sections alone: rounded rings around the floor, one for each level in the
 * order of the levels' first sections, from the floor outwards. The sections of a ring follow each other clockwise from
 * the top, each with the same length of arc. The same list makes the same drawing; shapes lie within the canvas and
 * never overlap, because all rings are one convex outline, scaled.
 */
export function drawBowl(sections: readonly Pick<Section, 'sectionName' | 'level'>[]): Drawing {
  const levels = [...new Set(sections.map(({ level }) => level))];
  const depth = (1 - innermost) / Math.max(levels.length, 1);
  const shapes = levels.flatMap((level, index) => {
    const names = sections.filter((section) => section.level === level).map(({ sectionName }) => sectionName);
    const inner = innermost + index * depth;
    return drawRing(names, inner, inner + depth * (1 - ringGap));
  });
  return { width, height, floor: outline.corners.map((corner) => place(corner, floorScale)), shapes };
}

function drawRing(names: readonly string[], inner: number, outer: number): SectionShape[] {
  const gap = Math.min(arcGap / names.length, widestGap);
  return names.map((sectionName, index) => {
    const from = index / names.length + gap / 2;
    const to = (index + 1) / names.length - gap / 2;
    const arc = [pointAt(outline, from), ...cornersBetween(outline, from, to), pointAt(outline, to)];
    const points = [...arc.map((at) => place(at, outer)), ...arc.map((at) => place(at, inner)).toReversed()];
    return { sectionName, points, label: labelOf(points, pointAt(outline, (from + to) / 2), (inner + outer) / 2) };
  });
}

/** The centroid; of a long arc, which bends around it, the middle. */
function labelOf(points: readonly Point[], middle: Spot, scale: number): Point {
  const [x, y] = centroidOf(points);
  return isInside([x, y], points) ? [round(x), round(y)] : place(middle, scale);
}

/** As parts of the half axes, from the middle of the drawing. */
type Spot = { x: number; y: number };
/** A closed path; `parts` says how far around each corner is, as a part of the whole length. */
type Path = { corners: readonly Spot[]; parts: readonly number[] };

/** A rectangle with round corners (a superellipse), clockwise from the top, its corners equally far apart. */
const outline: Path = makeOutline();

function makeOutline(): Path {
  const steps = 4_000;
  const fine = Array.from({ length: steps }, (_, step) => {
    const turn = (step / steps) * 2 * Math.PI - Math.PI / 2;
    return { x: bulge(Math.cos(turn)), y: bulge(Math.sin(turn)) };
  });
  const path = measure(fine);
  return measure(Array.from({ length: cornerCount }, (_, corner) => pointAt(path, corner / cornerCount)));
}

/** The exponent 2 would make an ellipse, a great one a rectangle. */
function bulge(value: number): number {
  return Math.sign(value) * Math.abs(value) ** (2 / 3.2);
}

function measure(corners: readonly Spot[]): Path {
  const lengths = corners.map((corner, index) => {
    const next = corners[(index + 1) % corners.length] ?? corner;
    return Math.hypot((next.x - corner.x) * halfWidth, (next.y - corner.y) * halfHeight);
  });
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  let walked = 0;
  const parts = lengths.map((length) => {
    const part = walked / whole;
    walked += length;
    return part;
  });
  return { corners, parts };
}

function pointAt({ corners, parts }: Path, part: number): Spot {
  const index = parts.findLastIndex((one) => one <= part);
  const start = corners[index] ?? { x: 0, y: 0 };
  const end = corners[(index + 1) % corners.length] ?? start;
  const from = parts[index] ?? 0;
  const share = (part - from) / ((parts[index + 1] ?? 1) - from);
  return { x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share };
}

function cornersBetween({ corners, parts }: Path, from: number, to: number): Spot[] {
  return corners.filter((_, index) => {
    const part = parts[index] ?? 0;
    return part > from && part < to;
  });
}

function place({ x, y }: Spot, scale: number): Point {
  return [round(width / 2 + x * halfWidth * scale), round(height / 2 + y * halfHeight * scale)];
}

/** Hundredths: far below the gaps, and short to send. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
