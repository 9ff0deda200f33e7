import { z } from 'zod';
import { LocalText, PackStructure, ProgramType, Tier } from '../../../shared/contract/program-content.ts';
import { row, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

const { id, name, eventCodes, isHidden } = Tier.shape;
/** The parts of the documents that are read here. */
const TierHead = z.object({ id, name, eventCodes, isHidden });
const PackHead = z.object({ id: z.uuid(), isHidden: z.boolean(), tiers: z.array(TierHead) });
const Ranges = z.array(z.object({ onDay: z.string(), from: z.string(), until: z.string() }));

const releasesStatement = storeSql({
  name: 'insights.releases_of',
  params: { from: z.date(), until: z.date() },
  row: z.object({
    id: z.uuid(),
    programType: ProgramType,
    packStructure: PackStructure,
    packs: jsonb(z.array(PackHead)),
  }),
  text: `
    select
      id,
      content -> 'definition' ->> 'type' as program_type,
      content -> 'definition' ->> 'packStructure' as pack_structure,
      content -> 'packs' -> 'packs' as packs
    from store.releases
    where id in (
      select release_id
      from store.carts
      where created_at >= $from
        and created_at < $until
      union
      select release_id
      from store.orders
      where sold_at >= $from
        and sold_at < $until
    )`,
});

/** The releases by which fans chose and bought in a time, with their packs. */
export async function listReleases(db: StoreDb, of: { from: Date; until: Date }) {
  return rows(db, releasesStatement, of);
}

const programsStatement = storeSql({
  name: 'insights.programs',
  params: {},
  row: z.object({ id: z.uuid(), name: z.string() }),
  text: `
    select id, name
    from store.programs
    order by created_at, id`,
});

export async function listPrograms(db: StoreDb) {
  return rows(db, programsStatement, {});
}

const choicesStatement = storeSql({
  name: 'insights.choices',
  params: { programIds: z.array(z.uuid()) },
  row: z.object({
    programId: z.uuid(),
    id: z.uuid(),
    kind: z.enum(['pack', 'package']),
    name: jsonb(LocalText),
    isHidden: z.boolean(),
    tiers: jsonb(z.array(TierHead.pick({ id: true, name: true }))),
  }),
  text: `
    with choice as (
      select releases.program_id, releases.number, pack.id, 'pack' as kind, pack.name, pack."isHidden" as is_hidden, pack.tiers
      from store.releases
      cross join jsonb_to_recordset(releases.content -> 'packs' -> 'packs') as pack (
        id uuid, name jsonb, "isHidden" boolean, tiers jsonb
      )
      where releases.program_id = any ($programIds)
      union all
      select releases.program_id, releases.number, package.id, 'package', package.name, false, '[]'::jsonb
      from store.releases
      cross join jsonb_to_recordset(releases.content -> 'packages' -> 'packages') as package (id uuid, name jsonb)
      where releases.program_id = any ($programIds)
    )
    select distinct on (program_id, id) program_id, id, kind, name, is_hidden, tiers
    from choice
    order by program_id, id, number desc`,
});

/** Packs and packages of programs as their newest release that has them calls them. */
export async function listChoices(db: StoreDb, programIds: string[]) {
  return rows(db, choicesStatement, { programIds });
}

const eventsStatement = storeSql({
  name: 'insights.events',
  params: {},
  row: z.object({ code: z.string(), name: z.string(), startsAt: z.date().nullable(), sortsAt: z.date().nullable() }),
  text: `
    select code, name, starts_at, sorts_at
    from store.events`,
});

export async function listEvents(db: StoreDb) {
  return rows(db, eventsStatement, {});
}

const intervalsStatement = storeSql({
  name: 'insights.intervals',
  params: { programIds: z.array(z.uuid()), from: z.date(), until: z.date() },
  row: z.object({ programId: z.uuid(), startsAt: z.date(), endsAt: z.date().nullable() }),
  text: `
    select program_id, starts_at, ends_at
    from store.activations
    where program_id = any ($programIds)
      and starts_at < $until
      and (ends_at is null or ends_at > $from)
    order by starts_at`,
});

/** When programs were active, within a time; not cut to it. */
export async function listIntervals(db: StoreDb, of: { programIds: string[]; from: Date; until: Date }) {
  return rows(db, intervalsStatement, of);
}

const shownStatement = storeSql({
  name: 'insights.shown_parts',
  params: { from: z.date(), until: z.date() },
  row: z.object({ programId: z.uuid(), choiceIds: z.array(z.uuid()) }),
  text: `
    with shown as (
      select distinct release_id
      from store.activations
      where starts_at < $until
        and (ends_at is null or ends_at > $from)
    )
    select
      releases.program_id,
      array(
        select choice.id
        from jsonb_to_recordset((releases.content -> 'packs' -> 'packs') || (releases.content -> 'packages' -> 'packages'))
          as choice (id uuid)
      ) as choice_ids
    from store.releases
    join shown on shown.release_id = releases.id`,
});

/** What fans could look at in a time: programs with their packs and packages. */
export async function listShown(db: StoreDb, of: { from: Date; until: Date }) {
  return rows(db, shownStatement, of);
}

const firstStatement = storeSql({
  name: 'insights.first_instant',
  params: {},
  row: z.object({ at: z.date().nullable() }),
  text: `
    select least((select min(created_at) from store.carts), (select min(sold_at) from store.orders)) as at`,
});

/** When the first cart was begun, or the first order sold; null before that. */
export async function firstInstant(db: StoreDb): Promise<Date | null> {
  return (await row(db, firstStatement, {})).at;
}

const changedStatement = storeSql({
  name: 'insights.changed_days',
  params: { days: jsonb(Ranges.element.extend({ since: z.string(), withCarts: z.boolean() }).array()) },
  row: z.object({ onDay: z.string() }),
  text: `
    select given."onDay" as on_day
    from jsonb_to_recordset($days) as given (
      "onDay" date, "from" timestamptz, "until" timestamptz, "since" timestamptz, "withCarts" boolean
    )
    where exists (
      select
      from store.orders
      where sold_at >= given."from"
        and sold_at < given."until"
        and checked_at >= given."since"
    )
    or (given."withCarts" and exists (
      select
      from store.carts
      where created_at >= given."from"
        and created_at < given."until"
        and updated_at >= given."since"
    ))
    order by 1`,
});

export type KnownDay = { onDay: string; from: string; until: string; since: string; withCarts: boolean };

/** Those of the days on which an order was sold that was looked at since, or a cart begun that changed since. */
export async function listChanged(db: StoreDb, days: KnownDay[]): Promise<string[]> {
  return (await rows(db, changedStatement, { days })).map(({ onDay }) => onDay);
}
