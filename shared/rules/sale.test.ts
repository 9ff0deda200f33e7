import { describe, expect, it } from 'vitest';
import { idOf, makeContent, makePack, makeRule } from '../../test/factories/program-content.ts';
import { mapsAnything, mapTicketTypes, saleChanges } from './sale.ts';

const row = (eventCode: string | null, priceCode: string, ticketTypeCode: string) => ({
  eventCode,
  priceCode,
  ticketTypeCode,
});
const map = new Map([['ADULT', 'BF25']]);
const cents: Record<string, number> = { ADULT: 10_000, BF25: 7_500, '3GP': 9_000 };
/** The vendor prices code C at every event, and D at none. */
const amounts = (_: string, priceCode: string, ticketTypeCode: string) =>
  priceCode === 'C' ? (cents[ticketTypeCode] ?? null) : null;

describe('mapping ticket types', () => {
  it('replaces codes in rows of seats and suites, and keeps all else', () => {
    const suiteRow = { ...row(null, 'S', 'ADULT'), suiteId: idOf('S'), suiteTierId: null };
    const rule = makeRule('R', { rows: [row('E1', 'C', 'ADULT'), row(null, 'C', '3GP')], suiteRows: [suiteRow] });
    expect(mapTicketTypes([rule], map)).toEqual([
      {
        ...rule,
        rows: [row('E1', 'C', 'BF25'), row(null, 'C', '3GP')],
        suiteRows: [{ ...suiteRow, ticketTypeCode: 'BF25' }],
      },
    ]);
  });

  it('does nothing when no row sells the codes, or they become themselves', () => {
    const rules = [makeRule('R', { rows: [row(null, 'C', '3GP')] })];
    expect(mapsAnything(rules, map)).toBe(false);
    expect(mapsAnything(rules, new Map([['3GP', '3GP']]))).toBe(false);
    expect(mapsAnything(rules, new Map([['3GP', 'BF25']]))).toBe(true);
  });
});

describe('the changes of a sale', () => {
  function changes(rows: ReturnType<typeof row>[], of = ['E1', 'E2']) {
    const content = makeContent({ eventCodes: of, rules: [makeRule('R', { rows })] });
    return saleChanges(content, map, amounts).map(({ eventCode, beforeCents, afterCents }) => [
      eventCode,
      beforeCents,
      afterCents,
    ]);
  }

  it('spell a row for all events out over the events of the program, in their order', () => {
    expect(changes([row(null, 'C', 'ADULT')], ['E2', 'E1'])).toEqual([
      ['E2', 10_000, 7_500],
      ['E1', 10_000, 7_500],
    ]);
  });

  it('leave an event to the row of its own', () => {
    expect(changes([row(null, 'C', 'ADULT'), row('E2', 'C', '3GP')])).toEqual([['E1', 10_000, 7_500]]);
  });

  it('show an amount the vendor does not have as none', () => {
    const other = new Map([['ADULT', 'NOPE']]);
    const content = makeContent({ eventCodes: ['E1'] });
    expect(saleChanges(content, other, amounts)).toMatchObject([{ beforeCents: 10_000, afterCents: null }]);
    expect(changes([row('E1', 'D', 'ADULT')])).toEqual([['E1', null, null]]);
    expect(changes([row(null, 'D', 'ADULT')])).toEqual([]);
  });

  it('are about suites in a suite program, and about seats in another', () => {
    const suiteRow = { ...row(null, 'C', 'ADULT'), suiteId: idOf('S'), suiteTierId: null };
    const ownRow = { ...suiteRow, eventCode: 'E2', ticketTypeCode: '3GP' };
    const rules = [makeRule('R', { rows: [row('E9', 'C', 'ADULT')], suiteRows: [suiteRow, ownRow] })];
    const codes = (inventoryType: 'seat' | 'suite') => {
      const content = makeContent({ definition: { inventoryType }, eventCodes: ['E1', 'E2'], rules });
      return saleChanges(content, map, amounts).map(({ eventCode }) => eventCode);
    };
    expect([codes('suite'), codes('seat')]).toEqual([['E1'], ['E9']]);
  });

  it('name the same change of two rules once', () => {
    const rules = [makeRule('R1'), makeRule('R2')];
    const content = makeContent({
      definition: { type: 'game_packs' },
      packs: [makePack('A', ['E1'])],
      rules,
    });
    expect(saleChanges(content, map, amounts)).toHaveLength(1);
  });
});
