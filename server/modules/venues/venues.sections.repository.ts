import { z } from 'zod';
import { execute, rows, type StoreDb, violatedConstraint } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const Section = z.object({ sectionName: z.string(), displayName: z.string(), level: z.string() });
export type SectionRow = z.infer<typeof Section>;

const listStatement = storeSql({
  name: 'venues.list_sections',
  params: { venueId: z.uuid() },
  row: Section,
  text: `
    select section_name, display_name, level
    from store.venue_sections
    where venue_id = $venueId
    order by sort_order`,
});

/** In their order. */
export async function listOf(db: StoreDb, venueId: string): Promise<SectionRow[]> {
  return rows(db, listStatement, { venueId });
}

const putStatement = storeSql({
  name: 'venues.put_sections',
  params: {
    venueId: z.uuid(),
    sectionNames: z.array(z.string()),
    displayNames: z.array(z.string()),
    levels: z.array(z.string()),
  },
  text: `
    insert into store.venue_sections (venue_id, section_name, display_name, level, sort_order)
    select $venueId::uuid, given.section_name, given.display_name, given.level, given.position::integer
    from unnest($sectionNames::text[], $displayNames::text[], $levels::text[]) with ordinality
      as given (section_name, display_name, level, position)
    on conflict (venue_id, section_name) do update
    set display_name = excluded.display_name,
        level = excluded.level,
        sort_order = excluded.sort_order`,
});

/** Adds or replaces sections, numbered in the order given. */
export async function put(db: StoreDb, venueId: string, sections: readonly SectionRow[]): Promise<void> {
  await execute(db, putStatement, {
    venueId,
    sectionNames: sections.map(({ sectionName }) => sectionName),
    displayNames: sections.map(({ displayName }) => displayName),
    levels: sections.map(({ level }) => level),
  });
}

const removeStatement = storeSql({
  name: 'venues.remove_section',
  params: { venueId: z.uuid(), sectionName: z.string() },
  text: `
    delete from store.venue_sections
    where venue_id = $venueId
      and section_name = $sectionName`,
});

/** False when suites have seats in it; the transaction can only roll back then. */
export async function remove(db: StoreDb, section: { venueId: string; sectionName: string }): Promise<boolean> {
  try {
    await execute(db, removeStatement, section);
    return true;
  } catch (error) {
    if (violatedConstraint(error) === 'suite_seats_venue_id_section_name_fkey') return false;
    throw error;
  }
}
