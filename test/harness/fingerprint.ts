import { Client } from 'pg';

/**
 * Rows and content of every table of every schema, by name: equal before and after means nothing was changed. What no store
 * has taken of the schemas made beforehand is left out.
 */
export async function fingerprint(databaseUrl: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const statement = await client.query<{ text: string }>(`
      select string_agg(
        format(
          $$select %L as name, count(*) || ' rows ' || md5(coalesce(string_agg(line::text, ',' order by line::text), ''))
            as print from %I.%I as line$$,
          schemaname || '.' || tablename, schemaname, tablename),
        ' union all ') as text
      from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') and schemaname not like 'spare%'`);
    const prints = await client.query<{ name: string; print: string }>(statement.rows[0]?.text ?? '');
    return Object.fromEntries(prints.rows.map(({ name, print }) => [name, print]));
  } finally {
    await client.end();
  }
}
