import { isSchema, type JsonSchema } from './schemas.ts';

/** One line of a table that shows a type: a field, or the start of one of several forms. */
export type Field =
  | { kind: 'field'; path: string; type: string; isRequired: boolean; notes: readonly string[] }
  | { kind: 'form'; path: string; text: string };

type Resolve = (ref: string) => JsonSchema;
const deepest = 8;

/** Every field of a type, down to the leaves: `items[].person.name`. */
export function fieldsOf(schema: JsonSchema, resolve: Resolve, path = '', depth = 0): Field[] {
  const shown = follow(schema, resolve);
  if (depth > deepest) return [];
  const forms = formsOf(shown, resolve);
  if (forms.length > 1) return forms.flatMap((form, index) => formFields(form, index, resolve, path, depth));
  const one = forms[0] ?? shown;
  if (isSchema(one.items)) return fieldsOf(one.items, resolve, `${path}[]`, depth + 1);
  if (isSchema(one.properties)) {
    return Object.entries(one.properties).flatMap(([name, inner]) =>
      isSchema(inner) ? propertyFields(one, name, inner, resolve, path, depth) : [],
    );
  }
  return isSchema(one.additionalProperties)
    ? fieldsOf(one.additionalProperties, resolve, `${path}{name}`, depth + 1)
    : [];
}

/** In words: `list of text`, `whole number or null`. */
export function typeText(schema: JsonSchema, resolve: Resolve): string {
  const shown = follow(schema, resolve);
  const forms = unionOf(shown).map((form) => typeText(form, resolve));
  if (forms.length > 0) return [...new Set(forms)].join(' or ');
  if ('const' in shown) return JSON.stringify(shown.const);
  const types: unknown[] = [shown.type ?? 'any'].flat();
  return types.map((type) => plainType(String(type), shown, resolve)).join(' or ');
}

/** Bounds, choices and what was said about a type; its pattern only when nobody said it in words. */
export function notesOf(schema: JsonSchema, resolve: Resolve): string[] {
  const shown = follow(schema, resolve);
  const { description, minLength, maxLength, minimum, maximum, minItems, maxItems, pattern } = shown;
  const choices: unknown[] = Array.isArray(shown.enum) ? shown.enum : [];
  return [
    ...(choices.length > 0 ? [`one of ${choices.map(String).join(', ')}`] : []),
    ...range(minLength, maxLength, 'characters'),
    ...range(minimum, maximum, ''),
    ...range(minItems, maxItems, 'items'),
    ...(typeof description === 'string' ? [description] : typeof pattern === 'string' ? [`matches ${pattern}`] : []),
    ...('default' in shown ? [`default ${JSON.stringify(shown.default)}`] : []),
    ...unionOf(shown).flatMap((form) => notesOf(form, resolve)),
  ];
}

function propertyFields(
  parent: JsonSchema,
  name: string,
  schema: JsonSchema,
  resolve: Resolve,
  path: string,
  depth: number,
): Field[] {
  const required: unknown[] = Array.isArray(parent.required) ? parent.required : [];
  const at = path === '' ? name : `${path}.${name}`;
  const type = typeText(schema, resolve);
  const isRequired = required.includes(name);
  const field: Field = { kind: 'field', path: at, type, isRequired, notes: notesOf(schema, resolve) };
  return [field, ...fieldsOf(schema, resolve, at, depth + 1)];
}

function formFields(form: JsonSchema, index: number, resolve: Resolve, path: string, depth: number): Field[] {
  const fields = fieldsOf(form, resolve, path, depth + 1);
  if (fields.length === 0) return [];
  const fixed = Object.entries(isSchema(form.properties) ? form.properties : {}).flatMap(([name, inner]) =>
    isSchema(inner) && 'const' in inner ? [`${name} is ${JSON.stringify(inner.const)}`] : [],
  );
  return [
    { kind: 'form', path, text: fixed.length > 0 ? `when ${fixed.join(' and ')}` : `form ${index + 1}` },
    ...fields,
  ];
}

function plainType(type: string, schema: JsonSchema, resolve: Resolve): string {
  switch (type) {
    case 'string':
      return typeof schema.format === 'string' ? (formats[schema.format] ?? schema.format) : 'text';
    case 'integer':
      return 'whole number';
    case 'boolean':
      return 'true or false';
    case 'array':
      return `list of ${isSchema(schema.items) ? typeText(schema.items, resolve) : 'any'}`;
    default:
      return type;
  }
}

const formats: Readonly<Record<string, string>> = {
  'date-time': 'instant',
  uuid: 'id',
  email: 'e-mail address',
  uri: 'URL',
};

/** The forms with fields of their own; `null` beside a form is no form. */
function formsOf(schema: JsonSchema, resolve: Resolve): JsonSchema[] {
  return unionOf(schema)
    .map((form) => follow(form, resolve))
    .filter((form) => form.type !== 'null');
}

function unionOf(schema: JsonSchema): JsonSchema[] {
  const union = schema.anyOf ?? schema.oneOf;
  return Array.isArray(union) ? union.filter(isSchema) : [];
}

function follow(schema: JsonSchema, resolve: Resolve): JsonSchema {
  return typeof schema.$ref === 'string' ? resolve(schema.$ref) : schema;
}

function range(least: unknown, most: unknown, unit: string): string[] {
  const words = (text: string) => [unit === '' ? text : `${text} ${unit}`];
  if (typeof least === 'number' && typeof most === 'number')
    return words(least === most ? `${least}` : `${least} to ${most}`);
  if (typeof least === 'number') return words(`at least ${least}`);
  return typeof most === 'number' ? words(`at most ${most}`) : [];
}
