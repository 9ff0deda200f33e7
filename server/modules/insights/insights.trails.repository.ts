import { z } from 'zod';
import { execute, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';
import type { Trail } from './insights.types.ts';

const Trails = z.array(
  z.object({
    cartId: z.uuid(),
    eventCode: z.string(),
    heldAt: z.string().nullable(),
    lostAt: z.string().nullable(),
    refusedAt: z.string().nullable(),
    goneAt: z.string().nullable(),
  }),
);

const noteStatement = storeSql({
  name: 'insights.note_trails',
  params: { trails: jsonb(Trails), at: z.date() },
  text: `
    insert into store.insight_trails (cart_id, event_code, held_at, lost_at, refused_at, gone_at, noted_at)
    select given."cartId", given."eventCode", given."heldAt", given."lostAt", given."refusedAt",
      given."goneAt", $at
    from jsonb_to_recordset($trails) as given (
      "cartId" uuid, "eventCode" text, "heldAt" timestamptz, "lostAt" timestamptz, "refusedAt" timestamptz,
      "goneAt" timestamptz
    )
    on conflict (cart_id, event_code) do update
    set held_at = coalesce(insight_trails.held_at, excluded.held_at),
      lost_at = case
        when excluded.lost_at is not null then excluded.lost_at
        when excluded.held_at > insight_trails.lost_at then null
        else insight_trails.lost_at
      end,
      refused_at = coalesce(insight_trails.refused_at, excluded.refused_at),
      gone_at = coalesce(insight_trails.gone_at, excluded.gone_at),
      noted_at = excluded.noted_at
    where (insight_trails.held_at is null and excluded.held_at is not null)
      or (insight_trails.lost_at is not null and excluded.held_at > insight_trails.lost_at)
      or excluded.lost_at > coalesce(insight_trails.lost_at, '-infinity')
      or (insight_trails.refused_at is null and excluded.refused_at is not null)
      or (insight_trails.gone_at is null and excluded.gone_at is not null)`,
});

/** Each game of a cart once. What is known already stays; seats held after a loss are not lost any more. */
export async function note(db: StoreDb, of: { trails: Trail[]; at: Date }): Promise<void> {
  await execute(db, noteStatement, of);
}
