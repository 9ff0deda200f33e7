import { ProgramContent } from '../../../shared/contract/program-content.ts';
import type { SettingValues } from '../../../shared/contract/settings.ts';
import { type StoreCtx, snapshot } from '../../core/ctx.ts';
import { settingOf } from '../stores/stores.settings.service.ts';
import * as facts from './catalog.facts.reader.ts';
import { replaceRows } from './catalog.grid.service.ts';
import * as inventory from './catalog.inventory.reader.ts';
import * as ledgers from './catalog.ledger.reader.ts';
import type { CatalogEvent, Facts, Grid, Ledger, Picture, Release, Seats, Wanted } from './catalog.types.ts';

/** Intervals read that have ended: the clock of a node may be set back by some milliseconds. */
const intervalsBefore = 2;
/** Intervals read from now on: the present one, the next, and the one after it. */
const intervalsAfter = 3;
const none: Grid = { columns: new Map(), rows: new Map() };

/**
 * What is known of a store with what is wanted read again. One part is read in one statement; more than one are read in
 * one transaction in which all statements see the same moment.
 */
export async function readPicture(ctx: StoreCtx, known: Picture | null, wanted: Wanted): Promise<Picture> {
  if (known !== null && isOnlyLedger(wanted)) return { ...known, ledger: await readLedger(ctx, known.ledger) };
  return snapshot(ctx, async (ctx) => ({
    ledger: known === null || wanted.ledger ? await readLedger(ctx, known?.ledger ?? null) : known.ledger,
    facts: known === null || wanted.facts ? await readFacts(ctx) : known.facts,
    amounts: await readAmounts(ctx, known?.amounts ?? none, wanted.amounts),
    seats: await readSeats(ctx, known?.seats ?? { counts: none, readAt: new Map() }, wanted),
  }));
}

/** A release by its id, for carts and orders that keep it after a switch. */
export async function readRelease(ctx: StoreCtx, id: string): Promise<Release | null> {
  const found = await ledgers.findRelease(ctx.store.db, id);
  return found === null ? null : { ...found, content: ProgramContent.parse(found.content) };
}

function hasAny(part: 'all' | ReadonlySet<string>): boolean {
  return part === 'all' || part.size > 0;
}

function isOnlyLedger({ facts, amounts, seats, readings }: Wanted): boolean {
  return !facts && !hasAny(amounts) && !hasAny(seats) && !readings;
}

async function readLedger(ctx: StoreCtx, known: Ledger | null): Promise<Ledger> {
  const releases = new Map(known?.intervals.map(({ release }) => [release.id, release]));
  const now = ctx.clock.now();
  const found = await ledgers.listIntervals(ctx.store.db, {
    now,
    knownIds: [...releases.keys()],
    before: intervalsBefore,
    after: intervalsAfter,
  });
  const intervals = found.map(({ releaseId, programId, number, content, startsAt, endsAt }) => {
    const release = releases.get(releaseId) ?? {
      id: releaseId,
      programId,
      number,
      content: ProgramContent.parse(content),
    };
    releases.set(releaseId, release);
    return { release, startsAt: startsAt.getTime(), endsAt: endsAt?.getTime() ?? null };
  });
  const isAfter = ({ endsAt }: { endsAt: Date | null }) => endsAt === null || endsAt > now;
  const after = found.filter(isAfter).length;
  return {
    intervals,
    knownFrom: found.length - after < intervalsBefore ? 0 : (intervals[0]?.startsAt ?? 0),
    knownUntil: after < intervalsAfter ? null : (intervals.at(-1)?.endsAt ?? null),
  };
}

async function readFacts(ctx: StoreCtx): Promise<Facts> {
  const { db } = ctx.store;
  const events = await facts.listEvents(db);
  const venues = await facts.listVenues(db);
  const suites = await facts.listSuites(db);
  const sections: Facts['sections'] = {};
  for (const { venueId, ...section } of await facts.listSections(db)) {
    sections[venueId] = [...(sections[venueId] ?? []), section];
  }
  return {
    ...(await readSettings(ctx)),
    accessibleClasses: (await settingOf(ctx, 'inventory')).accessibleClasses,
    events: new Map(events.map((row) => [row.code, toEvent(row)])),
    venues: new Map(venues.map(({ id, ...venue }) => [id, venue])),
    suites: new Map(suites.map(({ id, ...suite }) => [id, toSuite(suite)])),
    sections,
  };
}

