import { hash } from 'node:crypto';
import { z } from 'zod';
import type { SeatRange } from '../../../shared/contract/suites.ts';
import type { Unmapped } from '../vendors/vendors.types.ts';
import type { Count, SeatRun, SectionCopy } from './inventory.types.ts';

/** Row, first seat, last seat, aisle and quality of a run, one after the other. */
type Flat = (string | number)[];
type Group = [className: string, priceCode: string, runs: Flat];

/**
 * Runs as the copy keeps them: by section, in it by class and price code, in those by row and first seat. The same seats
 * make the same text, however the vendor sorted them. A run that is none, or that has a seat of another run, is left out
 * and named.
 */
export function toSections(runs: readonly SeatRun[]): { sections: SectionCopy[]; ignored: Unmapped[] } {
  const ignored: Unmapped[] = [];
  const bySection = new Map<string, SeatRun[]>();
  for (const run of runs) {
    const others = bySection.get(run.sectionName);
    if (others === undefined) bySection.set(run.sectionName, [run]);
    else others.push(run);
  }
  return { sections: [...bySection].map(([name, own]) => toSection(name, own, ignored)), ignored };
}

/** Only `toSections` writes it, so its inside is not looked at again. */
const Groups = z.custom<Group[]>(Array.isArray);

/** The seats of a section again. */
export function toRuns({ sectionName, runs }: Pick<SectionCopy, 'sectionName' | 'runs'>): SeatRun[] {
  const groups = Groups.parse(JSON.parse(runs));
  return groups.flatMap(([className, priceCode, flat]) => {
    const made: SeatRun[] = [];
    for (let at = 0; at < flat.length; at += 5) {
      made.push({
        sectionName,
        rowName: String(flat[at]),
        firstSeat: Number(flat[at + 1]),
        lastSeat: Number(flat[at + 2]),
        className,
        priceCode,
        aisle: Number(flat[at + 3]),
        quality: Number(flat[at + 4]),
      });
    }
    return made;
  });
}

/** A section in which nothing is free any more. */
export function emptySection(sectionName: string): SectionCopy {
  return { sectionName, runs: '[]', counts: [], seatCount: 0, hash: hashOf('[]') };
}

/** The section without these seats, and how many of them it had. */
export function withoutSeats(
  section: Pick<SectionCopy, 'sectionName' | 'runs'>,
  seats: readonly SeatRange[],
): { section: SectionCopy; removed: Count[] } {
  const { sectionName } = section;
  const own = seats.filter((range) => range.sectionName === sectionName);
  const before = toRuns(section);
  const left = before.flatMap((run) => own.reduce((parts, range) => parts.flatMap((part) => cut(part, range)), [run]));
  const [after = emptySection(sectionName)] = toSections(left).sections;
  const kept = new Map(after.counts.map(([className, priceCode, count]) => [`${className}\n${priceCode}`, count]));
  const removed = toSections(before).sections.flatMap(({ counts }) => counts);
  return {
    section: after,
    removed: removed
      .map(([className, priceCode, count]): Count => {
        return [className, priceCode, count - (kept.get(`${className}\n${priceCode}`) ?? 0)];
      })
      .filter(([, , count]) => count > 0),
  };
}

/** What is left of a run beside the seats of a range; an end that is new is at no aisle. */
function cut(run: SeatRun, { rowName, firstSeat, lastSeat }: SeatRange): SeatRun[] {
  if (run.rowName !== rowName || lastSeat < run.firstSeat || firstSeat > run.lastSeat) return [run];
  return [
    ...(firstSeat > run.firstSeat ? [{ ...run, lastSeat: firstSeat - 1, aisle: run.aisle & 1 }] : []),
    ...(lastSeat < run.lastSeat ? [{ ...run, firstSeat: lastSeat + 1, aisle: run.aisle & 2 }] : []),
  ];
}

/** By class and price code, over all of these. */
export function sumCounts(all: Iterable<readonly Count[]>): Count[] {
  const sums = new Map<string, Map<string, number>>();
  for (const counts of all) {
    for (const [className, priceCode, count] of counts) {
      const ofClass = sums.get(className) ?? new Map<string, number>();
      sums.set(className, ofClass.set(priceCode, (ofClass.get(priceCode) ?? 0) + count));
    }
  }
  return [...sums]
    .flatMap(([className, ofClass]) => [...ofClass].map(([priceCode, count]): Count => [className, priceCode, count]))
    .sort((one, other) => compare(one[0], other[0]) || compare(one[1], other[1]));
}

type Draft = { className: string; priceCode: string; flat: Flat; count: number };

function toSection(sectionName: string, runs: SeatRun[], ignored: Unmapped[]): SectionCopy {
  const drafts: Draft[] = [];
  let draft: Draft | undefined;
  for (const run of sift(runs, ignored)) {
    if (draft?.className !== run.className || draft.priceCode !== run.priceCode) draft = draftOf(drafts, run);
    draft.flat.push(run.rowName, run.firstSeat, run.lastSeat, run.aisle, run.quality);
    draft.count += run.lastSeat - run.firstSeat + 1;
  }
  drafts.sort((one, other) => compare(one.className, other.className) || compare(one.priceCode, other.priceCode));
  const text = JSON.stringify(drafts.map(({ className, priceCode, flat }): Group => [className, priceCode, flat]));
  return {
    sectionName,
    runs: text,
    counts: drafts.map(({ className, priceCode, count }): Count => [className, priceCode, count]),
    seatCount: drafts.reduce((sum, { count }) => sum + count, 0),
    hash: hashOf(text),
  };
}

function draftOf(drafts: Draft[], { className, priceCode }: SeatRun): Draft {
  const known = drafts.find((one) => one.className === className && one.priceCode === priceCode);
  if (known !== undefined) return known;
  const draft = { className, priceCode, flat: [], count: 0 };
  drafts.push(draft);
  return draft;
}

/** In the order of rows and seats, without those that are none or come again. */
function sift(runs: SeatRun[], ignored: Unmapped[]): SeatRun[] {
  if (isInOrder(runs)) return runs;
  const kept: SeatRun[] = [];
  for (const run of runs.sort(comparePlaces)) {
    const before = kept.at(-1);
    const isTwice = before !== undefined && before.rowName === run.rowName && run.firstSeat <= before.lastSeat;
    if (!isTwice && run.lastSeat >= run.firstSeat) kept.push(run);
    else ignored.push({ what: isTwice ? 'seats named twice' : 'seats that are none', detail: nameOf(run) });
  }
  return kept;
}

/** Vendors send rows in order, and every seat once. */
function isInOrder(runs: readonly SeatRun[]): boolean {
  let before: SeatRun | undefined;
  for (const run of runs) {
    if (run.lastSeat < run.firstSeat) return false;
    if (before !== undefined) {
      const isSameRow = before.rowName === run.rowName;
      if (isSameRow ? run.firstSeat <= before.lastSeat : comparePlaces(before, run) > 0) return false;
    }
    before = run;
  }
  return true;
}

/** Shorter names first: row 9 is before row 10, and Z before AA. */
function comparePlaces(one: SeatRun, other: SeatRun): number {
  if (one.rowName === other.rowName) return one.firstSeat - other.firstSeat || one.lastSeat - other.lastSeat;
  return one.rowName.length - other.rowName.length || compare(one.rowName, other.rowName);
}

function nameOf({ sectionName, rowName, firstSeat, lastSeat }: SeatRun): string {
  return `section ${sectionName}, row ${rowName}, seats ${firstSeat} to ${lastSeat}`;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function hashOf(text: string): string {
  return hash('sha256', text, 'base64url');
}
