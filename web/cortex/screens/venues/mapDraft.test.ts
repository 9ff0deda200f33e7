import { describe, expect, it } from 'vitest';
import type { Point, SectionShape } from '../../../../shared/contract/venues.ts';
import { begin, commit, redo, undo } from './history.ts';
import * as drafts from './mapDraft.ts';

const square = (sectionName: string, left: number, top: number): SectionShape => ({
  sectionName,
  points: [
    [left, top],
    [left + 20, top],
    [left + 20, top + 20],
    [left, top + 20],
  ],
  label: [left + 10, top + 10],
});
const draft: drafts.Draft = {
  name: 'Bowl',
  sections: ['101', '102', '103'].map((sectionName) => ({ sectionName, displayName: sectionName, level: '100' })),
  drawing: { width: 200, height: 100, floor: null, shapes: [square('101', 10, 10), square('102', 40, 10)] },
};
const both = new Set(['101', '102']);
const cornersOf = (of: drafts.Draft, name: string) => drafts.shapeOf(of, name)?.points;

describe('shapes', () => {
  it('move together, with their labels, and not off the canvas', () => {
    const moved = drafts.moveShapes(draft, both, 5, -50);
    expect(drafts.boxOf(moved, both)).toEqual({ left: 15, top: 0, right: 65, bottom: 20 });
    expect(drafts.shapeOf(moved, '101')?.label).toEqual([25, 10]);
    expect(drafts.moveShapes(moved, both, 0, -5)).toBe(moved);
    expect(drafts.moveShapes(draft, new Set(['103']), 5, 5)).toBe(draft);
  });

  it('are resized by the box around them, and not to nothing', () => {
    const wide = drafts.resizeShapes(draft, both, { left: 10, top: 10, right: 110, bottom: 50 });
    expect(cornersOf(wide, '102')?.[0]).toEqual([70, 10]);
    expect(drafts.shapeOf(wide, '102')?.label).toEqual([90, 30]);
    expect(drafts.resizeShapes(draft, both, { left: 10, top: 10, right: 12, bottom: 50 })).toBe(draft);
  });

  it('gain, move and lose corners, and keep at least three and an area', () => {
    const five = drafts.addCorner(draft, '101', 0, [20, 5]);
    expect(cornersOf(five, '101')?.slice(0, 3)).toEqual([
      [10, 10],
      [20, 5],
      [30, 10],
    ]);
    expect(cornersOf(drafts.removeCorner(five, '101', 1), '101')).toEqual(cornersOf(draft, '101'));
    expect(cornersOf(drafts.moveCorner(draft, '101', 0, [-9, 500]), '101')?.[0]).toEqual([0, 100]);
    const three = drafts.removeCorner(draft, '101', 3);
    expect(cornersOf(drafts.removeCorner(three, '101', 0), '101')).toHaveLength(3);
    const flat = drafts.moveCorner(three, '101', 2, [20, 10]);
    expect(cornersOf(flat, '101')).toEqual(cornersOf(three, '101'));
  });

  it('are drawn for a section that has none, copied to one, and removed', () => {
    const points: Point[] = [
      [70, 10],
      [90, 10],
      [80, 40],
    ];
    const drawn = drafts.drawShape(draft, '103', points);
    expect(drafts.undrawnOf(drawn)).toEqual([]);
    expect(drafts.shapeOf(drawn, '103')?.label).toEqual([80, 20]);
    expect(drafts.drawShape(draft, '103', points.slice(0, 2))).toBe(draft);
    const copied = drafts.duplicateShape(draft, '101', '103');
    expect(cornersOf(copied, '103')?.[0]).toEqual([30, 30]);
    expect(drafts.undrawnOf(drafts.removeShapes(copied, both)).map(({ sectionName }) => sectionName)).toEqual([
      '101',
      '102',
    ]);
  });

  it('look where they are told, or again at the floor', () => {
    const turned = drafts.turnShapes(draft, both, 90);
    expect(turned.drawing.shapes.map(({ facing }) => facing)).toEqual([90, 90]);
    expect(drafts.turnShapes(turned, both, undefined).drawing).toEqual(draft.drawing);
  });

  it('are found by a box that has one of their corners', () => {
    expect(drafts.shapesIn(draft, { left: 0, top: 0, right: 30, bottom: 15 })).toEqual(['101']);
  });
});

describe('sections', () => {
  const namesOf = (of: drafts.Draft) => of.sections.map(({ sectionName }) => sectionName);

  it('are renamed, put in order, added once and removed with their shape', () => {
    expect(drafts.editSection(draft, '102', { displayName: 'Baseline' }).sections[1]?.displayName).toBe('Baseline');
    expect(namesOf(drafts.moveSection(draft, '103', -2))).toEqual(['103', '101', '102']);
    expect(drafts.moveSection(draft, '101', -1)).toBe(draft);
    const added = drafts.addSections(draft, [
      { sectionName: '104', displayName: '104', level: '100' },
      draft.sections[0] ?? fail(),
    ]);
    expect(namesOf(added)).toEqual(['101', '102', '103', '104']);
    const removed = drafts.removeSections(draft, new Set(['101']));
    expect([namesOf(removed), drafts.shapeOf(removed, '101')]).toEqual([['102', '103'], undefined]);
  });
});

describe('the history', () => {
  it('goes back and forth, takes a drag as one step, and forgets what was undone when something else is done', () => {
    let history = begin('a');
    history = commit(history, 'b');
    history = commit(commit(history, 'c1', 'drag'), 'c2', 'drag');
    expect(undo(history).present).toBe('b');
    expect(redo(undo(history)).present).toBe('c2');
    expect(undo(undo(undo(history))).present).toBe('a');
    expect(redo(commit(undo(history), 'd')).present).toBe('d');
    expect(commit(history, 'c2')).toBe(history);
  });
});

function fail(): never {
  throw new Error('there is none');
}
