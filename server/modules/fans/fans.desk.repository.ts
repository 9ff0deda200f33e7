import { z } from 'zod';
import { rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const searchStatement = storeSql({
  name: 'fans.search',
  params: {
    ids: z.array(z.uuid()).nullable(),
    text: z.string().nullable(),
    accountGroup: z.string().nullable(),
    beforeAt: z.date().nullable(),
    beforeId: z.uuid().nullable(),
    limit: z.int(),
  },
  row: z.object({
    id: z.uuid(),
    vendorAccountId: z.string(),
    email: z.string(),
    name: z.string(),
    createdAt: z.date(),
    accountGroups: z.array(z.string()),
  }),
  text: `
    select
      id, vendor_account_id, email, name, created_at,
      array(
        select account_group
        from store.fan_groups
        where fan_groups.fan_id = fans.id
        order by account_group) as account_groups
    from store.fans
    where ($ids::uuid[] is null or id = any ($ids))
    and (
      $text::text is null
      or position(lower($text) in lower(name)) > 0
      or position(lower($text) in lower(email)) > 0
      or vendor_account_id = $text
    )
    and ($accountGroup::text is null or exists (
      select
      from store.fan_groups
      where fan_groups.fan_id = fans.id
      and fan_groups.account_group = $accountGroup
    ))
    and ($beforeAt::timestamptz is null or (created_at, id) < ($beforeAt, $beforeId::uuid))
    order by created_at desc, id desc
    limit $limit`,
});

export type FanFilter = {
  ids: string[] | null;
  text: string | null;
  accountGroup: string | null;
  beforeAt: Date | null;
  beforeId: string | null;
  limit: number;
};

/** Newest first. */
export async function search(db: StoreDb, of: FanFilter) {
  return rows(db, searchStatement, of);
}
