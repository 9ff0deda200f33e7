import { z } from 'zod';
import { execute, maybeRow, type PlatformDb, row } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';

const Locked = z.object({
  id: z.uuid(),
  state: z.enum(['active', 'suspended', 'removing']),
  name: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  locale: z.enum(['en', 'es', 'fr']),
  suspendedReason: z.string().nullable(),
  removalRequestedAt: z.date().nullable(),
  removalReason: z.string().nullable(),
  exportedAt: z.date().nullable(),
  firstSaleAt: z.date().nullable(),
  createdAt: z.date(),
  version: z.int(),
});
export type LockedStore = z.infer<typeof Locked>;

const lockStatement = platformSql({
  name: 'stores.lock',
  params: { id: z.uuid() },
  row: Locked,
  text: `
    select
      id, state, name, time_zone, currency, locale, suspended_reason, removal_requested_at, removal_reason,
      exported_at, first_sale_at, created_at, version
    from platform.stores
    where id = $id
    for update`,
});

/** Keeps the store as it is until the transaction ends; null when it was removed. */
export async function lock(db: PlatformDb, id: string): Promise<LockedStore | null> {
  return maybeRow(db, lockStatement, { id });
}

const holdStatement = platformSql({
  name: 'stores.hold',
  isHot: true,
  params: { id: z.uuid() },
  row: Locked.pick({ state: true }),
  text: `
    select state
    from platform.stores
    where id = $id
    for share`,
});

/** Keeps the store's state until the transaction ends, beside others that do the same; null when it was removed. */
export async function hold(db: PlatformDb, id: string): Promise<Pick<LockedStore, 'state'> | null> {
  return maybeRow(db, holdStatement, { id });
}

const Version = z.object({ version: z.int() });

const editStatement = platformSql({
  name: 'stores.edit',
  params: { id: z.uuid(), name: z.string(), timeZone: z.string(), currency: z.string(), locale: z.string() },
  row: Version,
  text: `
    update platform.stores
    set name = $name,
        time_zone = $timeZone,
        currency = $currency,
        locale = $locale,
        version = version + 1
    where id = $id
    returning version`,
});

/** The new version. */
export async function edit(
  db: PlatformDb,
  store: Pick<LockedStore, 'id' | 'name' | 'timeZone' | 'currency' | 'locale'>,
): Promise<number> {
  return (await row(db, editStatement, store)).version;
}

const suspendStatement = platformSql({
  name: 'stores.suspend',
  params: { id: z.uuid(), at: z.date(), reason: z.string() },
  row: Version,
  text: `
    update platform.stores
    set suspended_at = $at,
        suspended_reason = $reason,
        version = version + 1
    where id = $id
    returning version`,
});

export async function suspend(db: PlatformDb, act: { id: string; at: Date; reason: string }): Promise<number> {
  return (await row(db, suspendStatement, act)).version;
}

const resumeStatement = platformSql({
  name: 'stores.resume',
  params: { id: z.uuid() },
  row: Version,
  text: `
    update platform.stores
    set suspended_at = null,
        suspended_reason = null,
        version = version + 1
    where id = $id
    returning version`,
});

export async function resume(db: PlatformDb, id: string): Promise<number> {
  return (await row(db, resumeStatement, { id })).version;
}

const touchStatement = platformSql({
  name: 'stores.touch',
  params: { id: z.uuid() },
  row: Version,
  text: `
    update platform.stores
    set version = version + 1
    where id = $id
    returning version`,
});

/** A new version, because something that is answered with the store changed. */
export async function touch(db: PlatformDb, id: string): Promise<number> {
  return (await row(db, touchStatement, { id })).version;
}

const markSaleStatement = platformSql({
  name: 'stores.mark_sale',
  params: { id: z.uuid(), at: z.date() },
  text: `
    update platform.stores
    set first_sale_at = $at
    where id = $id
      and first_sale_at is null`,
});

/** Notes the first sale; later ones change nothing. */
export async function markSale(db: PlatformDb, sale: { id: string; at: Date }): Promise<void> {
  await execute(db, markSaleStatement, sale);
}
