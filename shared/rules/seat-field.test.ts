import { describe, expect, it } from 'vitest';
import { drawBowl } from './bowl.ts';
import { kindOfLetter, makeSeatField, seatLetter, spansOf } from './seat-field.ts';

const drawing = drawBowl([{ sectionName: '101', level: 'low' }]);

describe('a field of seats', () => {
  it('is read row by row, with kinds, numbers and aisles', () => {
    const field = makeSeatField(
      {
        sections: [
          [
            '101',
            [
              ['1', 5, '|A-|Bx|'],
              ['2', 1, 'A'],
            ],
          ],
        ],
      },
      drawing,
    );
    expect(field.count).toBe(5);
    expect([...field.number]).toEqual([5, 6, 7, 8, 1]);
    expect([...field.kind]).toEqual([1, 0, 2, 50, 1]);
    expect([...field.aisle]).toEqual([1, 2, 1, 2, 0]);
    expect([...field.row]).toEqual([0, 0, 0, 0, 1]);
    expect(field.rows).toEqual([
      { name: '1', section: 0, from: 0, until: 4 },
      { name: '2', section: 0, from: 4, until: 5 },
    ]);
    expect(field.sections).toEqual([{ name: '101', from: 0, until: 2, isDrawn: true }]);
    expect([...field.x, ...field.y, ...field.size].every(Number.isFinite)).toBe(true);
  });

  it('has no places for a section that is not on the map, and for none without a map', () => {
    const sections: [string, [string, number, string][]][] = [['999', [['1', 1, 'AA']]]];
    for (const map of [drawing, null]) {
      const field = makeSeatField({ sections }, map);
      expect(field.sections[0]?.isDrawn).toBe(false);
      expect([...field.x].every(Number.isNaN)).toBe(true);
    }
  });
});

describe('rows that are known in part', () => {
  it('called by numbers leave room for those between them, and seats for those beside them', () => {
    expect(
      spansOf([
        ['2', 7, '---|'],
        ['5', 1, '|AAAA'],
        ['6', 1, 'A'.repeat(12)],
      ]),
    ).toEqual([
      { place: 1, before: 6, count: 3, after: 0 },
      { place: 4, before: 0, count: 4, after: 8 },
      { place: 5, before: 0, count: 12, after: 0 },
    ]);
  });

  it('called otherwise follow each other', () => {
    const places = (names: string[]) => spansOf(names.map((name) => [name, 1, 'A'])).map(({ place }) => place);
    expect(places(['A', 'C', 'AA'])).toEqual([0, 1, 2]);
    expect(places(['1', '2', 'A'])).toEqual([0, 1, 2]);
    expect(places(['1', '900'])).toEqual([0, 1]);
    expect(places(['3', '9'])).toEqual([2, 8]);
  });
});

it('every kind has a letter of its own that is read back', () => {
  const kinds = Array.from({ length: 400 }, (_, kind) => kind);
  const written = kinds.map(seatLetter);
  expect(new Set(written).size).toBe(400);
  expect(written.map(kindOfLetter)).toEqual(kinds);
  expect(written.some((letter) => letter === '-' || letter === '|')).toBe(false);
  expect(kindOfLetter('-')).toBe(null);
});
