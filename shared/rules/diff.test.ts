import { describe, expect, it } from 'vitest';
import {
  idOf,
  makeCondition,
  makeContent,
  makePack,
  makePackage,
  makeRule,
  makeTier,
} from '../../test/factories/program-content.ts';
import type { ProgramContent } from '../contract/program-content.ts';
import { diffContent } from './diff.ts';
import { changeSentences } from './diff-words.ts';

const amountsByType: Record<string, number> = { ADULT: 10_000, BF25: 7_500, '3GP': 9_000 };
const amounts = (_event: string, priceCode: string, ticketType: string) =>
  priceCode === 'C' ? (amountsByType[ticketType] ?? null) : null;

function sentences(before: ProgramContent, after: ProgramContent): string[] {
  const changes = diffContent({ content: before, amounts }, { content: after, amounts }, () => ['C', 'D']);
  const eventNames = new Map([
    ['E1', 'Lakers'],
    ['E2', 'Celtics'],
    ['E3', 'Nets'],
  ]);
  return changeSentences(changes, { currency: 'USD', locale: 'en', eventNames, before, after });
}

const sells = (ticketTypeCode: string) =>
  makeRule('everybody', { rows: [{ eventCode: null, priceCode: 'C', ticketTypeCode }] });
const packs = (...all: ReturnType<typeof makePack>[]) =>
  makeContent({ definition: { type: 'game_packs', packStructure: 'packs_with_tiers' }, packs: all });

