import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newContent } from '../../../../shared/rules/new-program.ts';
import { findingInWords, findingWords } from './findingWords.ts';

const folder = 'shared/rules/checks';
/** Every code in the source of the checks, and those in the table of their documentation. */
const inSource = readdirSync(folder)
  .filter((name) => !name.endsWith('.test.ts'))
  .flatMap((name) => [...readFileSync(`${folder}/${name}`, 'utf8').matchAll(/finding\(\s*'\w+',\s*'([\w.]+)'/g)])
  .map(([, code]) => code ?? '');
const documented = [...readFileSync('docs/rules/checks.md', 'utf8').matchAll(/^\| \w+ \| `([\w.]+)` \|/gm)].map(
  ([, code]) => code ?? '',
);

describe('words for findings', () => {
  it('exist for every code that the checks know', () => {
    expect(inSource.length).toBeGreaterThan(35);
    expect(documented.length).toBeGreaterThan(35);
    expect([...new Set([...inSource, ...documented])].filter((code) => !(code in findingWords))).toEqual([]);
  });

  it.each(Object.keys(findingWords))(
    'are one sentence for %s, and say when a parameter is missing nothing odd',
    (code) => {
      const words = (params: Record<string, string>) =>
        findingInWords({ code, severity: 'error', at: '/packs', params });
      const named = Object.fromEntries(
        ['event', 'eventCode', 'name', 'address', 'front', 'message'].map((name) => [name, 'X.']),
      );
      expect(words(named)).toMatch(/^\S.*\.$/);
      expect(words({})).not.toMatch(/undefined|NaN|null/);
    },
  );

  it('show a code of a newer version as it is', () => {
    expect(findingInWords({ code: 'new.code', severity: 'error', at: '', params: {} })).toBe('new.code.');
  });

  it.each<[string, string, Parameters<typeof findingInWords>[0]['params'], string]>([
    [
      'pricing.no_row',
      '/pricing/rules/0',
      { name: 'Everybody', priceCode: 'B', events: 1, seats: 1200 },
      '“Everybody” has no price for price code B: 1,200 free seats at 1 event will not sell.',
    ],
    [
      'pricing.raised',
      '/pricing',
      { priceCode: 'C', events: 3, mostCents: 1250 },
      'Price code C costs up to 12.50 more than before at 3 events.',
    ],
    [
      'presentation.no_text',
      '/presentation/headline',
      { locales: ['es', 'fr'] },
      'The headline is missing in Spanish and French.',
    ],
    ['presentation.no_text', '/presentation/faq/1/body', { locales: ['es'] }, 'Answer 2 is missing in Spanish.'],
    ['presentation.no_text', '/packs/packs/0/name', { locales: ['es'] }, 'The name of pack 1 is missing in Spanish.'],
    [
      'events.cannot_complete',
      '/packs/packs/0',
      { pack: 'p1', package: null, left: 5, min: 3 },
      'The program cannot be bought any more: 5 events can still be sold, but a tier lacks some.',
    ],
    [
      'suites.no_price',
      '/pricing/rules/0',
      { count: 2, suites: ['S1', 'S2'], name: 'All' },
      '2 suites without a price under “All”: S1, S2.',
    ],
    ['definition.min_above_max', '/definition/partySize', { min: 1, max: 0 }, 'A party is of at least one.'],
    ['definition.min_above_max', '/definition', { min: 3, max: 2 }, 'The minimum of 3 is above the maximum of 2.'],
  ])('%s at %s', (code, at, params, words) => {
    expect(findingInWords({ code, severity: 'warning', at, params })).toBe(words);
  });

  it('name the pack they speak of when its content is at hand', () => {
    const content = newContent({ type: 'game_packs', inventoryType: 'seat' });
    const pack = {
      id: 'p1',
      name: { en: 'Five games' },
      description: {},
      minEvents: 5,
      maxEvents: 5,
      eventCodes: [],
      tiers: [],
      isHidden: false,
      image: null,
    };
    const finding = {
      code: 'events.cannot_complete',
      severity: 'error',
      at: '/packs/packs/0',
      params: { pack: 'p1', package: null, left: 1, min: 5 },
    } as const;
    const words = 'cannot be bought any more: 1 event can still be sold, and 5 are needed.';
    expect(findingInWords(finding, { ...content, packs: { packs: [pack] } })).toBe(`“Five games” ${words}`);
    expect(findingInWords(finding)).toBe(`The program ${words}`);
    const nameless = {
      code: 'presentation.no_text',
      severity: 'warning',
      at: '/packs/packs/0/name',
      params: { locales: ['es'] },
    } as const;
    expect(findingInWords(nameless, { ...content, packs: { packs: [pack] } })).toBe(
      'The name of “Five games” is missing in Spanish.',
    );
  });
});
