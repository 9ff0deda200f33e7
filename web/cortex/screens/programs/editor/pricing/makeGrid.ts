import type { Event } from '../../../../../../shared/contract/events.ts';
import type { ProgramContent } from '../../../../../../shared/contract/program-content.ts';
import { eventCodesOf } from '../../../../../../shared/rules/checks/input.ts';
import { naturalOrder } from '../../../../../../shared/rules/natural-order.ts';
import { whenInWords } from '../../../events/eventWords.ts';
import type { VendorAmounts } from './amounts.ts';
import type { Column, Grid, Line, Subject } from './grid.ts';

export type GridFacts = {
  content: ProgramContent;
  events: ReadonlyMap<string, Event>;
  amounts: VendorAmounts;
  /** Names of suites, undefined while they are not known, and the price codes of their seats; empty in seat programs. */
  suiteNames: ReadonlyMap<string, string> | undefined;
  suitePriceCodes: ReadonlyMap<string, readonly string[]>;
  /** Also price codes without a free seat of the program's classes. */
  showsAll: boolean;
};

/** The lines and columns of a program's prices. The rules of all share them, so that one can look from one to another. */
export function makeGrid(facts: GridFacts): Grid {
  const { content } = facts;
  const inside = sortedByStart(eventCodesOf(content), facts.events);
  const named = content.pricing.rules.flatMap(({ rows, suiteRows }) => [...rows, ...suiteRows]);
  const outside = new Set(named.flatMap(({ eventCode }) => eventCode ?? []));
  for (const code of inside) outside.delete(code);
  const all: Line = { eventCode: null, name: 'All events', hint: 'without a price of their own', isOutside: false };
  const lines = [
    all,
    ...inside.map((code) => lineOf(code, facts.events.get(code), false)),
    ...sortedByStart([...outside], facts.events).map((code) => lineOf(code, facts.events.get(code), true)),
  ];
  const columns =
    content.definition.inventoryType === 'suite' ? suiteColumns(facts, inside) : seatColumns(facts, inside);
  return { lines, columns };
}

function lineOf(code: string, event: Event | undefined, isOutside: boolean): Line {
  const hint = event === undefined ? 'not in the store' : whenInWords(event);
  return {
    eventCode: code,
    name: event?.name ?? code,
    hint: isOutside ? `not in the program · ${hint}` : hint,
    isOutside,
  };
}

function sortedByStart(codes: readonly string[], events: ReadonlyMap<string, Event>): string[] {
  const startOf = (code: string) => {
    const event = events.get(code);
    const day = event?.date.state === 'set' ? event.date.on : '9999';
    return event?.startsAt ?? event?.estimatedAt ?? day;
  };
  return codes.toSorted((one, other) => startOf(one).localeCompare(startOf(other)) || naturalOrder(one, other));
}

function seatColumns({ content, amounts, showsAll }: GridFacts, events: readonly string[]): Column[] {
  const { classNames } = content.definition;
  const used = new Set(content.pricing.rules.flatMap(({ rows }) => rows.map(({ priceCode }) => priceCode)));
  const columns = [...new Set([...amounts.priceCodes, ...used])].sort(naturalOrder).map((priceCode) => ({
    key: priceCode,
    priceCode,
    subject: null,
    seatCount: amounts.seatsOf(events, classNames, priceCode),
  }));
  const wanted = columns.filter(({ priceCode, seatCount }) => showsAll || seatCount > 0 || used.has(priceCode));
  return wanted.length > 0 ? wanted : columns;
}

/** Price tiers first; each with the price codes of its suites and those that rows name. */
function suiteColumns(facts: GridFacts, events: readonly string[]): Column[] {
  const { content, amounts, suitePriceCodes } = facts;
  const { classNames } = content.definition;
  const rows = content.pricing.rules.flatMap(({ suiteRows }) => suiteRows);
  const sold = amounts.priceCodes.filter((code) => amounts.seatsOf(events, classNames, code) > 0);
  return subjectsOf(facts).flatMap(({ suiteIds, ...subject }) => {
    const own = rows.flatMap(({ suiteId, suiteTierId, priceCode }) =>
      (suiteId ?? suiteTierId) === subject.id ? [priceCode] : [],
    );
    const seats = suiteIds.flatMap((id) => suitePriceCodes.get(id) ?? []);
    const codes = new Set([...own, ...(seats.length > 0 ? seats : sold)]);
    return [...codes].sort(naturalOrder).map((priceCode) => ({
      key: `${subject.id} ${priceCode}`,
      priceCode,
      subject,
      seatCount: amounts.seatsOf(events, classNames, priceCode),
    }));
  });
}

function subjectsOf({ content, suiteNames }: GridFacts): (Subject & { suiteIds: readonly string[] })[] {
  const { suites, pricing } = content;
  const rows = pricing.rules.flatMap(({ suiteRows }) => suiteRows);
  const suiteIds = new Set([...suites.suiteIds, ...rows.flatMap(({ suiteId }) => suiteId ?? [])]);
  const gone = rows.flatMap(({ suiteTierId }) =>
    suiteTierId === null || suites.tiers.some(({ id }) => id === suiteTierId) ? [] : [suiteTierId],
  );
  return [
    ...suites.tiers.map((tier) => ({ kind: 'tier' as const, id: tier.id, name: tier.name, suiteIds: tier.suiteIds })),
    ...[...new Set(gone)].map((id) => ({ kind: 'tier' as const, id, name: 'A tier that is gone', suiteIds: [] })),
    ...[...suiteIds]
      .map((id) => ({
        kind: 'suite' as const,
        id,
        name: suiteNames === undefined ? 'A suite' : (suiteNames.get(id) ?? 'A suite that is gone'),
        suiteIds: [id],
      }))
      .sort((one, other) => naturalOrder(one.name, other.name)),
  ];
}
