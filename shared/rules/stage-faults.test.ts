import { describe, expect, it } from 'vitest';
import { idOf, makeContent, makePack, makePackage, makeRule, makeTier } from '../../test/factories/program-content.ts';
import type { ProgramContent, SuitePriceRow } from '../contract/program-content.ts';
import { stageFaults } from './stage-faults.ts';

function faults<S extends keyof ProgramContent>(stage: S, content: ProgramContent[S]): string[] {
  return stageFaults[stage](content).map(({ at, code }) => `${code} ${at}`);
}

const row = { eventCode: 'E1', priceCode: 'C', ticketTypeCode: 'ADULT' };
function suiteRow(rest: Partial<SuitePriceRow>): SuitePriceRow {
  return { ...row, suiteId: null, suiteTierId: null, ...rest };
}

describe('an id that stands twice', () => {
  it('is a fault at its second place, among packs and all their tiers', () => {
    const packs = [makePack('A', [makeTier('T', [])]), makePack('B', [makeTier('T', [])])];
    expect(faults('packs', { packs })).toEqual(['duplicate_id /packs/1/tiers/1/id']);
    expect(faults('packs', { packs: [makePack('A', [makeTier('A', [])])] })).toEqual([
      'duplicate_id /packs/0/tiers/1/id',
    ]);
  });

  it('is a fault among packages, suite tiers, presales, copy with questions, add-ons and rules', () => {
    const tier = { id: idOf('T'), name: 'Gold', suiteIds: [] };
    const gate = { accountGroups: [], emailDomains: [], allow: [] };
    const at = '2026-11-01T00:00:00.000Z';
    const presale = { ...gate, id: idOf('P'), name: 'Members', startsAt: at, endsAt: at };
    const block = { id: idOf('C'), title: {}, body: {} };
    const { access, presentation } = makeContent();
    expect(faults('packages', { packages: [makePackage('A', []), makePackage('A', [])] })).toHaveLength(1);
    expect(faults('suites', { suiteIds: [], tiers: [tier, tier] })).toEqual(['duplicate_id /tiers/1/id']);
    expect(faults('access', { ...access, presales: [presale, presale] })).toEqual(['duplicate_id /presales/1/id']);
    expect(faults('presentation', { ...presentation, copy: [block], faq: [block] })).toEqual([
      'duplicate_id /faq/0/id',
    ]);
    expect(faults('pricing', { rules: [makeRule('R'), makeRule('R')] })).toEqual(['duplicate_id /rules/1/id']);
  });
});

describe('a second hidden pack or tier', () => {
  it('is a fault', () => {
    const packs = [makePack('A', [], { isHidden: true }), makePack('B', [], { isHidden: true })];
    expect(faults('packs', { packs })).toEqual(['second_hidden /packs/1/isHidden']);
    const tiers = [makeTier('T1', [], { isHidden: true }), makeTier('T2', [], { isHidden: true })];
    expect(faults('packs', { packs: [makePack('A', tiers, { tiers })] })).toEqual([
      'second_hidden /packs/0/tiers/1/isHidden',
    ]);
  });
});

describe('rows of a rule', () => {
  it('of the same event and price code are a fault, with the place of the first', () => {
    const rules = [makeRule('R', { rows: [row, { ...row, eventCode: null }, { ...row, ticketTypeCode: 'BF25' }] })];
    expect(stageFaults.pricing({ rules })).toEqual([
      {
        at: '/rules/0/rows/2',
        code: 'duplicate_row',
        message: '/rules/0/rows/0 is of the same event and price code; remove one of the two.',
      },
    ]);
  });

  it('of suites name a suite or a tier, one of the two, and each once', () => {
    const [suiteId, suiteTierId] = [idOf('S'), idOf('T')];
    const suiteRows = [
      suiteRow({}),
      suiteRow({ suiteId, suiteTierId }),
      suiteRow({ suiteId }),
      suiteRow({ suiteTierId }),
      suiteRow({ suiteId, ticketTypeCode: 'X' }),
    ];
    expect(faults('pricing', { rules: [makeRule('R', { suiteRows })] })).toEqual([
      'suite_or_tier /rules/0/suiteRows/0',
      'suite_or_tier /rules/0/suiteRows/1',
      'duplicate_row /rules/0/suiteRows/4',
    ]);
  });
});

describe('what a half-finished draft may have', () => {
  it('is no fault: contradictions in numbers, packs that are gone, nothing at all', () => {
    const pack = makePack('A', [], { minEvents: 9, maxEvents: 2 });
    const rule = makeRule('R', {
      rows: [],
      conditions: [{ accountGroup: null, packId: idOf('gone'), packageId: null, minEvents: 99 }],
    });
    expect(faults('packs', { packs: [pack] })).toEqual([]);
    expect(faults('packs', { packs: [] })).toEqual([]);
    expect(faults('pricing', { rules: [rule] })).toEqual([]);
    expect(faults('definition', { ...makeContent().definition, minEvents: 5, maxEvents: 1 })).toEqual([]);
  });
});
