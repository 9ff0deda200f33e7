import { describe, expect, it } from 'vitest';
import type { Release, StaffOrder } from './salesApi.ts';
import { choiceInWords, lineInWords, placeOfRule, textOf, whyRule } from './sawWords.ts';

const condition = { accountGroup: null, packId: null, packageId: null, minEvents: null };
const rule = { id: 'r1', name: 'Members', priority: 10, isOn: true, conditions: [condition], rows: [], suiteRows: [] };
const content = {
  packs: {
    packs: [
      { id: 'p5', name: { en: 'Five games' }, isHidden: false },
      { id: 'h', name: {}, isHidden: true },
    ],
  },
  packages: { packages: [{ id: 'w', name: { es: 'Fin de semana' } }] },
  add_ons: { addOns: [{ id: 'a', name: { en: 'Parking' } }] },
  pricing: { rules: [rule, { ...rule, id: 'r2' }, { ...rule, id: 'off', isOn: false }] },
} as unknown as Release['content'];
const fan = { accountGroups: ['MEMBERS'], packId: 'p5', packageId: null, eventCount: 5 };

describe('what the fan saw', () => {
  it('names the choice in any language there is, and a hidden pack as none', () => {
    const of = (packId: string | null, packageId: string | null) =>
      choiceInWords(content, { packId, packageId } as StaffOrder['order']);
    expect([of('p5', null), of(null, 'w'), of('h', null), of(null, null)]).toEqual([
      ...['the pack “Five games”', 'the package “Fin de semana”'],
      ...['games of their own', 'games of their own'],
    ]);
    expect(textOf({})).toBeNull();
  });

  it('says which conditions of the rule held, and only those', () => {
    const conditions = [
      { ...condition, accountGroup: 'STUDENTS' },
      { ...condition, accountGroup: 'MEMBERS', minEvents: 5 },
      { ...condition, packId: 'p5' },
    ];
    expect(whyRule(content, { ...rule, conditions }, fan)).toEqual([
      'It is for fans in the account group MEMBERS and with at least 5 games.',
      'It is for fans who choose the pack “Five games”.',
    ]);
    expect(whyRule(content, { ...rule, conditions: [] }, fan)).toHaveLength(1);
  });

  it('says where the rule stands among those that are on', () => {
    expect(placeOfRule(content, rule)).toBe('priority 10; the first that matched of 2 rules that are on');
    expect(placeOfRule(content, { ...rule, priority: null })).toContain('comes last');
  });

  it('names what each line is for', () => {
    const line = { kind: 'seats', suiteId: null, addOnId: null } as StaffOrder['order']['quote']['lines'][number];
    const suites = new Map([['s', 'Bridge 4']]);
    expect(lineInWords(content, line, suites)).toBe('Seats');
    expect(lineInWords(content, { ...line, suiteId: 's' }, suites)).toBe('Suite Bridge 4');
    expect(lineInWords(content, { ...line, kind: 'add_on', addOnId: 'a' }, suites)).toBe('Parking');
    expect(lineInWords(null, { ...line, kind: 'add_on', addOnId: 'a' }, suites)).toBe('Add-on');
  });
});
