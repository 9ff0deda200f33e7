import { z } from 'zod';
import { type PlatformDb, rows } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';

/** The stores connected to these accounts, in the order of their keys. */
export function listStores(db: PlatformDb, accountIds: string[]) {
  return rows(db, storesOf, { accountIds });
}

const storesOf = platformSql({
  name: 'vendors.stores_of_accounts',
  params: { accountIds: z.array(z.uuid()) },
  row: z.object({ accountId: z.uuid(), key: z.string(), name: z.string() }),
  text: `
    select vendor_connections.account_id, stores.key, stores.name
    from platform.vendor_connections
    join platform.stores on stores.id = vendor_connections.store_id
    where vendor_connections.account_id = any ($accountIds)
    order by stores.key`,
});
