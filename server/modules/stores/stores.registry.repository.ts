import { z } from 'zod';
import { type PlatformDb, rows } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';

const Facts = z.object({
  id: z.uuid(),
  key: z.string(),
  name: z.string(),
  clientId: z.uuid(),
  clientKey: z.string(),
  schemaName: z.string(),
  state: z.enum(['active', 'suspended', 'removing']),
  timeZone: z.string(),
  currency: z.string(),
  locale: z.enum(['en', 'es', 'fr']),
});

const everyStore = platformSql({
  name: 'stores.every_store',
  params: {},
  row: Facts,
  text: `
    select
      stores.id, stores.key, stores.name, stores.client_id, clients.key as client_key,
      stores.schema_name, stores.state, stores.time_zone, stores.currency, stores.locale
    from platform.stores
    join platform.clients on clients.id = stores.client_id
    order by stores.key`,
});

export function list(db: PlatformDb) {
  return rows(db, everyStore, {});
}