describe('the difference between two contents', () => {
  it('is nothing between a content and itself', () => {
    const content = packs(makePack('Rivalry', [makeTier('Top', ['E1', 'E2'])]));
    expect(sentences(content, structuredClone(content))).toEqual([]);
  });

  it('names the games of a plan that fans gain and lose', () => {
    expect(sentences(makeContent({ eventCodes: ['E1', 'E2'] }), makeContent({ eventCodes: ['E2', 'E3'] }))).toEqual([
      'Fans gain Nets.',
      'Fans lose Lakers.',
    ]);
  });

  it('names old and new amounts of the sale, for each game and price code', () => {
    const regular = makeContent({ eventCodes: ['E1', 'E2'], rules: [sells('ADULT')] });
    const sale = makeContent({ eventCodes: ['E1', 'E2'], rules: [sells('BF25')] });
    expect(sentences(regular, sale)).toEqual([
      'Lakers, price code C: $100.00 becomes $75.00.',
      'Celtics, price code C: $100.00 becomes $75.00.',
      'Price rule everybody is different.',
    ]);
  });

  it('says who pays a new price when not everybody does', () => {
    const student = (ticketTypeCode: string) =>
      makeRule('student', {
        priority: 1,
        conditions: [makeCondition({ accountGroup: 'STUDENT' })],
        rows: [{ eventCode: null, priceCode: 'C', ticketTypeCode }],
      });
    const before = makeContent({ eventCodes: ['E1'], rules: [student('3GP'), sells('ADULT')] });
    const after = makeContent({ eventCodes: ['E1'], rules: [student('BF25'), sells('ADULT')] });
    expect(sentences(before, after)[0]).toBe('Lakers, price code C for STUDENT: $90.00 becomes $75.00.');
  });

  it('says when a price code stops selling, and when it starts', () => {
    const [on, off] = [
      makeContent({ eventCodes: ['E1'] }),
      makeContent({ eventCodes: ['E1'], rules: [makeRule('everybody', { rows: [] })] }),
    ];
    expect(sentences(on, off)[0]).toBe('Lakers, price code C: does not sell any more; it was $100.00.');
    expect(sentences(off, on)[0]).toBe('Lakers, price code C: sells now, at $100.00.');
  });

  it('names packs that come and go as a whole, and games only in packs that stay', () => {
    const before = packs(makePack('Rivalry', [makeTier('Top', ['E1'])]), makePack('Three', [makeTier('Any', ['E2'])]));
    const after = packs(
      makePack('Three', [makeTier('Any', ['E2', 'E3'])]),
      makePack('Five', [makeTier('All', ['E1'])]),
    );
    expect(sentences(before, after)).toEqual(['Rivalry goes away.', 'Five is new.', 'Fans gain Nets in Three.']);
  });

  it('says new limits of packs and tiers in games', () => {
    const before = packs(
      makePack('Three', [makeTier('Top', ['E1', 'E2'], { minEvents: 1 })], { minEvents: 3, maxEvents: 4 }),
    );
    const after = packs(makePack('Three', [makeTier('Top', ['E1', 'E2'])], { minEvents: 3, maxEvents: 3 }));
    expect(sentences(before, after)).toEqual([
      'Three: 3 to 4 games becomes exactly 3 games.',
      'Top: 1 games or more becomes 0 games or more.',
    ]);
  });

  it('sees packages, texts, limits and access', () => {
    const before = makeContent({ definition: { type: 'preset_packages' }, packages: [makePackage('Kids', ['E1'])] });
    const after = makeContent({
      definition: { type: 'preset_packages', partySize: { min: 1, max: 4 } },
      packages: [makePackage('Kids', ['E1', 'E2'])],
      presentation: { headline: { en: 'Black Friday' } },
      access: { gate: { accountGroups: ['STH'], emailDomains: [], allow: [] } },
    });
    expect(sentences(before, after)).toEqual([
      'Party size max: 8 becomes 4.',
      'Fans gain Celtics in Kids.',
      'Gate account groups: none becomes STH.',
      'The headline: “Pick your games” becomes “Black Friday”.',
    ]);
  });

  it('compares the lowest price of a game where the types differ, whatever it takes to have it', () => {
    const plan = makeContent({
      eventCodes: ['E1', 'E2'],
      definition: { minEvents: 1, maxEvents: 2 },
      rules: [{ ...sells('3GP'), conditions: [makeCondition({ minEvents: 2 })] }, sells('ADULT')],
    });
    const offered = packs(makePack('One', [makeTier('Any', ['E1', 'E3'], { minEvents: 1 })]));
    const sale = { ...offered, pricing: { rules: [sells('BF25')] } };
    const found = sentences(plan, sale).filter((sentence) => !sentence.startsWith('Price rule'));
    expect(found.slice(-4)).toEqual([
      'One is new.',
      'Fans gain Nets.',
      'Fans lose Celtics.',
      'Lakers, price code C: from $90.00 becomes from $75.00.',
    ]);
  });

  it('knows a game that is only added after the purchase of a package as one that fans cannot choose', () => {
    const kids = makePackage('Kids', ['E1'], { postPurchase: { eventCodes: ['E2'], minEvents: 0, maxEvents: null } });
    const packages = makeContent({ definition: { type: 'preset_packages' }, packages: [kids], rules: [sells('3GP')] });
    const plan = makeContent({ eventCodes: ['E1', 'E2'], rules: [sells('ADULT')] });
    expect(sentences(packages, plan).filter((sentence) => /Fans|price code/.test(sentence))).toEqual([
      'Fans gain Celtics.',
      'Lakers, price code C: from $90.00 becomes from $100.00.',
    ]);
  });

  it('says for whom a lowest price is another one, and where one stops or starts', () => {
    const student = makeRule('student', {
      priority: 1,
      conditions: [makeCondition({ accountGroup: 'STUDENT' })],
      rows: [{ eventCode: null, priceCode: 'C', ticketTypeCode: '3GP' }],
    });
    const plan = makeContent({ eventCodes: ['E1'], rules: [student, sells('ADULT')] });
    const offered = packs(makePack('One', [makeTier('Any', ['E1'])]));
    const at = (rules: ProgramContent['pricing']['rules']) => ({ ...offered, pricing: { rules } });
    const told = (before: ProgramContent, after: ProgramContent) =>
      sentences(before, after).filter((sentence) => sentence.includes('price code'));
    expect(told(plan, at([sells('ADULT')]))).toEqual([
      'Lakers, price code C for STUDENT: from $90.00 becomes from $100.00.',
    ]);
    expect(told(plan, at([]))).toEqual([
      'Lakers, price code C: does not sell any more; it was from $100.00.',
      'Lakers, price code C for STUDENT: does not sell any more; it was from $90.00.',
    ]);
    expect(told(at([]), plan)[0]).toBe('Lakers, price code C: sells now, from $100.00.');
    expect(told(plan, at([student, sells('ADULT')]))).toEqual([]);
  });

  it('knows a pack by its id, so that a renamed one is the same pack with another name', () => {
    const before = packs(makePack('Three', [makeTier('Any', ['E1'])]));
    const after = packs(makePack('Three', [makeTier('Any', ['E1'])], { name: { en: 'Trio' } }));
    expect(diffContent({ content: before, amounts }, { content: after, amounts }, () => [])).toEqual([
      { kind: 'copy', at: `${idOf('Three')}/name`, before: { en: 'Three' }, after: { en: 'Trio' } },
    ]);
  });
});
