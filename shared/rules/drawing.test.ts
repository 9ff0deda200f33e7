import { expect, test } from 'vitest';
import type { Drawing, Point, SectionShape } from '../contract/venues.ts';
import { drawBowl } from './bowl.ts';
import { drawingFaults } from './drawing.ts';

const triangle: Point[] = [
  [10, 10],
  [90, 10],
  [50, 90],
];
const shape = (fields: Partial<SectionShape> = {}): SectionShape => ({
  sectionName: '101',
  points: triangle,
  label: [50, 40],
  ...fields,
});
const drawing = (shapes: SectionShape[], floor: Point[] | null = null): Drawing => ({
  width: 100,
  height: 100,
  floor,
  shapes,
});

test('a generated bowl has no faults', () => {
  const sections = Array.from({ length: 60 }, (_, at) => ({ sectionName: `${at}`, level: `${at % 3}` }));
  const names = sections.map(({ sectionName }) => sectionName);
  expect(drawingFaults(drawBowl(sections), names)).toEqual([]);
});

test('not every section needs a shape', () => {
  expect(drawingFaults(drawing([shape()]), ['101', '102'])).toEqual([]);
});

test.each<[string, Drawing, string[]]>([
  ['a corner off the canvas', drawing([shape({ points: [...triangle, [50, 101]] })]), ['/shapes/0 off_canvas']],
  ['a label off the canvas', drawing([shape({ label: [101, 50] })]), ['/shapes/0 off_canvas']],
  ['a floor off the canvas', drawing([], [...triangle, [0, 200]]), ['/floor off_canvas']],
  [
    'corners on one line',
    drawing([
      shape({
        points: [
          [0, 0],
          [10, 10],
          [20, 20],
        ],
      }),
    ]),
    ['/shapes/0/points no_area'],
  ],
  ['a section the venue lacks', drawing([shape({ sectionName: '9' })]), ['/shapes/0/sectionName unknown_section']],
  ['a section drawn twice', drawing([shape(), shape()]), ['/shapes/1/sectionName drawn_twice']],
])('%s is found', (_, drawn, faults) => {
  expect(drawingFaults(drawn, ['101']).map(({ at, code }) => `${at} ${code}`)).toEqual(faults);
});
