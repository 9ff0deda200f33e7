import type { Announcements, ScreenReaderInstructions, UniqueIdentifier } from '@dnd-kit/core';
import { isLaneDrag, laneDragId, type Spots } from './boardPlaces.ts';

export const boardInstructions: ScreenReaderInstructions = {
  draggable:
    'Press Space or Enter to pick it up. The arrow keys take it along its list and to the lists beside it. Space or Enter drops it, Escape puts it back.',
};

type Known = {
  spots: Spots;
  laneIds: readonly string[];
  laneName: (laneId: string) => string;
  eventName: (code: string) => string;
  /** How many events are dragged with the one that was picked up. */
  others: () => number;
};

/** What a screen reader says while events are dragged. */
export function announcementsOf({ spots, laneIds, laneName, eventName, others }: Known): Announcements {
  const laneOf = (id: UniqueIdentifier) => laneName(laneIds.find((laneId) => laneDragId(laneId) === id) ?? '');
  const nameOf = (id: UniqueIdentifier) => {
    if (isLaneDrag(String(id))) return laneOf(id);
    const name = eventName(spots.get(String(id))?.before ?? '');
    return others() === 0 ? name : `${name} and ${others()} more`;
  };
  const whereOf = (id: UniqueIdentifier) => {
    if (isLaneDrag(String(id))) return `in the place of ${laneOf(id)}`;
    const spot = spots.get(String(id));
    if (spot === undefined) return 'nowhere';
    const lane = laneName(spot.laneId);
    return spot.before === null ? `at the end of ${lane}` : `before ${eventName(spot.before)} in ${lane}`;
  };
  /** Heard at once when something is picked up, because it is over its own place then. */
  const homeOf = (id: UniqueIdentifier) => {
    const spot = spots.get(String(id));
    return `Picked up ${nameOf(id)}${spot === undefined ? '' : ` from its place in ${laneName(spot.laneId)}`}.`;
  };
  return {
    onDragStart: ({ active }) => homeOf(active.id),
    onDragOver: ({ active, over }) => {
      if (over === null) return `${nameOf(active.id)} is over no list.`;
      return over.id === active.id ? homeOf(active.id) : `${nameOf(active.id)}: ${whereOf(over.id)}.`;
    },
    onDragEnd: ({ active, over }) =>
      over === null ? `${nameOf(active.id)} was put back.` : `${nameOf(active.id)} was dropped ${whereOf(over.id)}.`,
    onDragCancel: ({ active }) => `${nameOf(active.id)} was put back.`,
  };
}
