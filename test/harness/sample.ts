import { z } from 'zod';
import { isSchema, type JsonSchema, makeSchemaBook } from '../../server/core/http/docs/schemas.ts';

/** Texts for fields whose pattern or meaning one of them meets. */
const candidates = [
  'sample-text',
  'nobody@example.test',
  'sample.team.com',
  'https://sample.example/a',
  '0190a0a0-0000-7000-8000-00000000000a',
  '#1d428a',
  '+1 415 555 0100',
  'America/Los_Angeles',
  'USD',
  'en',
];
const formats: Readonly<Record<string, string>> = {
  uuid: '0190a0a0-0000-7000-8000-00000000000a',
  email: 'nobody@example.test',
  date: '2027-01-01',
  'date-time': '2027-01-01T00:00:00.000Z',
  uri: 'https://sample.example/a',
};

/** A value the type takes, made from the type alone and without what may be left out; throws when it finds none. */
export function sampleOf(schema: z.ZodType): unknown {
  const book = makeSchemaBook();
  const json = book.input(schema);
  const found = [...fieldByField(schema), ...variants(json, book.components())].find(
    (one) => schema.safeParse(one).success,
  );
  if (found === undefined) throw new Error(`no sample was found for ${JSON.stringify(json).slice(0, 300)}`);
  return found;
}

function fieldByField(schema: z.ZodType): unknown[] {
  if (!(schema instanceof z.ZodObject)) return [];
  const needed = Object.entries<z.ZodType>(schema.shape).filter(([, field]) => !field.safeParse(undefined).success);
  return [Object.fromEntries(needed.map(([name, field]) => [name, sampleOf(field)]))];
}

/** The sample with each candidate in turn for texts that only a refinement in code describes. */
function* variants(json: JsonSchema, components: Record<string, JsonSchema>): Generator<unknown> {
  for (const text of candidates) yield makeValue(json, text, components, 0);
}

function makeValue(json: JsonSchema, text: string, components: Record<string, JsonSchema>, depth: number): unknown {
  const inner = (schema: unknown) =>
    isSchema(schema) && depth < 8 ? makeValue(schema, text, components, depth + 1) : null;
  if (typeof json.$ref === 'string') return inner(components[json.$ref.split('/').at(-1) ?? '']);
  if ('const' in json) return json.const;
  if (Array.isArray(json.enum)) return json.enum[0];
  const union = json.anyOf ?? json.oneOf;
  if (Array.isArray(union)) return inner(union.find((one) => isSchema(one) && one.type === 'null') ?? union[0]);
  if (Array.isArray(json.prefixItems)) return json.prefixItems.map(inner);
  switch (Array.isArray(json.type) ? json.type.at(-1) : json.type) {
    case 'object':
      return objectOf(json, inner);
    case 'array':
      return Array.from({ length: typeof json.minItems === 'number' ? json.minItems : 0 }, () => inner(json.items));
    case 'integer':
    case 'number':
      return typeof json.minimum === 'number' ? json.minimum : 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return textOf(json, text);
  }
}

function objectOf(json: JsonSchema, inner: (schema: unknown) => unknown): Record<string, unknown> {
  const properties = isSchema(json.properties) ? json.properties : {};
  const required: unknown[] = Array.isArray(json.required) ? json.required : [];
  const names = required.length > 0 ? required.map(String) : Object.keys(properties).slice(0, 1);
  return Object.fromEntries(names.map((name) => [name, inner(properties[name] ?? json.additionalProperties)]));
}

function textOf(json: JsonSchema, text: string): string {
  if (typeof json.format === 'string') return formats[json.format] ?? text;
  if (typeof json.pattern !== 'string') return text;
  const pattern = new RegExp(json.pattern, 'u');
  return candidates.find((candidate) => pattern.test(candidate)) ?? text;
}
