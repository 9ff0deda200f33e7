import { describe, expect, it } from 'vitest';
import type { Pack } from '../../../../../../shared/contract/program-content.ts';
import { tidyPacks } from '../../../../../../shared/rules/pack-structure.ts';
import { movePart, removePart } from '../parts/parts.ts';
import {
  addTiersOnly,
  copyPack,
  editPack,
  editPacks,
  inSeasonOrder,
  lanesOfPack,
  makePack,
  makeTier,
  outsideLane,
  placeInPack,
  removeTier,
  shownTiers,
  untieredLane,
  wholeLane,
} from './packEdits.ts';

const rivals = { ...makeTier({ en: 'Rivals' }, 1), id: 'rivals', eventCodes: ['A', 'B'] };
const others = { ...makeTier({ en: 'Others' }, 0), id: 'others', eventCodes: ['C'] };
const pack: Pack = makePack({ en: 'Three' }, { id: 'three', eventCodes: ['A', 'B', 'C'], tiers: [rivals, others] });
const second: Pack = makePack({ en: 'Five' }, { id: 'five', eventCodes: ['A'] });
const packs = tidyPacks([pack, second], [], () => crypto.randomUUID());
const tiersOf = (of: Pack) => shownTiers(of).map(({ id, eventCodes }) => [id, eventCodes.join('')]);

describe('placing events in a pack', () => {
  it('takes them out of the tier they were in, because tiers share no event', () => {
    const moved = placeInPack(pack, ['A'], { laneId: 'others', before: 'C' });
    expect(tiersOf(moved)).toEqual([
      ['rivals', 'B'],
      ['others', 'AC'],
    ]);
    expect(moved.eventCodes).toEqual(['A', 'B', 'C']);
  });

  it('brings an event that the pack does not have into the pack', () => {
    const moved = placeInPack(pack, ['X'], { laneId: 'rivals', before: null });
    expect(moved.eventCodes).toEqual(['A', 'B', 'C', 'X']);
    expect(tiersOf(moved)).toEqual([
      ['rivals', 'ABX'],
      ['others', 'C'],
    ]);
  });

  it('takes events out of the pack and of its tiers alike', () => {
    const moved = placeInPack(pack, ['A', 'C'], { laneId: outsideLane, before: null });
    expect(moved.eventCodes).toEqual(['B']);
    expect(tiersOf(moved)).toEqual([
      ['rivals', 'B'],
      ['others', ''],
    ]);
  });

  it('changes the order of a pack without tiers and leaves the tiers that do not count', () => {
    const moved = placeInPack(pack, ['C'], { laneId: wholeLane, before: 'A' });
    expect(moved.eventCodes).toEqual(['C', 'A', 'B']);
    expect(tiersOf(moved)).toEqual(tiersOf(pack));
  });

  it('keeps an event in the pack that is taken out of its tier only', () => {
    const moved = placeInPack(pack, ['A'], { laneId: untieredLane, before: null });
    expect(moved.eventCodes).toEqual(['A', 'B', 'C']);
    expect(lanesOfPack(moved, 'packs_with_tiers').at(-1)).toEqual({ id: untieredLane, codes: ['A'] });
  });
});

describe('the lists of a pack', () => {
  it('are one without tiers', () => {
    expect(lanesOfPack(pack, 'packs_only')).toEqual([{ id: wholeLane, codes: ['A', 'B', 'C'] }]);
  });

  it('are its tiers, never the hidden one', () => {
    const [first] = packs;
    expect(lanesOfPack(first ?? pack, 'packs_with_tiers').map(({ id }) => id)).toEqual(['rivals', 'others']);
  });

  it('show what a removed tier leaves behind', () => {
    const left = removeTier(pack, 'rivals');
    expect(lanesOfPack(left, 'packs_with_tiers')).toEqual([
      { id: 'others', codes: ['C'] },
      { id: untieredLane, codes: ['A', 'B'] },
    ]);
    expect(lanesOfPack(left, 'tiers_only').map(({ id }) => id)).toEqual(['others']);
  });
});

describe('changing the stage', () => {
  it('makes the one choice of a program of tiers only with its first tiers', () => {
    const [made, ...more] = addTiersOnly({ packs: [] }, [rivals]).packs;
    expect([made?.isHidden, made?.eventCodes, more.length]).toEqual([true, ['A', 'B'], 0]);
    expect(tiersOf(made ?? pack)).toEqual([['rivals', 'AB']]);
    const again = addTiersOnly({ packs }, [{ ...rivals, id: 'new' }]).packs;
    expect(again.filter(({ isHidden }) => isHidden)).toHaveLength(1);
    expect(again).toHaveLength(packs.length);
  });

  it('keeps the hidden tier on the events of its pack', () => {
    const edited = editPack({ packs }, 'three', (old) => placeInPack(old, ['X'], { laneId: wholeLane, before: null }));
    const hidden = edited.packs.find(({ id }) => id === 'three')?.tiers.find(({ isHidden }) => isHidden);
    expect(hidden?.eventCodes).toEqual(['A', 'B', 'C', 'X']);
  });

  it('moves, adds and removes packs without touching the hidden one', () => {
    const hidden = packs.find(({ isHidden }) => isHidden);
    const moved = editPacks({ packs }, (shown) => movePart(shown, 'five', 'three'));
    expect(moved.packs.filter(({ isHidden }) => !isHidden).map(({ id }) => id)).toEqual(['five', 'three']);
    const removed = editPacks(moved, (shown) => removePart(shown, 'three'));
    expect(removed.packs.filter(({ isHidden }) => !isHidden).map(({ id }) => id)).toEqual(['five']);
    expect(removed.packs.filter(({ isHidden }) => isHidden)).toEqual([hidden]);
  });

  it('copies a pack with ids of its own', () => {
    const [first = pack] = packs;
    const copy = copyPack(first, { en: 'Three again' });
    const ids = [first, copy].flatMap(({ id, tiers }) => [id, ...tiers.map((tier) => tier.id)]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(tiersOf(copy).map(([, codes]) => codes)).toEqual(['AB', 'C']);
    expect(copy.tiers.some(({ isHidden }) => isHidden)).toBe(false);
  });
});

it('sorting follows the season and keeps what the season does not have', () => {
  const season = [{ code: 'C' }, { code: 'A' }, { code: 'B' }];
  expect(inSeasonOrder(['A', 'gone', 'B', 'C'], season)).toEqual(['C', 'A', 'B', 'gone']);
});
