import type { Client, Connection, FieldDef } from 'pg';
import { z } from 'zod';
import { camelCase, isJsonb, type Statement } from '../../server/core/sql.ts';

/** What PostgreSQL's catalogs say of types and columns. */
export type Catalog = {
  typeName: (oid: number) => string;
  /** The type of an array's elements; null for a type that is no array. */
  elementOf: (oid: number) => number | null;
  /** True and false for a column of a table; null for anything computed, or of a view. */
  isNotNull: (field: FieldDef) => boolean | null;
};

/** Every way in which the statement's zod types differ from what PostgreSQL makes of its text, in words. */
export async function faultsOf(client: Client, catalog: Catalog, statement: Statement): Promise<string[]> {
  const found = await describe(client, statement.text).catch((error: Error) => error);
  const faults =
    found instanceof Error
      ? [`PostgreSQL refuses it: ${found.message}`]
      : [...paramFaults(catalog, statement, found.params), ...columnFaults(catalog, statement, found.columns)];
  return faults.map((fault) => `${statement.name}: ${fault}`);
}

export async function readCatalog(client: Client): Promise<Catalog> {
  const types = await client.query<{ oid: number; name: string }>(
    `select oid::integer, format_type(oid, null) as name from pg_type`,
  );
  const arrays = await client.query<{ oid: number; element: number }>(
    `select oid::integer, typelem::integer as element from pg_type where typcategory = 'A'`,
  );
  const elements = new Map(arrays.rows.map(({ oid, element }) => [oid, element]));
  const columns = await client.query<{ key: string; notNull: boolean }>(
    `select attrelid || ':' || attnum as key, attnotnull as "notNull"
     from pg_attribute join pg_class on pg_class.oid = attrelid
     where relkind in ('r', 'p') and attnum > 0`,
  );
  const names = new Map(types.rows.map(({ oid, name }) => [oid, name]));
  const byColumn = new Map(columns.rows.map(({ key, notNull }) => [key, notNull]));
  return {
    typeName: (oid) => names.get(oid) ?? String(oid),
    elementOf: (oid) => elements.get(oid) ?? null,
    isNotNull: ({ tableID, columnID }) => byColumn.get(`${tableID}:${columnID}`) ?? null,
  };
}

type Description = { params: number[]; columns: FieldDef[] };

/** Parse and Describe of the extended protocol: PostgreSQL plans nothing and runs nothing. */
function describe(client: Client, text: string): Promise<Description> {
  return new Promise((resolve, reject) => {
    const found: Description = { params: [], columns: [] };
    client.connection.once('parameterDescription', ({ dataTypeIDs }: { dataTypeIDs: number[] }) => {
      found.params = dataTypeIDs;
    });
    let failure: Error | null = null;
    client.query({
      submit(connection: Connection) {
        connection.parse({ name: '', text, types: [] }, true);
        connection.describe({ type: 'S', name: '' }, true);
        connection.sync();
      },
      handleRowDescription({ fields }: { fields: FieldDef[] }) {
        found.columns = fields;
      },
      handleError(error: Error) {
        failure = error;
        client.connection.removeAllListeners('parameterDescription');
        reject(failure);
      },
      handleReadyForQuery() {
        resolve(found);
      },
    });
  });
}

function paramFaults(catalog: Catalog, { paramNames, params }: Statement, oids: readonly number[]): string[] {
  return paramNames.flatMap((name, index) => {
    const schema = params[name];
    const fault = schema === undefined ? 'is not declared' : typeFault(catalog, schema, oids[index] ?? 0, wider);
    return fault === null ? [] : [`parameter ${name} ${fault}`];
  });
}

