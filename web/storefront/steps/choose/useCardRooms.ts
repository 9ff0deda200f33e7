import { useLayoutEffect, useState } from 'react';
import { useRouter } from '../../app/state.ts';

type Rooms = {
  /** How high each game's card was. */
  of: ReadonlyMap<string, { readonly minHeight: number }>;
  /** The first card that was in sight, for who comes back to it. */
  firstInSight: string | null;
};

const none: Rooms = { of: new Map(), firstInSight: null };

/** As the cards were seen last, and how wide the window was then. */
let seen = { width: 0, rooms: none };

/**
 * The room of each game's card while it is not drawn: who comes back finds every card where it was. They are remembered when the
 * list goes, of the items that say their `data-game`.
 */
export function useCardRooms(): Rooms {
  const { place } = useRouter();
  const [rooms] = useState(() => {
    if (seen.rooms === none || seen.width !== innerWidth) return none;
    return place.get().isReturn ? seen.rooms : { ...seen.rooms, firstInSight: null };
  });
  useLayoutEffect(
    () => () => {
      const items = [...document.querySelectorAll<HTMLElement>('[data-game]')];
      seen = { width: innerWidth, rooms: roomsOf(items, seen.width === innerWidth ? seen.rooms : none) };
    },
    [],
  );
  return rooms;
}

function roomsOf(items: readonly HTMLElement[], before: Rooms): Rooms {
  const drawn = items.filter(({ childElementCount }) => childElementCount > 0);
  // not in whole pixels: forty games would add up to a line
  const measured = drawn.map((item) => ({ code: item.dataset.game ?? '', box: item.getBoundingClientRect() }));
  const first = measured.find(({ box }) => box.bottom > 0 && box.top < innerHeight);
  return {
    of: new Map([...before.of, ...measured.map(({ code, box }) => [code, { minHeight: box.height }] as const)]),
    firstInSight: first?.code ?? null,
  };
}
