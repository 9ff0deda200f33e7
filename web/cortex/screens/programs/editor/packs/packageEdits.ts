import type { Package } from '../../../../../../shared/contract/program-content.ts';
import { putBefore, type Target } from '../board/boardPlaces.ts';
import { newId } from '../stage.tsx';
import { outsideLane } from './packEdits.ts';

export const fixedLane = 'fixed';
export const laterLane = 'later';

/** The package's events, those a buyer may add later when it has any such, and the tray. */
export function lanesOfPackage({ eventCodes, postPurchase }: Package, season: readonly { code: string }[]) {
  const inside = new Set([...eventCodes, ...(postPurchase?.eventCodes ?? [])]);
  return [
    { id: fixedLane, codes: eventCodes },
    ...(postPurchase === null ? [] : [{ id: laterLane, codes: postPurchase.eventCodes }]),
    { id: outsideLane, codes: season.filter(({ code }) => !inside.has(code)).map(({ code }) => code) },
  ];
}

/** The package with events put into one list and taken out of the others. */
export function placeInPackage(one: Package, codes: readonly string[], { laneId, before }: Target): Package {
  const put = new Set(codes);
  const placed = (id: string, all: readonly string[]) =>
    laneId === id ? putBefore(all, codes, before) : all.filter((code) => !put.has(code));
  const { postPurchase } = one;
  return {
    ...one,
    eventCodes: placed(fixedLane, one.eventCodes),
    postPurchase: postPurchase && { ...postPurchase, eventCodes: placed(laterLane, postPurchase.eventCodes) },
  };
}

export function makePackage(name: Package['name']): Package {
  return { id: newId(), name, description: {}, eventCodes: [], postPurchase: null, image: null };
}

export function copyPackage(one: Package, name: Package['name']): Package {
  return { ...one, id: newId(), name };
}
