import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Drawing, type Point, type SectionShape } from '../contract/venues.ts';
import { drawBowl } from './bowl.ts';
import { areaOf, edgesOf, isInside, type Polygon } from './polygon.ts';

/** Up to 200 sections on up to 6 levels, mixed. */
const lists = fc
  .array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 200 })
  .map((levels) => levels.map((level, index) => ({ sectionName: `${index + 1}`, level: `L${level}` })));

const ring = (count: number, level = 'lower') =>
  Array.from({ length: count }, (_, index) => ({ sectionName: `${level} ${index + 1}`, level }));

describe('any bowl', () => {
  test('has a shape for each section, within the canvas, and is a drawing as the contract says', () => {
    fc.assert(
      fc.property(lists, (sections) => {
        const { width, height, shapes } = Drawing.parse(drawBowl(sections));
        expect(shapes.map(({ sectionName }) => sectionName).sort()).toEqual(
          sections.map(({ sectionName }) => sectionName).sort(),
        );
        for (const [x, y] of shapes.flatMap(({ points }) => points)) {
          expect(x >= 0 && x <= width && y >= 0 && y <= height).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('has no two shapes that overlap, nor one that lies on the floor', () => {
    fc.assert(
      fc.property(lists, (sections) => {
        const { shapes, floor } = drawBowl(sections);
        expect(overlapsIn([...shapes, { sectionName: 'floor', points: floor ?? [], label: [0, 0] }])).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test('has each label inside its shape', () => {
    fc.assert(
      fc.property(lists, (sections) => {
        for (const { label, points } of drawBowl(sections).shapes) expect(isInside(label, points)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('is the same for the same list', () => {
    fc.assert(
      fc.property(lists, (sections) => {
        expect(drawBowl(structuredClone(sections))).toEqual(drawBowl(sections));
      }),
      { numRuns: 10 },
    );
  });
});

describe('a bowl', () => {
  test('of a thousand sections on one level is still one without overlaps', () => {
    const { shapes } = Drawing.parse(drawBowl(ring(1_000)));
    const near = shapes.map((shape, index) => overlapsIn([shape, shapes[(index + 1) % 1_000] ?? shape]));
    expect(near.flat()).toEqual([]);
  });

  test('of one section is a ring that is open at the top', () => {
    const [only] = drawBowl(ring(1)).shapes;
    expect(only?.points.length).toBeLessThanOrEqual(200);
    expect(isInside([500, 400], only?.points ?? [])).toBe(false);
    expect(isInside(only?.label ?? [0, 0], only?.points ?? [])).toBe(true);
  });

  test('of no section is an empty floor', () => {
    expect(drawBowl([]).shapes).toEqual([]);
  });

  test('has its levels from the floor outwards, in the order of their first sections', () => {
    const sections = [
      { sectionName: 'A', level: 'upper' },
      { sectionName: 'B', level: 'lower' },
      { sectionName: 'C', level: 'upper' },
    ];
    const { shapes } = drawBowl(sections);
    expect(shapes.map(({ sectionName }) => sectionName)).toEqual(['A', 'C', 'B']);
    const depth = (shape: SectionShape | undefined) => Math.min(...(shape?.points ?? []).map(distanceFromMiddle));
    expect(depth(shapes[0])).toBeLessThan(depth(shapes[2]));
  });

  test('has the sections of a level clockwise from the top', () => {
    const turns = drawBowl(ring(16)).shapes.map(({ label: [x, y] }) => {
      const turn = Math.atan2(x - 500, 400 - y);
      return turn < 0 ? turn + 2 * Math.PI : turn;
    });
    expect(turns).toEqual([...turns].sort((one, other) => one - other));
    expect(turns[0]).toBeLessThan(Math.PI / 8);
  });

  test('gives the sections of a level arcs of the same length', () => {
    for (const count of [2, 3, 7, 24, 61]) {
      const lengths = drawBowl(ring(count)).shapes.map(({ points }) => lengthOf(points.slice(0, points.length / 2)));
      expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThan(0.2);
    }
  });

  test('gives the same area to the halves of a level', () => {
    const [one, other] = drawBowl(ring(2)).shapes.map(({ points }) => areaOf(points));
    expect(Math.abs((one ?? 0) - (other ?? 0))).toBeLessThan(1);
  });
});

describe('the search for overlaps finds', () => {
  const square = (sectionName: string, x: number, y: number, size = 10): SectionShape => ({
    sectionName,
    points: [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
    ],
    label: [x, y],
  });

  test('shapes that cross, one inside another, and two that are the same', () => {
    expect(overlapsIn([square('A', 0, 0), square('B', 5, 5)])).toEqual(['A and B']);
    expect(overlapsIn([square('A', 0, 0), square('B', 2, 2, 3)])).toEqual(['A and B']);
    expect(overlapsIn([square('A', 0, 0), square('B', 0, 0)])).toEqual(['A and B']);
    expect(overlapsIn([square('A', 0, 0), square('B', 10.01, 0)])).toEqual([]);
  });

  test('a shape of a bowl that was moved a little', () => {
    const { shapes } = drawBowl(ring(40));
    const moved = shapes.map((shape, index) =>
      index === 3 ? { ...shape, points: shape.points.map(([x, y]): Point => [x + 12, y + 6]) } : shape,
    );
    expect(overlapsIn(moved).length).toBeGreaterThan(0);
  });
});

/** Pairs of shapes of which one has an edge across the other's, or a corner inside it. */
function overlapsIn(shapes: readonly SectionShape[]): string[] {
  const boxed = shapes.map(({ sectionName, points }) => ({ sectionName, points, box: boxOf(points) }));
  return boxed.flatMap((one, index) =>
    boxed
      .slice(index + 1)
      .filter((other) => areNear(one.box, other.box) && overlap(one.points, other.points))
      .map((other) => `${one.sectionName} and ${other.sectionName}`),
  );
}

function overlap(one: Polygon, other: Polygon): boolean {
  const isSame = one.every(([x, y], index) => x === other[index]?.[0] && y === other[index]?.[1]);
  return (
    isSame ||
    one.some((point) => isInside(point, other)) ||
    other.some((point) => isInside(point, one)) ||
    edgesOf(one).some((edge) => edgesOf(other).some((against) => doCross(edge, against)))
  );
}

function doCross([a, b]: [Point, Point], [c, d]: [Point, Point]): boolean {
  const side = ([x1, y1]: Point, [x2, y2]: Point, [x, y]: Point) =>
    Math.sign((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

type Box = { left: number; right: number; top: number; bottom: number };

function boxOf(points: Polygon): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

function areNear(one: Box, other: Box): boolean {
  return one.left <= other.right && other.left <= one.right && one.top <= other.bottom && other.top <= one.bottom;
}

function distanceFromMiddle([x, y]: Point): number {
  return Math.hypot(x - 500, y - 400);
}

function lengthOf(points: readonly Point[]): number {
  return points.slice(1).reduce((sum, [x, y], index) => {
    const [x0, y0] = points[index] ?? [x, y];
    return sum + Math.hypot(x - x0, y - y0);
  }, 0);
}