async function readSettings(
  ctx: StoreCtx,
): Promise<Pick<SettingValues, 'brand' | 'languages' | 'page' | 'support' | 'legal' | 'prices'>> {
  return {
    brand: await settingOf(ctx, 'brand'),
    languages: await settingOf(ctx, 'languages'),
    page: await settingOf(ctx, 'page'),
    support: await settingOf(ctx, 'support'),
    legal: await settingOf(ctx, 'legal'),
    prices: await settingOf(ctx, 'prices'),
  };
}

function toEvent(row: Awaited<ReturnType<typeof facts.listEvents>>[number]): CatalogEvent {
  const { dateState, localDate, timeState, localTime, startsAt, onSaleAt, offSaleAt, ...event } = row;
  return {
    ...event,
    hasVenue: event.venueId !== null,
    date: dateState === 'set' ? { state: 'set', on: localDate ?? '' } : { state: dateState },
    time: timeState === 'set' ? { state: 'set', at: localTime ?? '' } : { state: timeState },
    startsAt: startsAt?.getTime() ?? null,
    onSaleAt: onSaleAt?.getTime() ?? null,
    offSaleAt: offSaleAt?.getTime() ?? null,
  };
}

type SuiteRow = Omit<Awaited<ReturnType<typeof facts.listSuites>>[number], 'id'>;

/** Its own text and image where it has some, else those of its type. */
function toSuite({ typeName, typeDescription, typeImage, capacity, ...suite }: SuiteRow) {
  return {
    ...suite,
    capacity: capacity ?? 0,
    type: typeName,
    description: { ...typeDescription, ...suite.description },
    image: suite.image ?? typeImage,
  };
}

async function readAmounts(ctx: StoreCtx, known: Grid, wanted: Wanted['amounts']): Promise<Grid> {
  if (!hasAny(wanted)) return known;
  const found = await inventory.listAmounts(ctx.store.db, wanted === 'all' ? null : [...wanted]);
  const cells = found.map(({ eventCode, priceCode, ticketTypeCode, amountCents }) => ({
    eventCode,
    column: `${priceCode}\n${ticketTypeCode}`,
    value: amountCents,
  }));
  return replaceRows(wanted === 'all' ? { ...known, columns: new Map() } : known, wanted, cells);
}

async function readSeats(ctx: StoreCtx, known: Seats, { seats: wanted, readings }: Wanted): Promise<Seats> {
  const eventCodes = wanted === 'all' ? null : [...wanted];
  const isAsked = hasAny(wanted);
  if (!isAsked && !readings) return known;
  const readAt = await readReadings(ctx, known.readAt, readings ? null : eventCodes);
  if (!isAsked) return { ...known, readAt };
  const found = await inventory.listCounts(ctx.store.db, eventCodes);
  const cells = found.flatMap(({ eventCode, sectionName, counts }) =>
    counts.map(([className, priceCode, count]) => ({
      eventCode,
      column: `${sectionName}\n${className}\n${priceCode}`,
      value: count,
    })),
  );
  const counts = wanted === 'all' ? { ...known.counts, columns: new Map<string, number>() } : known.counts;
  return { counts: replaceRows(counts, wanted, cells), readAt };
}

async function readReadings(
  ctx: StoreCtx,
  known: Seats['readAt'],
  eventCodes: string[] | null,
): Promise<Seats['readAt']> {
  const readAt = new Map(eventCodes === null ? [] : known);
  for (const { eventCode, readAt: at } of await inventory.listReadings(ctx.store.db, eventCodes)) {
    readAt.set(eventCode, at?.getTime() ?? null);
  }
  return readAt;
}
