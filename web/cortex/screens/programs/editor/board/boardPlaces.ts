/** A list of events on the board; the last lane is the tray of those that are in none. */
export type LaneCodes = { id: string; codes: readonly string[] };

/** Where events are put: before another one of the lane, or at its end. */
export type Target = { laneId: string; before: string | null };

/** What can be dropped on, by the id it has while something is dragged. */
export type Spot = Target & { laneIndex: number; index: number };
export type Spots = ReadonlyMap<string, Spot>;

export function cardId(laneId: string, code: string): string {
  return `card ${laneId} ${code}`;
}

export function endId(laneId: string): string {
  return `end ${laneId}`;
}

/** A lane as a whole, while it is dragged or dropped on. */
export function laneDragId(laneId: string): string {
  return `lane ${laneId}`;
}

export function laneIdOf(dragId: string | number): string {
  return String(dragId).replace(/^lane /, '');
}

export function isLaneDrag(id: string): boolean {
  return id.startsWith('lane ');
}

/** The cards and the end of each lane. */
export function spotsOf(lanes: readonly LaneCodes[]): Map<string, Spot> {
  const spots = new Map<string, Spot>();
  lanes.forEach(({ id: laneId, codes }, laneIndex) => {
    codes.forEach((code, index) => {
      spots.set(cardId(laneId, code), { laneId, laneIndex, index, before: code });
    });
    spots.set(endId(laneId), { laneId, laneIndex, index: codes.length, before: null });
  });
  return spots;
}

export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

/** The spot an arrow key leads to: along the lane to its end, or across to the same height of the next one. */
export function nextSpot(lanes: readonly LaneCodes[], { laneIndex, index }: Spot, arrow: Arrow): string | null {
  const across = arrow === 'ArrowLeft' ? -1 : arrow === 'ArrowRight' ? 1 : 0;
  const along = arrow === 'ArrowUp' ? -1 : arrow === 'ArrowDown' ? 1 : 0;
  const lane = lanes[laneIndex + across];
  if (lane === undefined) return null;
  const next = Math.min(index + along, lane.codes.length);
  if (next < 0) return null;
  const code = lane.codes[next];
  return code === undefined ? endId(lane.id) : cardId(lane.id, code);
}

/** The lane beside the one that is being carried over; only those that may be moved make room. */
export function nextLane(movable: readonly string[], laneId: string, arrow: Arrow): string | null {
  const step = arrow === 'ArrowLeft' ? -1 : arrow === 'ArrowRight' ? 1 : 0;
  return step === 0 ? null : (movable[movable.indexOf(laneId) + step] ?? null);
}

/** The codes in their new order: those that are put stand together, in their own order, before the other one or last. */
export function putBefore(all: readonly string[], codes: readonly string[], before: string | null): string[] {
  const put = new Set(codes);
  const from = before === null ? -1 : all.indexOf(before);
  const anchor = from === -1 ? undefined : all.slice(from).find((code) => !put.has(code));
  const kept = all.filter((code) => !put.has(code));
  const at = anchor === undefined ? kept.length : kept.indexOf(anchor);
  return [...kept.slice(0, at), ...put, ...kept.slice(at)];
}

export type Step = 'first' | 'up' | 'down' | 'last';

/** What an event is put before to go one step in its lane; undefined when it is there already. */
export function beforeOfStep(codes: readonly string[], code: string, step: Step): string | null | undefined {
  const at = codes.indexOf(code);
  const isLast = at === codes.length - 1;
  switch (step) {
    case 'first':
      return at <= 0 ? undefined : (codes[0] ?? null);
    case 'up':
      return at <= 0 ? undefined : (codes[at - 1] ?? null);
    case 'down':
      return isLast ? undefined : (codes[at + 2] ?? null);
    case 'last':
      return isLast ? undefined : null;
  }
}
