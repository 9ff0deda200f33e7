import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Point } from '../../../shared/contract/venues.ts';
import { paint, type Scene } from './paint.ts';
import { type Palette, readPalette, watchPalette } from './palette.ts';
import type { Box, Size, View } from './types.ts';
import { between, fitBox, keepInside, type Limits, limitsOf, stepsInto, wholeBox, zoomAt } from './view.ts';

/** Milliseconds in which the view goes to where it was sent. */
const travel = 280;

export type SeatView = {
  pan: (dx: number, dy: number) => void;
  /** Around the pixel, or the middle. */
  zoom: (factor: number, at?: Point, isSlow?: boolean) => void;
  /** Null: the whole map. */
  show: (box: Box | null) => void;
  /** Moves no more than it takes to have the place on the canvas. */
  reveal: (place: Point) => void;
  present: () => View;
  size: () => Size;
};

/**
 * Draws the scene on the canvas when it or the view changed, and not while nothing changes. While the view moves and many
 * seats are on it, what was drawn is moved as a picture, and drawn anew when it rests or has gone too far: so a slow phone
 * keeps up. `onView` is told when it rests.
 */
export function useSeatView(
  canvas: RefObject<HTMLCanvasElement | null>,
  scene: Scene,
  onView: (view: View, isWhole: boolean) => void,
): SeatView {
  const latest = useRef({ scene, onView });
  // oxlint-disable-next-line react/refs -- the latest value, read when it is drawn
  latest.current = { scene, onView };
  // oxlint-disable-next-line react/refs -- kept by the stage, not read while it is made
  const stage = useMemo(() => makeStage(canvas, latest), [canvas]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another drawing starts from its whole again
  useEffect(() => stage.reset(), [stage, scene.drawing, scene.field]); // oxlint-disable-line react/exhaustive-effect-dependencies -- another drawing resets it
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn changed
  useEffect(() => stage.draw(), [stage, scene.looks, scene.mine, scene.cursor, scene.hovered, scene.shortNames]); // oxlint-disable-line react/exhaustive-effect-dependencies -- each change draws
  useEffect(() => stage.start(), [stage]);
  return stage;
}

type Latest = { scene: Scene; onView: (view: View, isWhole: boolean) => void };

/**
 * The picture is larger than what is seen of it, by that part on each side. Not for the first frame, which a fan waits for:
 * it has what is seen alone, and no texts.
 */
const spare = 0.2;
/** Milliseconds without a move after which the view rests. */
const rest = 90;
/** More seats than this are moved as a picture. */
const many = 1_500;
/** How much larger or smaller a picture may be shown than it was drawn. */
const farthestZoom = 2.5;

type Stage = {
  canvas: RefObject<HTMLCanvasElement | null>;
  latest: RefObject<Latest>;
  size: Size;
  ratio: number;
  view: View;
  /** What the canvas shows, how many seats, and whether it has its spare part and the texts. */
  drawn: { view: View; count: number; hasSpare: boolean };
  /** Nothing was drawn yet: it begins with what it is sent to first, and only with the seats that are seen of that. */
  isBlank: boolean;
  limits: Limits;
  /** What the view was sent to, for when the canvas becomes another size. Null: the whole. */
  wanted: Box | null;
  palette: Palette | null;
  frame: number;
  moving: number;
  resting: ReturnType<typeof setTimeout> | undefined;
};

function makeStage(canvas: RefObject<HTMLCanvasElement | null>, latest: RefObject<Latest>) {
  const start: View = { scale: 1, x: 0, y: 0 };
  const size: Size = { width: 0, height: 0 };
  const stage: Stage = {
    ...{
      canvas,
      latest,
      size,
      ratio: 1,
      view: start,
      drawn: { view: start, count: 0, hasSpare: false },
      limits: { least: 1, most: 1 },
    },
    ...{ isBlank: true, wanted: null, palette: null, frame: 0, moving: 0, resting: undefined },
  };
  return {
    draw: () => draw(stage),
    reset: () => reset(stage),
    start: () => listen(stage),
    present: () => stage.view,
    size: () => stage.size,
    pan(dx: number, dy: number) {
      cancelAnimationFrame(stage.moving);
      put(stage, { ...stage.view, x: stage.view.x + dx, y: stage.view.y + dy });
    },
    zoom(factor: number, at: Point = [stage.size.width / 2, stage.size.height / 2], isSlow = false) {
      const next = zoomAt(stage.view, factor, at, stage.limits);
      if (isSlow) return moveTo(stage, next);
      cancelAnimationFrame(stage.moving);
      put(stage, next);
    },
    show(target: Box | null) {
      stage.wanted = target;
      if (stage.size.width === 0) return;
      if (stage.isBlank) put(stage, fitted(stage, target));
      else moveTo(stage, fitted(stage, target));
    },
    reveal(place: Point) {
      const { view, size } = stage;
      const [dx, dy] = stepsInto(place, view, size);
      if (dx !== 0 || dy !== 0) put(stage, { ...view, x: view.x + dx, y: view.y + dy });
    },
  };
}

/** Looks at the size of the canvas and at the colours, until the answered function is called. */
function listen(stage: Stage): () => void {
  const frame = stage.canvas.current?.parentElement;
  resize(stage);
  draw(stage);
  const observer = new ResizeObserver(() => resize(stage));
  if (frame != null) observer.observe(frame);
  let stopWatching = () => {};
  // after the first frame: nobody changes colours within it
  const watching = setTimeout(() => {
    stopWatching = watchPalette(() => {
      stage.palette = null;
      draw(stage);
    });
  });
  return () => {
    observer.disconnect();
    clearTimeout(watching);
    stopWatching();
    cancelAnimationFrame(stage.frame);
    cancelAnimationFrame(stage.moving);
    clearTimeout(stage.resting);
    stage.frame = 0;
  };
}

function resize(stage: Stage) {
  const { current } = stage.canvas;
  if (current === null) return;
  const { clientWidth, clientHeight } = current.parentElement ?? current;
  const ratio = Math.min(devicePixelRatio, 3);
  // an observer tells of the first size too, which is known
  if (stage.size.width === clientWidth && stage.size.height === clientHeight && stage.ratio === ratio) return;
  stage.size = { width: clientWidth, height: clientHeight };
  stage.ratio = ratio;
  reset(stage);
  // the picture is of another size: it is not seen so
  if (!stage.isBlank) render(stage);
}

function reset(stage: Stage) {
  if (stage.size.width === 0) return;
  const { field, drawing } = stage.latest.current.scene;
  stage.limits = limitsOf(field, fitBox(wholeBox(drawing), stage.size));
  put(stage, fitted(stage, stage.wanted));
}

function fitted({ latest, size, limits }: Stage, target: Box | null): View {
  const view = fitBox(target ?? wholeBox(latest.current.scene.drawing), size);
  return view.scale > limits.most ? zoomAt(view, 1, [size.width / 2, size.height / 2], limits) : view;
}

function put(stage: Stage, next: View) {
  stage.view = keepInside(next, wholeBox(stage.latest.current.scene.drawing), stage.size);
  clearTimeout(stage.resting);
  stage.resting = setTimeout(() => {
    stage.latest.current.onView(stage.view, stage.view.scale <= stage.limits.least * 1.02);
    if (stage.drawn.view !== stage.view || !stage.drawn.hasSpare) draw(stage);
  }, rest);
  if (stage.drawn.count < many || !movePicture(stage)) draw(stage);
}

function moveTo(stage: Stage, target: View) {
  cancelAnimationFrame(stage.moving);
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return put(stage, target);
  const [start, startedAt] = [stage.view, performance.now()];
  const step = (now: number) => {
    const part = Math.min(1, Math.max(0, now - startedAt) / travel);
    put(stage, between(start, target, 1 - (1 - part) ** 3));
    if (part < 1) stage.moving = requestAnimationFrame(step);
  };
  stage.moving = requestAnimationFrame(step);
}

function draw(stage: Stage) {
  if (stage.frame === 0) stage.frame = requestAnimationFrame(() => render(stage));
}

function render(stage: Stage) {
  const { canvas, latest, view, size, ratio } = stage;
  cancelAnimationFrame(stage.frame);
  stage.frame = 0;
  const context = canvas.current?.getContext('2d', { alpha: false });
  if (context == null || canvas.current === null || size.width === 0) return;
  stage.palette ??= readPalette(canvas.current.parentElement ?? canvas.current);
  const hasSpare = !stage.isBlank;
  const part = hasSpare ? spare : 0;
  const [x, y] = [size.width * part, size.height * part];
  const seen = { width: size.width + 2 * x, height: size.height + 2 * y };
  fitCanvas(canvas.current, seen, ratio);
  const at = { view: { scale: view.scale, x: view.x + x, y: view.y + y }, size: seen, ratio, hasTexts: hasSpare };
  stage.drawn = { view, count: paint(context, latest.current.scene, at, stage.palette), hasSpare };
  stage.isBlank = false;
  placePicture(canvas.current, stage, { dx: 0, dy: 0, share: 1 });
}

/** Another size empties a canvas, so it has the same until it needs another. */
function fitCanvas(canvas: HTMLCanvasElement, size: Size, ratio: number) {
  const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

/** Moves the picture to where the view is; false when it would be seen to end, or to be coarse. */
function movePicture(stage: Stage): boolean {
  const { canvas, drawn, view, size } = stage;
  const share = view.scale / drawn.view.scale;
  const [dx, dy] = [view.x - drawn.view.x * share, view.y - drawn.view.y * share];
  const part = drawn.hasSpare ? spare : 0;
  const [left, top] = [size.width * part, size.height * part];
  const isCovered =
    dx - left * share <= 0 &&
    dy - top * share <= 0 &&
    dx + (size.width + left) * share >= size.width &&
    dy + (size.height + top) * share >= size.height;
  const isSharp = share < farthestZoom && share > 1 / farthestZoom;
  if (canvas.current === null || !isCovered || !isSharp) return false;
  placePicture(canvas.current, stage, { dx, dy, share });
  return true;
}

/** By a transform alone: a canvas that got another place or size would count as a shift of the layout. */
function placePicture(
  canvas: HTMLCanvasElement,
  { drawn, size }: Pick<Stage, 'drawn' | 'size'>,
  { dx, dy, share }: { dx: number; dy: number; share: number },
) {
  const part = drawn.hasSpare ? spare : 0;
  const [left, top] = [size.width * part * share, size.height * part * share];
  canvas.style.transform = `translate(${dx - left}px, ${dy - top}px) scale(${share * (1 + 2 * part)})`;
}
