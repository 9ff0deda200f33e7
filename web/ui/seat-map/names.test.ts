import { describe, expect, it } from 'vitest';
import { drawBowl } from '../../../shared/rules/bowl.ts';
import { makeSeatField } from '../../../shared/rules/seat-field.ts';
import { makeSeatGrid } from './grid.ts';
import { nameRooms } from './names.ts';
import { placeRowNames } from './rowNames.ts';

const names = Array.from({ length: 30 }, (_, place) => String(101 + place));
const drawing = drawBowl(names.map((sectionName) => ({ sectionName, level: 'low' })));

describe('names of sections', () => {
  const closed = new Set(names.filter((_, place) => place % 2 === 0));
  const sections = drawing.shapes.map((shape) => ({
    ...{ shape, shortName: shape.sectionName, isPickable: !closed.has(shape.sectionName) },
  }));
  const rooms = nameRooms(sections);
  const written = (...wanted: string[]) =>
    sections.filter(({ shape }) => wanted.includes(rooms.get(shape.sectionName) ?? ''));

  it('are all written where there is room', () => {
    expect(written('any', 'middle', 'wide')).toHaveLength(30);
  });

  it.each([
    [32, ['any']],
    [20, ['any', 'middle']],
  ])('do not touch each other in letters of %d units', (units, wanted) => {
    const shown = written(...wanted);
    expect(shown.length).toBeGreaterThan(5);
    expect(shown.length).toBeLessThanOrEqual(30);
    for (const [index, one] of shown.entries()) {
      for (const other of shown.slice(index + 1)) {
        const [dx, dy] = [one.shape.label[0] - other.shape.label[0], one.shape.label[1] - other.shape.label[1]];
        expect(Math.abs(dx) >= 1.8 * units || Math.abs(dy) >= units, `${one.shortName} ${other.shortName}`).toBe(true);
      }
    }
  });

  it('are those of sections one may open, before others', () => {
    const isOpen = ({ isPickable }: { isPickable: boolean }) => isPickable;
    const ofAll = (shown: typeof sections) => shown.filter(isOpen).length / shown.length;
    expect(ofAll(written('any'))).toBeGreaterThan(ofAll(sections));
  });
});

describe('names of rows', () => {
  const rows = Array.from({ length: 12 }, (_, row): [string, number, string] => [
    String(row + 1),
    1 + (row % 3) * 2,
    'A'.repeat(14 - (row % 3) * 2),
  ]);
  const field = makeSeatField({ sections: [['101', rows]] }, drawing);
  const grid = makeSeatGrid(field);
  /** When a seat has so many pixels. */
  const placedAt = (pixels: number) => {
    const pixel = (field.size[0] ?? 0) / pixels;
    const widthOf = (text: string) => text.length * 6;
    const shown = new Set([0]);
    return { pixel, found: placeRowNames({ field, grid, shown, pixel, nameOf: (row) => `Row ${row}`, widthOf }) };
  };

  it.each([10, 14, 20, 30])('lie neither on each other nor on a seat, when a seat has %d pixels', (pixels) => {
    const { pixel, found } = placedAt(pixels);
    expect(found.length).toBeGreaterThan(0);
    for (const [index, one] of found.entries()) {
      const [half, high] = [(one.text.length * 6 * pixel) / 2, 6 * pixel];
      for (const other of found.slice(index + 1)) {
        const others = (other.text.length * 6 * pixel) / 2;
        const isApart = Math.abs(one.x - other.x) >= half + others || Math.abs(one.y - other.y) >= 2 * high;
        expect(isApart, `${one.text} ${other.text}`).toBe(true);
      }
      for (let seat = 0; seat < field.count; seat++) {
        const isApart = Math.abs((field.x[seat] ?? 0) - one.x) > half || Math.abs((field.y[seat] ?? 0) - one.y) > high;
        expect(isApart, `${one.text} on a seat`).toBe(true);
      }
    }
  });

  it('are more where seats are larger, and none where they are small', () => {
    expect(placedAt(4).found).toEqual([]);
    expect(placedAt(40).found.length).toBeGreaterThanOrEqual(placedAt(10).found.length);
  });
});
