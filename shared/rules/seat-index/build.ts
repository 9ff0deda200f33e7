import { setBits } from './bits.ts';
import { inOrder } from './names.ts';
import type { SeatIndex, SeatKind, SeatRun, SectionPart } from './types.ts';

/** As in the wire's type of a range of seats; it bounds what a row with a wrong seat number costs. */
const lastSeatNumber = 100_000;
/** Far from what sums of it could lose digits at. */
const highestQuality = 1_000_000;

/**
 * The index of one event's free seats. Runs may come in any order. Left out and listed in `ignored` are those that are
 * none (the last seat before the first, a number that is not whole or out of range), and of two that share a seat the
 * one that begins later.
 */
export function buildSeatIndex(runs: readonly SeatRun[]): SeatIndex {
  const draft = newDraft();
  for (const [sectionName, ofSection] of groupInOrder(runs, (run) => run.sectionName)) {
    draft.slot = Math.ceil(draft.slot / 32) * 32;
    const [from, word] = [draft.name.length, draft.slot / 32];
    for (const [rowName, ofRow] of groupInOrder(ofSection, (run) => run.rowName)) {
      const kept = sift(ofRow, draft.ignored);
      if (kept.length > 0) addRow(draft, rowName, mergeRuns(kept));
    }
    const until = draft.name.length;
    if (until > from) draft.sections.push({ sectionName, from, until, word });
  }
  return pack(draft);
}

type Draft = {
  sections: SectionPart[];
  /** The first slot that is not in use. */
  slot: number;
  name: number[];
  zero: number[];
  span: number[];
  runs: SeatRun[];
  kind: number[];
  rowNames: Map<string, number>;
  kindNumbers: Map<string, number>;
  kinds: SeatKind[];
  ignored: SeatRun[];
};

function newDraft(): Draft {
  return {
    ...{ sections: [], slot: 0, name: [], zero: [], span: [], runs: [], kind: [] },
    ...{ rowNames: new Map(), kindNumbers: new Map(), kinds: [], ignored: [] },
  };
}

function groupInOrder(runs: readonly SeatRun[], nameOf: (run: SeatRun) => string): [string, SeatRun[]][] {
  const groups = new Map<string, SeatRun[]>();
  for (const run of runs) {
    const group = groups.get(nameOf(run));
    if (group === undefined) groups.set(nameOf(run), [run]);
    else group.push(run);
  }
  return inOrder(groups);
}

/** The runs of a row that count, in order. */
function sift(runs: readonly SeatRun[], ignored: SeatRun[]): SeatRun[] {
  let end = -1;
  return runs
    .toSorted((one, other) => one.firstSeat - other.firstSeat)
    .filter((run) => {
      const isKept = isRun(run) && run.firstSeat > end;
      if (isKept) end = run.lastSeat;
      else ignored.push(run);
      return isKept;
    });
}

function isRun({ firstSeat, lastSeat, quality }: SeatRun): boolean {
  return (
    Number.isInteger(firstSeat) &&
    Number.isInteger(lastSeat) &&
    0 <= firstSeat &&
    firstSeat <= lastSeat &&
    lastSeat <= lastSeatNumber &&
    Math.abs(quality) <= highestQuality
  );
}

/** Runs that differ in nothing and touch become one. */
function mergeRuns(runs: readonly SeatRun[]): SeatRun[] {
  const merged: SeatRun[] = [];
  for (const run of runs) {
    const before = merged.at(-1);
    const isSame =
      before?.lastSeat === run.firstSeat - 1 &&
      before.className === run.className &&
      before.priceCode === run.priceCode &&
      before.quality === run.quality &&
      !endsAtAisle(before) &&
      !startsAtAisle(run);
    if (isSame) merged.splice(-1, 1, { ...before, lastSeat: run.lastSeat, aisle: before.aisle | run.aisle });
    else merged.push(run);
  }
  return merged;
}

function addRow(draft: Draft, rowName: string, runs: readonly SeatRun[]): void {
  const firstSeat = runs[0]?.firstSeat ?? 0;
  draft.name.push(numberIn(draft.rowNames, rowName));
  // One slot before the first seat stays empty.
  draft.zero.push(draft.slot + 1 - firstSeat);
  draft.span.push(draft.runs.length);
  for (const run of runs) {
    const { className, priceCode } = run;
    const kind = numberIn(draft.kindNumbers, JSON.stringify([className, priceCode]));
    if (kind === draft.kinds.length) draft.kinds.push({ className, priceCode });
    draft.runs.push(run);
    draft.kind.push(kind);
  }
  draft.slot += (runs.at(-1)?.lastSeat ?? 0) - firstSeat + 2;
}

function pack({ sections, slot, name, zero, span, runs, kind, rowNames, kinds, ignored }: Draft): SeatIndex {
  const words = Math.ceil(slot / 32);
  const [free, aisles] = [new Uint32Array(words), new Uint32Array(words)];
  zero.forEach((seatZero, row) => {
    for (const run of runs.slice(span[row], span[row + 1])) {
      setBits(free, seatZero + run.firstSeat, seatZero + run.lastSeat);
      if (startsAtAisle(run)) setBits(aisles, seatZero + run.firstSeat - 1, seatZero + run.firstSeat - 1);
      if (endsAtAisle(run)) setBits(aisles, seatZero + run.lastSeat, seatZero + run.lastSeat);
    }
  });
  return {
    sections,
    rows: { name: Uint16Array.from(name), zero: Int32Array.from(zero), span: Uint32Array.from([...span, runs.length]) },
    spans: {
      firstSeat: Int32Array.from(runs, (run) => run.firstSeat),
      lastSeat: Int32Array.from(runs, (run) => run.lastSeat),
      kind: Uint16Array.from(kind),
      quality: Int32Array.from(runs, (run) => Math.round(run.quality)),
    },
    free,
    aisles,
    rowNames: [...rowNames.keys()],
    kinds,
    ignored,
  };
}

/** The number of a text, the next one if it is new. */
function numberIn(numbers: Map<string, number>, text: string): number {
  const known = numbers.get(text) ?? numbers.size;
  numbers.set(text, known);
  return known;
}

function startsAtAisle({ aisle }: SeatRun): boolean {
  return aisle === 1 || aisle === 3;
}

function endsAtAisle({ aisle }: SeatRun): boolean {
  return aisle === 2 || aisle === 3;
}
