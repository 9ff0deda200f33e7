import { z } from 'zod';
import { execute, maybeRow, type PlatformDb, rows } from '../../core/db.ts';
import { jsonb, platformSql } from '../../core/sql.ts';

const Counted = z.array(z.tuple([z.int(), z.int()]).readonly()).readonly();
const SpentColumn = jsonb(z.object({ seconds: Counted, halfHours: Counted }));
const Usage = z.object({ spent: SpentColumn, waitingCount: z.int(), refusingUntil: z.date().nullable() });
export type UsageRow = z.output<typeof Usage>;

/** An account begins with nothing spent. */
export function insertUsage(db: PlatformDb, accountId: string, spent: UsageRow['spent']) {
  return execute(db, insertOne, { accountId, spent });
}

/** The account's budget, locked until the end of the transaction; null when the account is gone. */
export function lockUsage(db: PlatformDb, accountId: string) {
  return maybeRow(db, lockOne, { accountId });
}

export function findUsage(db: PlatformDb, accountId: string) {
  return maybeRow(db, findOne, { accountId });
}

export function saveUsage(
  db: PlatformDb,
  usage: { accountId: string; spent: UsageRow['spent']; waitingCount: number },
) {
  return execute(db, saveOne, usage);
}

/** Nobody calls before `until`, if nobody said a later time. */
export function refuseUntil(db: PlatformDb, of: { accountId: string; until: Date }) {
  return execute(db, setRefusing, of);
}

/** Takes those out of the line who did not come back. */
export function dropLapsed(db: PlatformDb, of: { accountId: string; now: Date }) {
  return execute(db, dropOfAccount, of);
}

/** The same for all accounts. */
export function dropAllLapsed(db: PlatformDb, now: Date) {
  return execute(db, dropOfAll, { now });
}

/** How many stand in line, by rank. */
export function countLine(db: PlatformDb, of: { accountId: string; now: Date }) {
  return rows(db, lineCounts, of);
}

/** How many stand before each of these in the whole line. */
export function findPlaces(db: PlatformDb, of: { accountId: string; keys: string[] }) {
  return rows(db, placesOf, of);
}

type Entries = { accountId: string; ranks: number[]; keys: string[] };

/** Puts them at the end of their ranks, in this order; who stands in line already keeps the place. */
export function join(db: PlatformDb, entries: Entries & { lapses: Date[]; joinedAt: Date }) {
  return execute(db, joinLine, entries);
}

export function leave(db: PlatformDb, entries: Entries) {
  return execute(db, leaveLine, entries);
}

const insertOne = platformSql({
  name: 'vendors.insert_usage',
  params: { accountId: z.uuid(), spent: SpentColumn },
  text: `
    insert into platform.vendor_usage (account_id, spent)
    values ($accountId, $spent)`,
});

const lockOne = platformSql({
  name: 'vendors.lock_usage',
  isHot: true,
  params: { accountId: z.uuid() },
  row: Usage,
  text: `
    select spent, waiting_count, refusing_until
    from platform.vendor_usage
    where account_id = $accountId
    for no key update`,
});

const findOne = platformSql({
  name: 'vendors.find_usage',
  params: { accountId: z.uuid() },
  row: Usage,
  text: `
    select spent, waiting_count, refusing_until
    from platform.vendor_usage
    where account_id = $accountId`,
});

const saveOne = platformSql({
  name: 'vendors.save_usage',
  isHot: true,
  params: { accountId: z.uuid(), spent: SpentColumn, waitingCount: z.int() },
  text: `
    update platform.vendor_usage
    set spent = $spent,
      waiting_count = $waitingCount
    where account_id = $accountId`,
});

const setRefusing = platformSql({
  name: 'vendors.refuse_until',
  params: { accountId: z.uuid(), until: z.date() },
  text: `
    update platform.vendor_usage
    set refusing_until = $until
    where account_id = $accountId
      and (refusing_until is null or refusing_until < $until)`,
});

const dropOfAccount = platformSql({
  name: 'vendors.drop_lapsed',
  params: { accountId: z.uuid(), now: z.date() },
  text: `
    delete from platform.vendor_line
    where account_id = $accountId
      and lapses_at <= $now`,
});

const dropOfAll = platformSql({
  name: 'vendors.drop_all_lapsed',
  params: { now: z.date() },
  text: `
    delete from platform.vendor_line
    where lapses_at <= $now`,
});

const lineCounts = platformSql({
  name: 'vendors.count_line',
  params: { accountId: z.uuid(), now: z.date() },
  row: z.object({ rank: z.int(), count: z.int() }),
  text: `
    select rank, count(*)::integer as count
    from platform.vendor_line
    where account_id = $accountId
      and lapses_at > $now
    group by rank`,
});

const placesOf = platformSql({
  name: 'vendors.find_places',
  params: { accountId: z.uuid(), keys: z.array(z.string()) },
  row: z.object({ rank: z.int(), key: z.string(), ahead: z.int() }),
  text: `
    select rank, key, ahead
    from (
      select rank, key, (row_number() over (order by rank, number))::integer - 1 as ahead
      from platform.vendor_line
      where account_id = $accountId
    ) as line
    where key = any ($keys)`,
});

const entries = { accountId: z.uuid(), ranks: z.array(z.int()), keys: z.array(z.string()) };

const joinLine = platformSql({
  name: 'vendors.join_line',
  params: { ...entries, lapses: z.array(z.date()), joinedAt: z.date() },
  text: `
    insert into platform.vendor_line (account_id, rank, key, joined_at, lapses_at)
    select $accountId, given.rank, given.key, $joinedAt, given.lapses_at
    from unnest($ranks::integer[], $keys::text[], $lapses::timestamptz[]) with ordinality
      as given (rank, key, lapses_at, position)
    order by given.position
    on conflict (account_id, rank, key) do update
    set lapses_at = excluded.lapses_at`,
});

const leaveLine = platformSql({
  name: 'vendors.leave_line',
  params: entries,
  text: `
    delete from platform.vendor_line
    using unnest($ranks::integer[], $keys::text[]) as given (rank, key)
    where vendor_line.account_id = $accountId
      and vendor_line.rank = given.rank
      and vendor_line.key = given.key`,
});