function columnFaults(catalog: Catalog, statement: Statement, fields: readonly FieldDef[]): string[] {
  if (statement.row === null) {
    return fields.length === 0 ? [] : ['it answers columns and declares no row: give it a row, or select nothing'];
  }
  const shape: Record<string, z.core.$ZodType> = statement.row.shape;
  const names = fields.map((field) => camelCase(field.name));
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const missing = Object.keys(shape).filter((name) => !names.includes(name));
  return [
    ...twice.map((name) => `two columns are called ${name}`),
    ...missing.map((name) => `the row has ${name}, which is no column of the answer`),
    ...fields.flatMap((field) => columnFault(catalog, statement, shape[camelCase(field.name)], field)),
  ];
}

function columnFault(
  catalog: Catalog,
  { text }: Statement,
  schema: z.core.$ZodType | undefined,
  field: FieldDef,
): string[] {
  const name = camelCase(field.name);
  if (schema === undefined) return [`column ${name} is not in the row`];
  const wrongType = typeFault(catalog, schema, field.dataTypeID);
  const notNull = catalog.isNotNull(field);
  const faults = wrongType === null ? [] : [`column ${name} ${wrongType}`];
  if (notNull === false && !isNullable(schema)) faults.push(`column ${name} can be null, and its type says it cannot`);
  if (notNull === true && isNullable(schema) && !mayAddNulls.test(text)) {
    faults.push(`column ${name} is never null, and its type says it can be`);
  }
  return faults;
}

const mayAddNulls = /\b(left|right|full)\s+(outer\s+)?join\b|\bunion\b/;

/** An integer that is sent may arrive in a type that holds more. */
const wider: Record<string, string> = { bigint: 'integer', numeric: 'integer', 'double precision': 'integer' };

/** What is wrong with a zod type for a PostgreSQL type; null when they agree. */
function typeFault(
  catalog: Catalog,
  schema: z.core.$ZodType,
  oid: number,
  same: Readonly<Record<string, string>> = {},
): string | null {
  const type = catalog.typeName(oid);
  if (isJsonb(schema)) return type === 'jsonb' || type === 'json' ? null : `is ${type}, and its type says jsonb`;
  if (isNullableType(schema)) return typeFault(catalog, schema.unwrap(), oid, same);
  if (schema instanceof z.ZodArray) {
    const element = catalog.elementOf(oid);
    return element === null
      ? `is ${type}, and its type says a list`
      : typeFault(catalog, schema.element, element, same);
  }
  if (type === 'timestamp without time zone') return 'has no time zone: use timestamptz(3)';
  const allowed = typesFor(schema);
  if (allowed === null)
    return `has a type that is not plain (${schema instanceof z.ZodType ? schema.def.type : 'unknown'}): rows and parameters are not converted`;
  return allowed.includes(type) || allowed.includes(same[type] ?? '')
    ? null
    : `is ${type}, and its type says ${allowed.slice(0, 2).join(' or ')}`;
}

/** Types that come as text and go as text. */
const texts = ['text', 'character varying', 'numeric', 'date', 'xid8', 'inet', 'tstzrange', 'interval', 'name'];

function typesFor(schema: z.core.$ZodType): string[] | null {
  if (schema instanceof z.ZodUUID) return ['uuid'];
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) return texts;
  if (schema instanceof z.ZodEnum) return ['text'];
  if (schema instanceof z.ZodLiteral) return typeof schema.value === 'string' ? ['text'] : null;
  if (schema instanceof z.ZodNumber)
    return schema.format?.includes('int') ? ['integer', 'smallint'] : ['double precision', 'real'];
  if (schema instanceof z.ZodBigInt) return ['bigint'];
  if (schema instanceof z.ZodBoolean) return ['boolean'];
  if (schema instanceof z.ZodDate) return ['timestamp with time zone'];
  return schema instanceof z.ZodCustom ? ['bytea'] : null;
}

function isNullable(schema: z.core.$ZodType): boolean {
  return isNullableType(schema);
}

function isNullableType(schema: z.core.$ZodType): schema is z.ZodNullable {
  return schema instanceof z.ZodNullable;
}
