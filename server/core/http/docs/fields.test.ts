import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldsOf, notesOf, typeText } from './fields.ts';
import { type JsonSchema, makeSchemaBook } from './schemas.ts';

const book = makeSchemaBook();
const resolve = (ref: string): JsonSchema => book.components()[ref.replace('#/components/schemas/', '')] ?? {};

function show(schema: z.ZodType): string[] {
  return fieldsOf(book.input(schema), resolve).map((field) =>
    field.kind === 'form' ? `(${field.text})` : `${field.path}${field.isRequired ? '' : '?'}: ${field.type}`,
  );
}

describe('the fields of a type', () => {
  it('go down to the leaves of objects and lists', () => {
    const Person = z.strictObject({ name: z.string(), tags: z.array(z.string()).optional() });
    expect(show(z.strictObject({ items: z.array(Person), next: z.string().nullable() }))).toEqual([
      'items: list of object',
      'items[].name: text',
      'items[].tags?: list of text',
      'next: text or null',
    ]);
  });

  it('show each form of a union under what tells them apart', () => {
    const Shape = z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('dot') }),
      z.strictObject({ kind: z.literal('line'), length: z.int() }),
    ]);
    expect(show(z.strictObject({ shape: Shape }))).toEqual([
      'shape: object',
      '(when kind is "dot")',
      'shape.kind: "dot"',
      '(when kind is "line")',
      'shape.kind: "line"',
      'shape.length: whole number',
    ]);
  });

  it('show the values of a record under a name in braces', () => {
    expect(show(z.strictObject({ texts: z.record(z.string(), z.strictObject({ en: z.string() })) }))).toEqual([
      'texts: object',
      'texts{name}.en: text',
    ]);
  });

  it('of a type that has itself inside end at some depth', () => {
    const Node: z.ZodType = z.lazy(() => z.strictObject({ next: Node.optional() })).meta({ id: 'FieldsTestNode' });
    const shown = show(Node);
    expect(shown[0]).toBe('next?: object');
    expect(shown.length).toBeLessThan(12);
  });

  it('of a nullable object are those of the object', () => {
    expect(show(z.strictObject({ venue: z.strictObject({ name: z.string() }).nullable() }))).toEqual([
      'venue: object or null',
      'venue.name: text',
    ]);
  });
});

describe('the notes of a type', () => {
  it.each([
    [z.string().min(2).max(40), '2 to 40 characters'],
    [z.string().max(40), 'at most 40 characters'],
    [z.string().length(3), '3 characters'],
    [z.int().min(1), 'at least 1'],
    [z.int(), ''],
    [z.enum(['a', 'b']), 'one of a, b'],
    [z.array(z.string()).max(3), 'at most 3 items'],
    [z.int().default(50), 'default 50'],
    [z.string().regex(/^[A-Z]+$/), 'matches ^[A-Z]+$'],
    [z.uuid(), ''],
    [z.string().describe('Said so.').nullable(), 'Said so.'],
  ])('%# are in words', (schema, text) => {
    expect(notesOf(book.input(schema), resolve).join('; ')).toBe(text);
  });
});

describe('the name of a type', () => {
  it.each([
    [z.iso.datetime(), 'instant'],
    [z.uuid(), 'id'],
    [z.url(), 'URL'],
    [z.boolean(), 'true or false'],
    [z.literal('x'), '"x"'],
    [z.union([z.string(), z.int()]), 'text or whole number'],
    [z.unknown(), 'any'],
  ])('%# is in words', (schema, text) => {
    expect(typeText(book.input(schema), resolve)).toBe(text);
  });
});
