import { Client } from 'pg';
import { type Migrations, readMigrations } from '../../server/core/migrate.ts';

/**
 * To make a store's schema takes PostgreSQL a quarter of a second, and the tests make hundreds. So the template
 * that they clone has some made beforehand by the same statements, and a store that a test makes is given one of them by
 * its new name; only when none is left, it is made then.
 */
const spares = 16;

const functions = `
  create schema spares;
  create table spares.statements (number integer primary key, text text not null);
  create table spares.free (schema_name text primary key);

  create function spares.fill(of text) returns void language plpgsql as $$
  declare
    statement text;
  begin
    for statement in select text from spares.statements order by number loop
      execute regexp_replace(statement, '\\mstore\\.', quote_ident(of) || '.', 'g');
    end loop;
  end $$;

  -- the product has made the schema, and nothing in it
  create function spares.take(of text) returns void language plpgsql as $$
  declare
    spare text;
  begin
    delete from spares.free
    where schema_name = (select schema_name from spares.free limit 1 for update skip locked)
    returning schema_name into spare;
    if spare is null then
      perform spares.fill(of);
    else
      execute format('drop schema %I', of);
      execute format('alter schema %I rename to %I', spare, of);
    end if;
  end $$`;

/** Into the template. */
export async function makeSpares(url: string, { store }: Migrations): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(functions);
    const statements = store.flatMap((migration) => migration.statements);
    await client.query(
      'insert into spares.statements (number, text) select number, text from unnest($1::text[]) with ordinality as all_of_them (text, number)',
      [statements],
    );
    for (let number = 1; number <= spares; number += 1) {
      const name = `spare_${number}`;
      await client.query(`create schema ${name}`);
      await client.query('select spares.fill($1)', [name]);
      await client.query('insert into spares.free (schema_name) values ($1)', [name]);
    }
  } finally {
    await client.end();
  }
}

/** The product's own, by file and sum, except that a new store takes a spare schema. */
export async function readTestMigrations(): Promise<Migrations> {
  const { platform, store } = await readMigrations('server/migrations');
  // what the product writes as `store.` becomes the quoted name of the schema
  const take = `select spares.take((parse_ident('store.taken'))[1])`;
  return {
    platform,
    store: store.map((migration, index) => ({ ...migration, statements: index === 0 ? [take] : [] })),
  };
}
