import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { settingNames, settings } from '../contract/settings.ts';
import { isObject, isSame, pointer } from './changes.ts';
import { fitStored } from './fit.ts';

const Shape = z
  .strictObject({
    size: z.int().max(9),
    deep: z.strictObject({ colour: z.enum(['red', 'blue']), list: z.array(z.string()) }),
    first: z.string(),
    all: z.array(z.string()),
  })
  .refine(({ first, all }) => all.includes(first), { path: ['first'], message: 'must be in all' });
const defaults = { size: 1, deep: { colour: 'red' as const, list: ['x'] }, first: 'a', all: ['a'] };

describe('a stored value', () => {
  it('that fits is answered as it is, without a finding', () => {
    const stored = { size: 5, deep: { colour: 'blue', list: [] }, first: 'b', all: ['a', 'b'] };
    expect(fitStored(Shape, defaults, stored)).toEqual({ value: stored, findings: [] });
  });

  it('that lacks a newer field gets its default in silence', () => {
    const stored = { size: 5, deep: { colour: 'blue' } };
    const value = { ...defaults, size: 5, deep: { colour: 'blue', list: ['x'] } };
    expect(fitStored(Shape, defaults, stored)).toEqual({ value, findings: [] });
  });

  it('with a wrong field keeps the others, and the wrong one is reported with what is stored', () => {
    const stored = { ...defaults, size: 5, deep: { colour: 'green', list: ['y'] } };
    expect(fitStored(Shape, defaults, stored)).toEqual({
      value: { ...defaults, size: 5, deep: { colour: 'red', list: ['y'] } },
      findings: [
        { code: 'setting.value_unfit', severity: 'warning', at: '/deep/colour', params: { stored: '"green"' } },
      ],
    });
  });

  it('with a field that is known no more is answered without it, and the field is reported', () => {
    const stored = { ...defaults, deep: { ...defaults.deep, shape: 'round' } };
    expect(fitStored(Shape, defaults, stored)).toEqual({
      value: defaults,
      findings: [
        { code: 'setting.field_unknown', severity: 'warning', at: '/deep/shape', params: { stored: '"round"' } },
      ],
    });
  });

  it('with a wrong item gets the default of the whole list', () => {
    const { value, findings } = fitStored(Shape, defaults, { ...defaults, deep: { colour: 'blue', list: ['y', 3] } });
    expect(value.deep).toEqual({ colour: 'blue', list: ['x'] });
    expect(findings).toMatchObject([{ at: '/deep/list', params: { stored: '["y",3]' } }]);
  });

  it('whose fields contradict each other is mended at the field the rule names', () => {
    const { value, findings } = fitStored(Shape, defaults, { ...defaults, first: 'z' });
    expect(value).toEqual(defaults);
    expect(findings).toMatchObject([{ at: '/first', params: { stored: '"z"' } }]);
  });

  it('that cannot be mended field by field gives way to the defaults, and everything is reported', () => {
    const { value, findings } = fitStored(Shape, defaults, { ...defaults, all: ['b'] });
    expect(value).toEqual(defaults);
    expect(findings.map(({ at }) => at)).toEqual(['']);
  });

  it.each([[null], ['text'], [[1]], [7]])('that is %j gives way to the defaults, and is reported', (stored) => {
    const { value, findings } = fitStored(Shape, defaults, stored);
    expect(value).toEqual(defaults);
    expect(findings).toMatchObject([{ at: '', params: { stored: JSON.stringify(stored) } }]);
  });

  it('that is very long is shown by its beginning', () => {
    const { findings } = fitStored(Shape, defaults, { ...defaults, first: 'z'.repeat(1_000) });
    expect(String(findings[0]?.params.stored)).toHaveLength(201);
  });
});

describe('whatever is stored', () => {
  it.each(settingNames)('%s: the answer fits the schema, and what is not answered is reported', (name) => {
    const { schema, defaults: first } = settings[name] as { schema: z.ZodType; defaults: object };
    const fields = fc.dictionary(
      fc.constantFrom(...Object.keys(first), 'other', '__proto__', 'constructor'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fields), (stored) => {
        const { value, findings } = fitStored<unknown>(schema, first, stored);
        expect(schema.safeParse(value).success).toBe(true);
        for (const at of differing(stored, value)) {
          expect(findings.some((one) => at === one.at || at.startsWith(`${one.at}/`) || one.at === '')).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each(settingNames)('%s: the defaults fit and have no finding', (name) => {
    const { schema, defaults: first } = settings[name] as { schema: z.ZodType; defaults: object };
    expect(fitStored<unknown>(schema, first, first)).toEqual({ value: first, findings: [] });
  });
});

/** Where something is stored that is not answered; text is answered trimmed and in lower case. */
function differing(stored: unknown, value: unknown, at = ''): string[] {
  if (isObject(stored) && isObject(value)) {
    return Object.entries(stored).flatMap(([name, inner]) =>
      differing(inner, Object.hasOwn(value, name) ? value[name] : undefined, at + pointer([name])),
    );
  }
  const plain = typeof stored === 'string' ? [stored, stored.trim(), stored.trim().toLowerCase()] : [stored];
  return plain.some((one) => isSame(one, value)) ? [] : [at];
}
