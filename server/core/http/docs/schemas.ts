import { z } from 'zod';

export type JsonSchema = { readonly [key: string]: unknown };

/** Turns zod types into JSON Schema 2020-12; named ones (`.meta({ id })`) become components, told once. */
export type SchemaBook = {
  /** What a client sends: defaults may be left out, texts come as they are typed. */
  input: (schema: z.ZodType) => JsonSchema;
  /** What the server answers. */
  output: (schema: z.ZodType) => JsonSchema;
  components: () => Record<string, JsonSchema>;
};

export function makeSchemaBook(): SchemaBook {
  const components = new Map<string, JsonSchema>();
  const convert = (schema: z.ZodType, io: 'input' | 'output') => {
    const { $schema, $defs = {}, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: tidy });
    const names = new Map(Object.entries($defs).map(([id, found]) => [id, nameOf(components, id, io, found)]));
    for (const [id, found] of Object.entries($defs)) components.set(names.get(id) ?? id, withRefs(found, names));
    return withRefs(rest, names);
  };
  return {
    input: (schema) => convert(schema, 'input'),
    output: (schema) => convert(schema, 'output'),
    components: () => Object.fromEntries([...components].sort(([a], [b]) => a.localeCompare(b))),
  };
}

/** A type that is sent otherwise than it is answered is told twice. */
function nameOf(components: Map<string, JsonSchema>, id: string, io: 'input' | 'output', found: JsonSchema): string {
  const known = components.get(id);
  const isSame = known === undefined || JSON.stringify(known) === JSON.stringify(withRefs(found, new Map()));
  return isSame ? id : `${id}${io === 'input' ? 'Input' : 'Output'}`;
}

/** Leaves out what a format says already, and bounds that only say "a number JavaScript can count to". */
function tidy({ jsonSchema }: { jsonSchema: Record<string, unknown> }) {
  if ('format' in jsonSchema) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

function withRefs(schema: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema {
  const entries = Object.entries(schema).filter(([key]) => key !== 'id' || typeof schema.id !== 'string');
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === '$ref' ? refOf(value, names) : inside(value, names)]),
  );
}

function inside(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => inside(item, names));
  return isSchema(value) ? withRefs(value, names) : value;
}

function refOf(value: unknown, names: ReadonlyMap<string, string>): string {
  const id = String(value).replace('#/$defs/', '');
  return `#/components/schemas/${names.get(id) ?? id}`;
}

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
