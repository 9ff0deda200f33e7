import { z } from 'zod';

export type Scope = 'platform' | 'store';
export type Shape = Record<string, z.ZodType>;

/**
 * Static SQL, registered when its module loads.
 *
 * Text says `platform.<table>` or `store.<table>`; `$name` is a parameter, declared in `params`. Columns are snake_case
 * and rows camelCase. One test has PostgreSQL describe every registered statement and compares parameters and columns
 * with the zod types (describe.test.ts).
 */
export type Statement<S extends Scope = Scope, P extends Shape = Shape, R extends Shape = Shape> = {
  readonly scope: Scope;
  readonly name: string;
  /** As PostgreSQL takes it, still with the `store.` token. */
  readonly text: string;
  readonly params: Shape;
  /** In the order of `$1…`. */
  readonly paramNames: readonly string[];
  /** Those of them that are `jsonb`. */
  readonly jsonParams: ReadonlySet<string>;
  readonly row: z.ZodObject | null;
  /** Prepared once per connection and store under its name; only for the few statements fans wait for. */
  readonly isHot: boolean;
  /** Carries the types; never has a value. */
  readonly types?: { scope: S; params: P; row: R };
};
export type ParamsOf<P extends Shape> = { [K in keyof P]: z.input<P[K]> };
export type RowOf<R extends Shape> = z.output<z.ZodObject<R>>;

type Definition<P extends Shape, R extends Shape> = {
  /** `<module>.<what>`, unique. */
  name: string;
  params: P;
  /** Absent for statements that answer no rows. */
  row?: z.ZodObject<R>;
  text: string;
  isHot?: boolean;
};

const registry = new Map<string, Statement>();
/** PostgreSQL tells prepared statements apart by 63 characters, of which 35 are the store's schema. */
const longestHotName = 28;

/** A statement over `platform` tables. */
export function platformSql<P extends Shape, R extends Shape = never>(
  definition: Definition<P, R>,
): Statement<'platform', P, R> {
  return register('platform', definition);
}

/** A statement over one store's tables; only that store's handle can run it. */
export function storeSql<P extends Shape, R extends Shape = never>(
  definition: Definition<P, R>,
): Statement<'store', P, R> {
  return register('store', definition);
}

export function registeredStatements(): Statement[] {
  return [...registry.values()];
}

const jsonSchemas = new WeakSet<z.core.$ZodType>();

/** Marks a parameter or column as `jsonb` of this shape. */
export function jsonb<T extends z.ZodType>(schema: T): T {
  const marked = schema.clone();
  jsonSchemas.add(marked);
  return marked;
}

export function isJsonb(schema: z.core.$ZodType): boolean {
  if (jsonSchemas.has(schema)) return true;
  return schema instanceof z.ZodNullable && isJsonb(schema.unwrap());
}

/** The values in `$1…` order; jsonb is serialised here because `pg` would take a JSON array for a PostgreSQL array. */
export function encodeParams(statement: Statement, params: Record<string, unknown>): unknown[] {
  return statement.paramNames.map((name) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${statement.name}: parameter ${name} is missing`);
    return value !== null && statement.jsonParams.has(name) ? JSON.stringify(value) : value;
  });
}

/** `store.` becomes the schema's name: the only place where a schema enters SQL. */
export function inSchema(text: string, schema: string): string {
  return text.replace(/\bstore\./g, `"${schema}".`);
}

/** `failed_sign_ins` becomes `failedSignIns`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function register(scope: Scope, definition: Definition<Shape, Shape>): Statement<never, never, never> {
  const { name, params, row, isHot = false } = definition;
  if (registry.has(name)) throw new Error(`two statements are called ${name}`);
  if (isHot && name.length > longestHotName) throw new Error(`${name}: a prepared statement needs a shorter name`);
  const { text, paramNames } = numberParams(definition.text);
  for (const declared of Object.keys(params)) {
    if (!paramNames.includes(declared)) throw new Error(`${name}: parameter ${declared} is not used`);
  }
  for (const used of paramNames) {
    if (!(used in params)) throw new Error(`${name}: parameter ${used} is not declared`);
  }
  const jsonParams = new Set(Object.entries(params).flatMap(([param, schema]) => (isJsonb(schema) ? [param] : [])));
  const statement = { scope, name, text, params, paramNames, jsonParams, row: row ?? null, isHot };
  registry.set(name, statement);
  return statement;
}

function numberParams(source: string) {
  const paramNames: string[] = [];
  const text = source.trim().replace(/\$([a-zA-Z]\w*)/g, (_, param: string) => {
    if (!paramNames.includes(param)) paramNames.push(param);
    return `$${paramNames.indexOf(param) + 1}`;
  });
  return { text, paramNames };
}
