import { z } from 'zod';
import { execute, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

const Step = z.enum(['offer', 'choice', 'seats', 'review']);
const Counted = z.object({
  onDay: z.string(),
  programId: z.uuid(),
  partId: z.uuid(),
  step: Step,
  viewCount: z.int(),
});
export type CountedViews = z.infer<typeof Counted>;

const addStatement = storeSql({
  name: 'insights.add_views',
  params: { views: jsonb(z.array(Counted)) },
  text: `
    insert into store.insight_views (on_day, program_id, part_id, step, view_count)
    select given."onDay", given."programId", given."partId", given.step, given."viewCount"
    from jsonb_to_recordset($views) as given (
      "onDay" date, "programId" uuid, "partId" uuid, step text, "viewCount" integer
    )
    order by 1, 2, 3, 4
    on conflict (on_day, program_id, part_id, step) do update
    set view_count = insight_views.view_count + excluded.view_count`,
});

/** Always in the same order, so that two processes never wait for each other. */
export async function add(db: StoreDb, views: CountedViews[]): Promise<void> {
  await execute(db, addStatement, { views });
}

const sumStatement = storeSql({
  name: 'insights.sum_views',
  params: { firstOn: z.string(), lastOn: z.string() },
  row: z.object({ programId: z.uuid(), partId: z.uuid(), step: Step, viewCount: z.bigint() }),
  text: `
    select program_id, part_id, step, sum(view_count)::bigint as view_count
    from store.insight_views
    where on_day between $firstOn::date and $lastOn::date
    group by program_id, part_id, step`,
});

/** Over days, first and last included. `partId` is the program's own id for pages of the program itself. */
export async function sum(db: StoreDb, of: { firstOn: string; lastOn: string }) {
  return rows(db, sumStatement, of);
}
