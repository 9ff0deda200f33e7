import { z } from 'zod';
import { EventState } from '../../../shared/contract/events.ts';
import { Image, LocalText } from '../../../shared/contract/program-content.ts';
import { execute, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

const Decided = z.enum(['set', 'tbd', 'tba']);
const fields = {
  id: z.uuid(),
  name: z.string(),
  venueId: z.uuid().nullable(),
  opponent: z.string().nullable(),
  description: jsonb(LocalText),
  image: jsonb(Image).nullable(),
  dateState: Decided,
  localDate: z.string().nullable(),
  timeState: Decided,
  localTime: z.string().nullable(),
  startsAt: z.date().nullable(),
  estimatedAt: z.date().nullable(),
  sortsAt: z.date().nullable(),
  onSaleAt: z.date().nullable(),
  offSaleAt: z.date().nullable(),
  isFeatured: z.boolean(),
  minSeats: z.int(),
  maxSeats: z.int().nullable(),
};
const Fields = z.object(fields);
/** What is written; `id` names the event. */
export type FieldsRow = z.infer<typeof Fields>;

const Event = Fields.extend({
  code: z.string(),
  state: EventState,
  publishedAt: z.date().nullable(),
  createdAt: z.date(),
  version: z.int(),
  categoryIds: z.array(z.uuid()),
});
export type EventRow = z.infer<typeof Event>;

const findStatement = storeSql({
  name: 'events.find',
  params: { ids: z.array(z.uuid()) },
  row: Event,
  text: `
    select
      id, code, name, state, venue_id, opponent, description, image, date_state, local_date, time_state, local_time,
      starts_at, estimated_at, sorts_at, on_sale_at, off_sale_at, is_featured, min_seats, max_seats,
      published_at, created_at, version,
      array(
        select categories.id
        from store.event_categories
        join store.categories on categories.id = event_categories.category_id
        where event_categories.event_id = events.id
        order by categories.sort_order) as category_ids
    from store.events
    where id = any($ids)`,
});

/** Those that exist, in no order. */
export async function find(db: StoreDb, ids: readonly string[]): Promise<EventRow[]> {
  return rows(db, findStatement, { ids: [...ids] });
}

const listStatement = storeSql({
  name: 'events.list',
  params: {
    state: EventState.nullable(),
    includeArchived: z.boolean(),
    venueId: z.uuid().nullable(),
    categoryId: z.uuid().nullable(),
    isFeatured: z.boolean().nullable(),
    code: z.string().nullable(),
    from: z.date().nullable(),
    until: z.date().nullable(),
    text: z.string().nullable(),
    afterAt: z.date().nullable(),
    afterId: z.uuid().nullable(),
    limit: z.int(),
  },
  row: Event,
  text: `
    select
      id, code, name, state, venue_id, opponent, description, image, date_state, local_date, time_state, local_time,
      starts_at, estimated_at, sorts_at, on_sale_at, off_sale_at, is_featured, min_seats, max_seats,
      published_at, created_at, version,
      array(
        select categories.id
        from store.event_categories
        join store.categories on categories.id = event_categories.category_id
        where event_categories.event_id = events.id
        order by categories.sort_order) as category_ids
    from store.events
    where ($state::text is null or state = $state)
      and ($includeArchived::boolean or state <> 'archived')
      and ($venueId::uuid is null or venue_id = $venueId)
      and ($categoryId::uuid is null or exists (
        select
        from store.event_categories
        where event_id = events.id
          and category_id = $categoryId))
      and ($isFeatured::boolean is null or is_featured = $isFeatured)
      and ($code::text is null or code = $code)
      and ($from::timestamptz is null or sorts_at >= $from)
      and ($until::timestamptz is null or sorts_at < $until)
      and ($text::text is null or position(lower($text) in lower(concat_ws(' ', code, name, opponent))) > 0)
      and ($afterId::uuid is null or
        (coalesce(sorts_at, 'infinity'), id) > (coalesce($afterAt::timestamptz, 'infinity'), $afterId))
    order by coalesce(sorts_at, 'infinity'), id
    limit $limit`,
});

export type Search = {
  state: EventState | null;
  includeArchived: boolean;
  venueId: string | null;
  categoryId: string | null;
  isFeatured: boolean | null;
  code: string | null;
  from: Date | null;
  until: Date | null;
  text: string | null;
  afterAt: Date | null;
  afterId: string | null;
  limit: number;
};

/** In the order of their place in time, those without one last; after one. */
export async function list(db: StoreDb, search: Search): Promise<EventRow[]> {
  return rows(db, listStatement, search);
}

const insertStatement = storeSql({
  name: 'events.insert',
  params: { ...fields, code: z.string(), createdAt: z.date() },
  text: `
    insert into store.events (
      id, code, name, state, venue_id, opponent, description, image, date_state, local_date, time_state, local_time,
      starts_at, estimated_at, sorts_at, on_sale_at, off_sale_at, is_featured, min_seats, max_seats, created_at)
    values (
      $id, $code, $name, 'draft', $venueId, $opponent, $description, $image, $dateState, $localDate, $timeState,
      $localTime, $startsAt, $estimatedAt, $sortsAt, $onSaleAt, $offSaleAt, $isFeatured, $minSeats, $maxSeats,
      $createdAt)
    on conflict (code) do nothing`,
});

/** False when an event has the code, also one that takes it at the same time. */
export async function insert(db: StoreDb, event: FieldsRow & { code: string; createdAt: Date }): Promise<boolean> {
  return (await execute(db, insertStatement, event)) === 1;
}

const updateStatement = storeSql({
  name: 'events.update',
  params: { ...fields, version: z.int() },
  text: `
    update store.events
    set name = $name,
        venue_id = $venueId,
        opponent = $opponent,
        description = $description,
        image = $image,
        date_state = $dateState,
        local_date = $localDate,
        time_state = $timeState,
        local_time = $localTime,
        starts_at = $startsAt,
        estimated_at = $estimatedAt,
        sorts_at = $sortsAt,
        on_sale_at = $onSaleAt,
        off_sale_at = $offSaleAt,
        is_featured = $isFeatured,
        min_seats = $minSeats,
        max_seats = $maxSeats,
        version = version + 1
    where id = $id
      and version = $version`,
});

/** False when the version is not the present one. */
export async function update(db: StoreDb, event: FieldsRow & { version: number }): Promise<boolean> {
  return (await execute(db, updateStatement, event)) === 1;
}

const clearCategoriesStatement = storeSql({
  name: 'events.clear_categories',
  params: { id: z.uuid() },
  text: `
    delete from store.event_categories
    where event_id = $id`,
});

const addCategoriesStatement = storeSql({
  name: 'events.add_categories',
  params: { id: z.uuid(), categoryIds: z.array(z.uuid()) },
  text: `
    insert into store.event_categories (event_id, category_id)
    select $id::uuid, category_id
    from unnest($categoryIds::uuid[]) as given (category_id)`,
});

export async function setCategories(db: StoreDb, event: { id: string; categoryIds: string[] }): Promise<void> {
  await execute(db, clearCategoriesStatement, { id: event.id });
  await execute(db, addCategoriesStatement, event);
}

const Fact = Event.pick({
  code: true,
  name: true,
  state: true,
  venueId: true,
  startsAt: true,
  offSaleAt: true,
  minSeats: true,
  maxSeats: true,
}).extend({ hasVenue: z.boolean() });

const listFactsStatement = storeSql({
  name: 'events.list_facts',
  params: {},
  row: Fact,
  text: `
    select code, name, state, venue_id, venue_id is not null as has_venue, starts_at, off_sale_at, min_seats, max_seats
    from store.events`,
});

export async function listFacts(db: StoreDb): Promise<z.infer<typeof Fact>[]> {
  return rows(db, listFactsStatement, {});
}
