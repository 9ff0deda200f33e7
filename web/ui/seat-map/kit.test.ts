import { describe, expect, it } from 'vitest';
import { drawBowl } from '../../../shared/rules/bowl.ts';
import { makeSeatField } from '../../../shared/rules/seat-field.ts';
import { factsOf, findSeats, isPickable } from './facts.ts';
import { makeSeatGrid } from './grid.ts';
import { neighbourOf } from './neighbour.ts';
import { paintMarks } from './paintMarks.ts';
import type { Palette } from './palette.ts';
import { nextShape } from './SectionOverview.tsx';
import type { SeatLook } from './types.ts';
import { between, fitBox, keepInside, limitsOf, stepsInto, toUnits, wholeBox, zoomAt } from './view.ts';

const names = ['101', '102', '103', '104'];
const drawing = drawBowl(names.map((sectionName) => ({ sectionName, level: 'low' })));
const rows: [string, number, string][] = [
  ['1', 1, '|AAAA|'],
  ['2', 1, '|A-BA|'],
];
const field = makeSeatField({ sections: names.map((name) => [name, rows]) }, drawing);
const seat = (section: string, row: string, number: number) =>
  [...findSeats(field, [{ sectionName: section, rowName: row, firstSeat: number, lastSeat: number }])][0] ?? -1;
const size = { width: 400, height: 320 };
const whole = fitBox(wholeBox(drawing), size);

describe('the grid', () => {
  const grid = makeSeatGrid(field);
  const at = (one: number): [number, number] => [field.x[one] ?? 0, field.y[one] ?? 0];

  it('finds every seat at its own place, and none between the sections', () => {
    for (let one = 0; one < field.count; one++) expect(grid.at(at(one), 0)).toBe(one);
    expect(grid.at([500, 400], 5)).toBe(null);
  });

  it('takes the nearest within reach', () => {
    const [x, y] = at(3);
    const aside: [number, number] = [x + (field.size[3] ?? 0) / 2 + 3, y];
    expect(grid.at(aside, 0)).toBe(null);
    expect(grid.at(aside, 6)).toBe(3);
  });

  it('visits all that lie in a box, and knows an empty field', () => {
    const seen = new Set<number>();
    grid.each({ from: [0, 0], to: [1_000, 800] }, (one) => seen.add(one));
    expect(seen.size).toBe(field.count);
    expect(makeSeatGrid(makeSeatField({ sections: [] }, drawing)).at([1, 1], 9)).toBe(null);
  });
});

describe('a view', () => {
  it('zooms about the pixel, within its limits', () => {
    const limits = limitsOf(field, whole);
    const before = toUnits(whole, [100, 90]);
    const after = toUnits(zoomAt(whole, 2, [100, 90], limits), [100, 90]);
    expect([after[0] - before[0], after[1] - before[1]].every((gap) => Math.abs(gap) < 1e-6)).toBe(true);
    expect(zoomAt(whole, 1e9, [0, 0], limits).scale).toBe(limits.most);
    expect(zoomAt(whole, 1e-9, [0, 0], limits)).toMatchObject({ scale: whole.scale });
  });

  it('never loses the map, and has a place on it after at most one step', () => {
    const lost = keepInside({ ...whole, x: 1e6, y: -1e6 }, wholeBox(drawing), size);
    expect(toUnits(lost, [200, 160])).toEqual([0, 800]);
    const near = zoomAt(whole, 8, [200, 160], { least: 0, most: 100 });
    const [dx, dy] = stepsInto([10, 10], near, size);
    const [x, y] = toUnits({ ...near, x: near.x + dx, y: near.y + dy }, [48, 48]);
    expect([Math.round(x), Math.round(y)]).toEqual([10, 10]);
    expect(stepsInto([500, 400], whole, size)).toEqual([0, 0]);
  });

  it('goes from one to the other by equal parts of zoom', () => {
    const near = { scale: whole.scale * 4, x: -100, y: -50 };
    expect(between(whole, near, 0)).toEqual(whole);
    expect(between(whole, near, 0.5).scale).toBeCloseTo(whole.scale * 2);
    expect(between(whole, near, 1)).toEqual(near);
  });
});

