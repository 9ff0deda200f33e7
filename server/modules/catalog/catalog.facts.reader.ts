import { z } from 'zod';
import { Image, LocalText } from '../../../shared/contract/program-content.ts';
import { rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

const eventsStatement = storeSql({
  name: 'catalog.events',
  params: {},
  row: z.object({
    code: z.string(),
    name: z.string(),
    state: z.enum(['draft', 'published', 'archived']),
    venueId: z.uuid().nullable(),
    opponent: z.string().nullable(),
    description: jsonb(LocalText),
    image: jsonb(Image).nullable(),
    dateState: z.enum(['set', 'tbd', 'tba']),
    localDate: z.string().nullable(),
    timeState: z.enum(['set', 'tbd', 'tba']),
    localTime: z.string().nullable(),
    startsAt: z.date().nullable(),
    onSaleAt: z.date().nullable(),
    offSaleAt: z.date().nullable(),
    isFeatured: z.boolean(),
    minSeats: z.int(),
    maxSeats: z.int().nullable(),
    categories: z.array(z.string()),
  }),
  text: `
    select
      code, name, state, venue_id, opponent, description, image, date_state, local_date, time_state, local_time,
      starts_at, on_sale_at, off_sale_at, is_featured, min_seats, max_seats,
      array(
        select categories.name
        from store.event_categories
        join store.categories on categories.id = event_categories.category_id
        where event_categories.event_id = events.id
        order by categories.sort_order
      ) as categories
    from store.events`,
});

export async function listEvents(db: StoreDb) {
  return rows(db, eventsStatement, {});
}

const venuesStatement = storeSql({
  name: 'catalog.venues',
  params: {},
  row: z.object({ id: z.uuid(), name: z.string(), city: z.string(), timeZone: z.string() }),
  text: `
    select id, name, city, time_zone
    from store.venues`,
});

export async function listVenues(db: StoreDb) {
  return rows(db, venuesStatement, {});
}

const sectionsStatement = storeSql({
  name: 'catalog.sections',
  params: {},
  row: z.object({ venueId: z.uuid(), sectionName: z.string(), displayName: z.string(), level: z.string() }),
  text: `
    select venue_id, section_name, display_name, level
    from store.venue_sections
    order by venue_id, sort_order, section_name`,
});

/** Of each venue in their order. */
export async function listSections(db: StoreDb) {
  return rows(db, sectionsStatement, {});
}

const suitesStatement = storeSql({
  name: 'catalog.suites',
  params: {},
  row: z.object({
    id: z.uuid(),
    venueId: z.uuid(),
    name: z.string(),
    description: jsonb(LocalText),
    image: jsonb(Image).nullable(),
    partialSizes: z.array(z.int()),
    typeName: z.string().nullable(),
    typeDescription: jsonb(LocalText).nullable(),
    typeImage: jsonb(Image).nullable(),
    capacity: z.int().nullable(),
  }),
  text: `
    select
      suites.id, suites.venue_id, suites.name, suites.description, suites.image, suites.partial_sizes,
      suite_types.name as type_name,
      suite_types.description as type_description,
      suite_types.image as type_image,
      (
        select sum(last_seat - first_seat + 1)::integer
        from store.suite_seats
        where suite_seats.suite_id = suites.id
          and not is_overflow
      ) as capacity
    from store.suites
    left join store.suite_types on suite_types.id = suites.suite_type_id
    where not suites.is_archived`,
});

/** With what they have of their type. */
export async function listSuites(db: StoreDb) {
  return rows(db, suitesStatement, {});
}
