import { z } from 'zod';
import { execute, maybeRow, row, rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const upsertStatement = storeSql({
  name: 'fans.upsert',
  params: { id: z.uuid(), vendorAccountId: z.string(), email: z.string(), name: z.string(), createdAt: z.date() },
  row: z.object({ id: z.uuid() }),
  text: `
    insert into store.fans (id, vendor_account_id, email, name, created_at)
    values ($id, $vendorAccountId, $email, $name, $createdAt)
    on conflict (vendor_account_id) do update
    set email = excluded.email,
        name = excluded.name
    returning id`,
});

/** The id the fan of this vendor account has now. */
export async function upsert(
  db: StoreDb,
  fan: { id: string; vendorAccountId: string; email: string; name: string; createdAt: Date },
): Promise<string> {
  return (await row(db, upsertStatement, fan)).id;
}

const deleteGroupsStatement = storeSql({
  name: 'fans.delete_groups',
  params: { fanId: z.uuid() },
  text: `
    delete from store.fan_groups
    where fan_id = $fanId`,
});

const insertGroupsStatement = storeSql({
  name: 'fans.insert_groups',
  params: { fanId: z.uuid(), accountGroups: z.array(z.string()) },
  text: `
    insert into store.fan_groups (fan_id, account_group)
    select distinct $fanId::uuid, account_group
    from unnest($accountGroups::text[]) as account_group`,
});

export async function replaceGroups(
  db: StoreDb,
  { fanId, accountGroups }: { fanId: string; accountGroups: readonly string[] },
): Promise<void> {
  await execute(db, deleteGroupsStatement, { fanId });
  await execute(db, insertGroupsStatement, { fanId, accountGroups: [...accountGroups] });
}

const GroupSize = z.object({ accountGroup: z.string(), size: z.int() });

const groupSizesStatement = storeSql({
  name: 'fans.group_sizes',
  params: {},
  row: GroupSize,
  text: `
    select account_group, count(*)::integer as size
    from store.fan_groups
    group by account_group`,
});

export async function listGroupSizes(db: StoreDb): Promise<z.infer<typeof GroupSize>[]> {
  return rows(db, groupSizesStatement, {});
}

const findStatement = storeSql({
  name: 'fans.find',
  params: { id: z.uuid() },
  row: z.object({
    id: z.uuid(),
    vendorAccountId: z.string(),
    email: z.string(),
    name: z.string(),
    accountGroups: z.array(z.string()),
  }),
  text: `
    select
      id, vendor_account_id, email, name,
      array(
        select account_group
        from store.fan_groups
        where fan_groups.fan_id = fans.id
        order by account_group) as account_groups
    from store.fans
    where id = $id`,
});

export async function find(db: StoreDb, id: string) {
  return maybeRow(db, findStatement, { id });
}

const listStatement = storeSql({
  name: 'fans.list',
  params: { ids: z.array(z.uuid()) },
  row: z.object({ id: z.uuid(), vendorAccountId: z.string(), email: z.string(), name: z.string() }),
  text: `
    select id, vendor_account_id, email, name
    from store.fans
    where id = any ($ids)`,
});

/** In no order, without their groups. */
export async function list(db: StoreDb, ids: readonly string[]) {
  return rows(db, listStatement, { ids: [...ids] });
}

const idsByEmailStatement = storeSql({
  name: 'fans.ids_by_email',
  params: { email: z.string() },
  row: z.object({ id: z.uuid() }),
  text: `
    select id
    from store.fans
    where lower(email) = $email`,
});

/** Of an address in lower case; accounts may share one. */
export async function idsByEmail(db: StoreDb, email: string): Promise<string[]> {
  return (await rows(db, idsByEmailStatement, { email })).map(({ id }) => id);
}

/** `no key`: whoever writes an order of the fan, or signs in, need not wait. */
const holdStatement = storeSql({
  name: 'fans.hold',
  isHot: true,
  params: { id: z.uuid() },
  text: `
    select
    from store.fans
    where id = $id
    for no key update`,
});

export async function hold(db: StoreDb, id: string): Promise<void> {
  await execute(db, holdStatement, { id });
}
