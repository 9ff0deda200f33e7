import type { Point } from '../../../shared/contract/venues.ts';

/** What a pointer, a pair of fingers or the wheel wants; points are pixels of the element. */
export type GestureActs = {
  pan: (dx: number, dy: number) => void;
  zoom: (factor: number, at: Point) => void;
  tap: (at: Point) => void;
  doubleTap: (at: Point) => void;
  hover: (at: Point | null) => void;
};

/** Pixels a pointer may wander in a tap, milliseconds between two taps that are one double tap, and what it zooms. */
const still = 8;
const twice = 320;

/** Listens on the element until the answered function is called. */
export function listenToGestures(element: HTMLElement, acts: GestureActs): () => void {
  const down = new Map<number, Point>();
  let travelled = 0;
  let lastTap: { at: Point; time: number } | null = null;
  const pointOf = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const { left, top } = element.getBoundingClientRect();
    return [clientX - left, clientY - top];
  };
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    if (down.size === 0) travelled = 0;
    down.set(event.pointerId, pointOf(event));
    element.setPointerCapture?.(event.pointerId);
  };
  const onMove = (event: PointerEvent) => {
    const at = pointOf(event);
    const before = down.get(event.pointerId);
    if (before === undefined) {
      if (event.pointerType === 'mouse') acts.hover(at);
      return;
    }
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    down.set(event.pointerId, at);
    travelled += distance(before, at);
    if (other !== undefined) {
      const middle: Point = [(at[0] + other[0]) / 2, (at[1] + other[1]) / 2];
      acts.zoom(distance(at, other) / Math.max(distance(before, other), 1), middle);
      acts.pan((at[0] - before[0]) / 2, (at[1] - before[1]) / 2);
    } else if (travelled > still) acts.pan(at[0] - before[0], at[1] - before[1]);
  };
  const onUp = (event: PointerEvent) => {
    const wasDown = down.delete(event.pointerId);
    if (!wasDown || down.size > 0 || travelled > still || event.type === 'pointercancel') return;
    const at = pointOf(event);
    const isDouble = lastTap !== null && event.timeStamp - lastTap.time < twice && distance(lastTap.at, at) < 3 * still;
    lastTap = isDouble ? null : { at, time: event.timeStamp };
    if (isDouble) acts.doubleTap(at);
    else acts.tap(at);
  };
  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : 1);
    acts.zoom(Math.exp(-Math.max(-120, Math.min(120, pixels)) * (event.ctrlKey ? 0.01 : 0.003)), pointOf(event));
  };
  const stop = new AbortController();
  const { signal } = stop;
  element.addEventListener('pointerdown', onDown, { signal });
  element.addEventListener('pointermove', onMove, { signal });
  element.addEventListener('pointerup', onUp, { signal });
  element.addEventListener('pointercancel', onUp, { signal });
  element.addEventListener('pointerleave', () => acts.hover(null), { signal });
  element.addEventListener('wheel', onWheel, { signal, passive: false });
  return () => stop.abort();
}

function distance([x1, y1]: Point, [x2, y2]: Point): number {
  return Math.hypot(x2 - x1, y2 - y1);
}
