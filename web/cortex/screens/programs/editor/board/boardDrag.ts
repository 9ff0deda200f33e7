import {
  type CollisionDetection,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { useEffect, useMemo, useRef } from 'react';
import { type Arrow, isLaneDrag, type LaneCodes, laneDragId, nextLane, nextSpot, spotsOf } from './boardPlaces.ts';

/** A finger that rests takes hold; one that moves scrolls. A mouse has to go a little, so that clicks stay clicks. */
const touch = { activationConstraint: { delay: 200, tolerance: 6 } };
const mouse = { activationConstraint: { distance: 5 } };

type DragLane = LaneCodes & { isMovable: boolean };

export function useBoardSensors(lanes: readonly DragLane[]) {
  const latest = useRef(lanes);
  useEffect(() => {
    latest.current = lanes;
  });
  const keyboard = useMemo(() => {
    const coordinateGetter: KeyboardCoordinateGetter = (event, { active, context }) => {
      const arrow = arrowOf(event.code);
      if (arrow === null) return undefined;
      event.preventDefault();
      const next = nextId(latest.current, String(active), String(context.over?.id ?? active), arrow);
      const rect = next === null ? undefined : context.droppableRects.get(next);
      return rect === undefined ? undefined : { x: rect.left, y: rect.top };
    };
    return { coordinateGetter };
  }, []);
  return useSensors(useSensor(MouseSensor, mouse), useSensor(TouchSensor, touch), useSensor(KeyboardSensor, keyboard));
}

function nextId(lanes: readonly DragLane[], active: string, over: string, arrow: Arrow): string | null {
  if (isLaneDrag(active)) {
    const movable = lanes.filter(({ isMovable }) => isMovable).map(({ id }) => laneDragId(id));
    return nextLane(movable, over, arrow);
  }
  const spot = spotsOf(lanes).get(over);
  return spot === undefined ? null : nextSpot(lanes, spot, arrow);
}

const arrows: readonly Arrow[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];

function arrowOf(code: string): Arrow | null {
  return arrows.find((arrow) => arrow === code) ?? null;
}

/** What is under the pointer; without one, what begins nearest to where the dragged one begins. Lanes are dropped on lanes. */
export const nearestSpot: CollisionDetection = (seen) => {
  const isLane = isLaneDrag(String(seen.active.id));
  const droppableContainers = seen.droppableContainers.filter(({ id }) => isLaneDrag(String(id)) === isLane);
  if (seen.pointerCoordinates !== null) return pointerWithin({ ...seen, droppableContainers });
  const { left, top } = seen.collisionRect;
  const distances = droppableContainers.flatMap((droppableContainer) => {
    const rect = seen.droppableRects.get(droppableContainer.id);
    if (rect === undefined) return [];
    const value = Math.hypot(rect.left - left, rect.top - top);
    return [{ id: droppableContainer.id, data: { droppableContainer, value } }];
  });
  return distances.sort((one, other) => one.data.value - other.data.value).slice(0, 1);
};
