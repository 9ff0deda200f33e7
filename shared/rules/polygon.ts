import type { Point } from '../contract/venues.ts';

/** A polygon is its corners in order; the last is joined to the first. */
export type Polygon = readonly Point[];

/** Square units, whichever way around the corners go. */
export function areaOf(polygon: Polygon): number {
  return Math.abs(signedArea(polygon));
}

/** The point on which it would balance; it may lie outside of a bent polygon. The polygon must have an area. */
export function centroidOf(polygon: Polygon): Point {
  const sixfold = 6 * signedArea(polygon);
  let [x, y] = [0, 0];
  for (const [[x1, y1], [x2, y2]] of edgesOf(polygon)) {
    const cross = x1 * y2 - x2 * y1;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  }
  return [x / sixfold, y / sixfold];
}

/** Counts the edges to the right of the point; a point on an edge may be said to be either. */
export function isInside([x, y]: Point, polygon: Polygon): boolean {
  const crossed = edgesOf(polygon).filter(
    ([[x1, y1], [x2, y2]]) => y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1,
  );
  return crossed.length % 2 === 1;
}

export function edgesOf(polygon: Polygon): [Point, Point][] {
  return polygon.map((corner, index) => [corner, polygon[(index + 1) % polygon.length] ?? corner]);
}

function signedArea(polygon: Polygon): number {
  return edgesOf(polygon).reduce((sum, [[x1, y1], [x2, y2]]) => sum + (x1 * y2 - x2 * y1) / 2, 0);
}
