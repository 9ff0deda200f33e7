import { describe, expect, it } from 'vitest';
import { fixedLane, lanesOfPackage, laterLane, makePackage, placeInPackage } from './packageEdits.ts';
import { outsideLane } from './packEdits.ts';

const season = ['A', 'B', 'C', 'D'].map((code) => ({ code }));
const one = {
  ...makePackage({ en: 'Two nights' }),
  eventCodes: ['A', 'B'],
  postPurchase: { eventCodes: ['C'], minEvents: 1, maxEvents: null },
};

describe('the events of a package', () => {
  it('are in one list each: fixed, to be added later, or not in it', () => {
    const lanes = lanesOfPackage(one, season).map(({ id, codes }) => [id, codes.join('')]);
    expect(lanes).toEqual([
      [fixedLane, 'AB'],
      [laterLane, 'C'],
      [outsideLane, 'D'],
    ]);
  });

  it('leave the list they were in', () => {
    const later = placeInPackage(one, ['A', 'D'], { laneId: laterLane, before: 'C' });
    expect([later.eventCodes, later.postPurchase?.eventCodes]).toEqual([['B'], ['A', 'D', 'C']]);
    const out = placeInPackage(later, ['A', 'B'], { laneId: outsideLane, before: null });
    expect([out.eventCodes, out.postPurchase?.eventCodes]).toEqual([[], ['D', 'C']]);
  });

  it('have no list for later where nothing is offered later', () => {
    const fixed = { ...one, postPurchase: null };
    expect(lanesOfPackage(fixed, season).map(({ id }) => id)).toEqual([fixedLane, outsideLane]);
    expect(placeInPackage(fixed, ['C'], { laneId: fixedLane, before: null })).toMatchObject({
      eventCodes: ['A', 'B', 'C'],
      postPurchase: null,
    });
  });
});