describe('arrow keys', () => {
  it('go along the row, across rows, and on to the next section', () => {
    const start = seat('101', '1', 2);
    const here = [field.x[start] ?? 0, field.y[start] ?? 0];
    const right = neighbourOf(field, start, 'right');
    expect((field.x[right] ?? 0) > (here[0] ?? 0)).toBe(true);
    expect(neighbourOf(field, right, 'left')).toBe(start);
    const up = neighbourOf(field, start, 'up');
    expect((field.y[up] ?? 0) < (here[1] ?? 0)).toBe(true);
    let last = start;
    for (let step = 0; step < 12; step++) last = neighbourOf(field, last, 'left');
    expect(factsOf(field, last).sectionName).not.toBe('101');
    for (let step = 0; step < 30; step++) last = neighbourOf(field, last, 'left');
    expect(neighbourOf(field, last, 'left')).toBe(last);
  });

  it('go to the next section on the overview', () => {
    const [first] = drawing.shapes;
    if (first === undefined) throw new Error('there are shapes');
    expect(nextShape(first, drawing.shapes, 'ArrowDown')).toBe('102');
    expect(nextShape(first, drawing.shapes, 'ArrowUp')).toBeUndefined();
  });
});

describe('a seat', () => {
  const looks = [
    { form: 'free' as const, tone: 0 as const, isPickable: true },
    { form: 'other' as const, tone: 1 as const, isPickable: false },
  ];

  it('can be chosen when it is free and meant, and be given back when it is mine', () => {
    const can = (number: number, mine: number[] = []) =>
      isPickable(field, looks, new Set(mine), seat('102', '2', number));
    expect([can(1), can(2), can(3), can(3, [seat('102', '2', 3)])]).toEqual([true, false, false, true]);
  });

  it('is known by its names', () => {
    expect(factsOf(field, seat('104', '2', 4), new Set([seat('104', '2', 4)]))).toEqual({
      sectionName: '104',
      rowName: '2',
      seatNumber: 4,
      kind: 0,
      isMine: true,
      isAtAisle: true,
    });
    expect(factsOf(field, seat('104', '2', 2)).kind).toBe(null);
    expect(findSeats(field, [{ sectionName: 'X', rowName: '1', firstSeat: 1, lastSeat: 9 }]).size).toBe(0);
  });
});

describe('what is drawn into a seat', () => {
  /** What a seat of so many pixels gets when it is looked at. */
  const drawnAt = (pixels: number, look: Partial<SeatLook>) => {
    const drawn: string[] = [];
    const note = (what: string) => () => void drawn.push(what);
    const none = () => {};
    const context = {
      ...{ beginPath: none, moveTo: none, fill: none, setTransform: none, arc: note('dot'), rect: note('bar') },
      fillText: (text: string) => void drawn.push(text),
    } as unknown as CanvasRenderingContext2D;
    const pixel = (field.size[0] ?? 0) / pixels;
    const brush = { context, field, pixel, ratio: 1, view: { scale: 1 / pixel, x: 0, y: 0 } };
    const palette = { onTones: ['#fff'], surface: '#fff', text: '#000' } as unknown as Palette;
    paintMarks(brush, { form: 'free', tone: 0, isPickable: true, ...look }, [0], palette);
    return drawn;
  };

  it('is a pattern where it is small, then letters, then its number too', () => {
    const look = { pattern: 'dot', letters: 'G' } as const;
    expect([10, 16, 40].map((pixels) => drawnAt(pixels, look))).toEqual([['dot'], ['G'], ['G', '1']]);
    expect([16, 40].map((pixels) => drawnAt(pixels, { ...look, letters: 'GOLD' }))).toEqual([['dot'], ['GOLD', '1']]);
    expect([10, 20].map((pixels) => drawnAt(pixels, {}))).toEqual([[], ['1']]);
    expect(drawnAt(20, { ...look, form: 'other' })).toEqual(['1']);
  });
});
