import type { SeatRange } from '../../../shared/contract/suites.ts';
import { countSeats } from '../../../shared/rules/seats.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import * as suites from './suites.repository.ts';
import * as seats from './suites.seats.repository.ts';
import type { SuiteDetails } from './suites.types.ts';

/** The suite as it is at this moment; `suite.not_found` when there is none. */
export async function readSuite(ctx: StoreCtx, suiteId: string): Promise<SuiteDetails> {
  const suite = await suites.find(ctx.store.db, suiteId);
  if (suite === null) throw problem('suite.not_found');
  const [details] = await withSeats(ctx, [suite]);
  if (details === undefined) throw problem('suite.not_found');
  return details;
}

/** The same suites with their seats. */
export async function withSeats(ctx: StoreCtx, rows: readonly suites.SuiteRow[]): Promise<SuiteDetails[]> {
  const own = new Map<string, seats.SeatsRow[]>(rows.map(({ id }) => [id, []]));
  for (const row of await seats.listOf(ctx.store.db, [...own.keys()])) own.get(row.suiteId)?.push(row);
  return rows.map((suite) => toDetails(suite, own.get(suite.id) ?? []));
}

/** By section, row and seat, as they are shown and compared. */
export function inOrder(ranges: readonly SeatRange[]): SeatRange[] {
  const key = ({ sectionName, rowName }: SeatRange) => `${sectionName}\n${rowName}`;
  return [...ranges].sort((one, other) => {
    if (key(one) !== key(other)) return key(one) < key(other) ? -1 : 1;
    return one.firstSeat - other.firstSeat;
  });
}

function toDetails(suite: suites.SuiteRow, rows: readonly seats.SeatsRow[]): SuiteDetails {
  const own = inOrder(rows.filter(({ isOverflow }) => !isOverflow).map(toRange));
  const [overflow = null] = rows.filter(({ isOverflow }) => isOverflow).map(toRange);
  return { ...suite, seats: own, overflow, capacity: countSeats(own) };
}

function toRange({ sectionName, rowName, firstSeat, lastSeat }: seats.SeatsRow): SeatRange {
  return { sectionName, rowName, firstSeat, lastSeat };
}
