import type { Drawing, Point } from '../contract/venues.ts';
import { areaOf } from './polygon.ts';

/** `at` is a JSON pointer into the drawing. */
export type DrawingFault = { at: string; code: string; message: string };

/** What is wrong with a map that was drawn by hand: every shape is one section of the venue, once, on the canvas. */
export function drawingFaults(drawing: Drawing, sectionNames: readonly string[]): DrawingFault[] {
  const known = new Set(sectionNames);
  const drawn = new Set<string>();
  const shapes = drawing.shapes.flatMap(({ sectionName, points, label }, index) => {
    const at = `/shapes/${index}`;
    const faults = pointFaults(drawing, [...points, label], at);
    if (areaOf(points) === 0) faults.push(fault(`${at}/points`, 'no_area', 'The corners lie on one line.'));
    if (!known.has(sectionName)) {
      faults.push(fault(`${at}/sectionName`, 'unknown_section', `The venue has no section ${sectionName}.`));
    }
    if (drawn.has(sectionName)) {
      faults.push(fault(`${at}/sectionName`, 'drawn_twice', `Section ${sectionName} is drawn already.`));
    }
    drawn.add(sectionName);
    return faults;
  });
  return [...shapes, ...pointFaults(drawing, drawing.floor ?? [], '/floor')];
}

function pointFaults({ width, height }: Drawing, points: readonly Point[], at: string): DrawingFault[] {
  return points.some(([x, y]) => x > width || y > height)
    ? [fault(at, 'off_canvas', `A point is outside of the ${width} by ${height} canvas.`)]
    : [];
}

function fault(at: string, code: string, message: string): DrawingFault {
  return { at, code, message };
}
