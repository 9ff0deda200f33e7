import { z } from 'zod';
import { Drawing } from '../../../shared/contract/venues.ts';
import { maybeRow, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

const findDrawingStatement = storeSql({
  name: 'catalog.find_drawing',
  params: { venueId: z.uuid() },
  row: z.object({ drawing: jsonb(Drawing) }),
  text: `
    select drawing
    from store.venue_maps
    where venue_id = $venueId
      and is_default`,
});

/** Of the map that is shown; null when the venue has none. */
export async function findDrawing(db: StoreDb, venueId: string): Promise<Drawing | null> {
  return (await maybeRow(db, findDrawingStatement, { venueId }))?.drawing ?? null;
}
