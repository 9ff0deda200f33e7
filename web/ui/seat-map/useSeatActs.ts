import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import type { Point } from '../../../shared/contract/venues.ts';
import type { SeatField } from '../../../shared/rules/seat-field.ts';
import { isPickable } from './facts.ts';
import { type GestureActs, listenToGestures } from './gestures.ts';
import type { SeatGrid } from './grid.ts';
import { type Direction, neighbourOf } from './neighbour.ts';
import type { SeatLook } from './types.ts';
import type { SeatView } from './useSeatView.ts';
import { toUnits } from './view.ts';

type Acting = {
  field: SeatField;
  looks: readonly SeatLook[];
  mine: ReadonlySet<number>;
  sectionName: string | null;
  onPick: (seat: number) => void;
  grid: SeatGrid;
  view: SeatView;
  cursor: number | null;
  setCursor: (seat: number | null) => void;
  setHovered: (seat: number | null) => void;
};

/** Pixels around a seat within which a finger means it, and within which a mouse does. */
const fingerReach = 12;
const mouseReach = 3;
/** Pixels a seat has at least before a tap means a seat and not the place. */
const tappable = 8;
const zoomStep = 1.7;
const arrows: Record<string, Direction> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

/** What pointers and keys do on the canvas; answers the listener to keys. */
export function useSeatActs(canvas: RefObject<HTMLCanvasElement | null>, acting: Acting) {
  const latest = useRef(acting);
  // oxlint-disable-next-line react/refs -- the latest value, read by gestures only
  latest.current = acting;
  useEffect(() => {
    const frame = canvas.current?.parentElement;
    return frame == null
      ? undefined
      : listenToGestures(
          frame,
          gesturesOn(() => latest.current),
        );
  }, [canvas]);
  return (event: KeyboardEvent) => {
    const { ctrlKey, metaKey, altKey, key } = event;
    if (!ctrlKey && !metaKey && !altKey && pressKey(acting, key)) event.preventDefault();
  };
}

function gesturesOn(now: () => Acting): GestureActs {
  const seatAt = ({ grid, view }: Acting, at: Point, reach: number) =>
    grid.at(toUnits(view.present(), at), reach / view.present().scale);
  const isLarge = ({ field, view }: Acting, seat: number) => (field.size[seat] ?? 0) * view.present().scale >= tappable;
  return {
    pan(dx, dy) {
      now().setHovered(null);
      now().view.pan(dx, dy);
    },
    zoom(factor, at) {
      now().setHovered(null);
      now().view.zoom(factor, at);
    },
    tap(at) {
      const acting = now();
      const seat = seatAt(acting, at, fingerReach);
      if (seat === null) return;
      // seats too small to be meant: come nearer first
      if (!isLarge(acting, seat)) return acting.view.zoom(3, at, true);
      acting.setHovered(seat);
      if (isPickable(acting.field, acting.looks, acting.mine, seat)) acting.onPick(seat);
    },
    doubleTap: (at) => now().view.zoom(2.2, at, true),
    hover(at) {
      const seat = at === null ? null : seatAt(now(), at, mouseReach);
      now().setHovered(seat !== null && isLarge(now(), seat) ? seat : null);
    },
  };
}

/** False when the key means nothing here. */
function pressKey(acting: Acting, key: string): boolean {
  const { field, looks, mine, sectionName, cursor, view } = acting;
  const direction = arrows[key];
  if (direction !== undefined) {
    const seat = cursor === null ? firstSeatOf(field, sectionName) : neighbourOf(field, cursor, direction);
    if (seat === null) return false;
    acting.setCursor(seat);
    acting.setHovered(null);
    view.reveal([field.x[seat] ?? 0, field.y[seat] ?? 0]);
  } else if (key === 'Enter' || key === ' ') {
    if (cursor === null) return false;
    if (isPickable(field, looks, mine, cursor)) acting.onPick(cursor);
  } else if (key === '+' || key === '=') view.zoom(zoomStep, undefined, true);
  else if (key === '-') view.zoom(1 / zoomStep, undefined, true);
  else if (key === '0') view.show(null);
  else return false;
  return true;
}

function firstSeatOf({ sections, rows, count }: SeatField, sectionName: string | null): number | null {
  const section = sections.find(({ name, isDrawn }) => isDrawn && (sectionName === null || name === sectionName));
  return section === undefined || count === 0 ? null : (rows[section.from]?.from ?? null);
}
