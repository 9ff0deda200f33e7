import { describe, expect, it } from 'vitest';
import type { Drawing, Point } from '../contract/venues.ts';
import { drawBowl } from './bowl.ts';
import { isInside } from './polygon.ts';
import { degreesOf, directionOf, layOutSection } from './seat-layout.ts';

const floor: Point[] = [
  [40, 40],
  [60, 40],
  [60, 60],
  [40, 60],
];
const hall: Drawing = { width: 100, height: 100, floor, shapes: [] };
const box = (left: number, top: number, right: number, bottom: number): Point[] => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];
const rows = (...counts: number[]) => counts.map((count, place) => ({ place, before: 0, count, after: 0 }));
const pointsOf = ({ x, y }: { x: Float32Array; y: Float32Array }) => Array.from(x, (at, seat) => [at, y[seat]]);

describe('the seats of a rectangle', () => {
  it('above the floor have the first row at the floor, and the first seat at the right of who looks at it', () => {
    const [front, back] = layOutSection(box(40, 10, 60, 30), undefined, hall, rows(2, 4));
    expect(pointsOf(front ?? fail())).toEqual([
      [45, 25],
      [55, 25],
    ]);
    expect(pointsOf(back ?? fail())).toEqual([
      [42.5, 15],
      [47.5, 15],
      [52.5, 15],
      [57.5, 15],
    ]);
  });

  it.each([
    ['below', box(40, 70, 60, 90), [55, 75]],
    ['left of', box(10, 40, 30, 60), [25, 55]],
    ['right of', box(70, 40, 90, 60), [75, 45]],
  ] as const)('%s the floor go clockwise around it', (_, outline, first) => {
    const [front] = layOutSection(outline, undefined, hall, rows(2, 2));
    const [x, y] = pointsOf(front ?? fail())[0] ?? [];
    expect(Math.hypot((x ?? 0) - first[0], (y ?? 0) - first[1])).toBeLessThan(2);
  });

  it('leave room for rows and seats that are not known', () => {
    const spans = [{ place: 3, before: 1, count: 1, after: 2 }];
    const [row] = layOutSection(box(40, 10, 60, 30), undefined, hall, spans);
    expect(pointsOf(row ?? fail())).toEqual([[47.5, 12.5]]);
  });

  it('are the same whichever way around the outline was drawn', () => {
    const outline = box(40, 10, 60, 30);
    expect(layOutSection(outline.toReversed(), undefined, hall, rows(3, 3))).toEqual(
      layOutSection(outline, undefined, hall, rows(3, 3)),
    );
  });

  it('look where staff say, whatever is the nearest', () => {
    const [front] = layOutSection(box(40, 10, 60, 30), 90, hall, rows(2, 2));
    expect(pointsOf(front ?? fail()).every(([x]) => x === 55)).toBe(true);
  });
});

describe('the seats of a bowl', () => {
  const sections = Array.from({ length: 60 }, (_, at) => ({
    sectionName: String(at),
    level: at < 28 ? 'low' : 'high',
  }));
  const drawing = drawBowl(sections);

  it('lie in their sections, and none upon another', () => {
    for (const { points } of drawing.shapes) {
      const placed = layOutSection(
        points,
        undefined,
        drawing,
        rows(...Array.from({ length: 20 }, (_, row) => 12 + (row % 5))),
      );
      const seats = placed.flatMap(pointsOf);
      expect(seats.every(([x = 0, y = 0]) => isInside([x, y], points))).toBe(true);
      const least = Math.min(...placed.map(({ size }) => size));
      expect(least).toBeGreaterThan(1.5);
      expect(nearest(seats)).toBeGreaterThan(least * 0.75);
    }
  });

  it('go all the way around when a level is one section', () => {
    const ring = drawBowl([{ sectionName: 'A', level: 'A' }]);
    const [row] = layOutSection(ring.shapes[0]?.points ?? [], undefined, ring, rows(200));
    const { x, y } = row ?? fail();
    expect([Math.min(...x) < 250, Math.max(...x) > 750, Math.min(...y) < 200, Math.max(...y) > 600]).toEqual([
      ...[true, true, true, true],
    ]);
  });
});

describe('an outline of another form', () => {
  it.each<[string, Point[]]>([
    [
      'a wedge that points at the floor',
      [
        [40, 10],
        [60, 10],
        [50, 30],
      ],
    ],
    [
      'a wedge that points away',
      [
        [50, 10],
        [60, 30],
        [40, 30],
      ],
    ],
  ])('%s has its rows inside', (_, outline) => {
    const placed = layOutSection(outline, undefined, hall, rows(1, 2, 3));
    expect(placed.flatMap(pointsOf).every(([x = 0, y = 0]) => isInside([x, y], outline))).toBe(true);
  });

  it('has a place for every seat, also when it has no floor and no rows', () => {
    expect(layOutSection(box(0, 0, 10, 10), undefined, { ...hall, floor: null }, [])).toEqual([]);
    const [row] = layOutSection(box(0, 0, 10, 10), undefined, { ...hall, floor: null }, rows(5));
    expect(Array.from(row?.x ?? []).every(Number.isFinite)).toBe(true);
  });
});

it.each([
  [[50, 20], 180],
  [[80, 50], 270],
  [[50, 80], 0],
  [[20, 50], 90],
] as const)('from %j the floor is at %i degrees', ([x, y], degrees) => {
  expect(degreesOf(directionOf([x, y], undefined, hall))).toBe(degrees);
  expect(degreesOf(directionOf([x, y], degrees, hall))).toBe(degrees);
});

function nearest(seats: (number | undefined)[][]): number {
  return Math.min(
    ...seats.flatMap(([x = 0, y = 0], at) =>
      seats.slice(at + 1).map(([otherX = 0, otherY = 0]) => Math.hypot(x - otherX, y - otherY)),
    ),
  );
}

function fail(): never {
  throw new Error('there is no such row');
}
