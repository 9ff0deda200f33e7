import { describe, expect, it } from 'vitest';
import {
  idOf,
  makeCondition,
  makeContent,
  makePack,
  makeRule,
} from '../../../../../../../test/factories/program-content.ts';
import { seatInWords } from './SeatPart.tsx';
import { rowInWords, trialInWords } from './whyWords.ts';

const content = makeContent({ definition: { type: 'game_packs' }, packs: [makePack('Five', ['E1'])] });
const conditions = [makeCondition({ accountGroup: 'VIP' }), makeCondition({ packId: idOf('Five'), minEvents: 5 })];
const rule = makeRule('R', { conditions });
const trial = { ruleId: rule.id, name: 'R', failed: [], wouldMatch: false };

describe('what became of a rule', () => {
  it('names each condition that failed, with what it asks for', () => {
    const failed = [['account_group' as const], ['pack' as const, 'min_events' as const]];
    expect(trialInWords({ ...trial, result: 'not_matched', failed }, rule, content)).toEqual([
      'Condition 1: the fan is not in account group VIP.',
      'Condition 2: it is for the pack Five, and it needs 5 events or more.',
    ]);
    const one = makeRule('R', { conditions: conditions.slice(0, 1) });
    expect(trialInWords({ ...trial, result: 'not_matched', failed: [['account_group']] }, one, content)).toEqual([
      'The fan is not in account group VIP.',
    ]);
  });

  it('tells winning, being off and being too late apart', () => {
    expect(trialInWords({ ...trial, result: 'won' }, rule, content)[0]).toContain('It matches');
    expect(trialInWords({ ...trial, result: 'won' }, makeRule('E'), content)[0]).toContain('for everybody');
    expect(trialInWords({ ...trial, result: 'off' }, rule, content)[0]).toContain('Switched off');
    const late = { ...trial, result: 'not_asked' as const };
    expect(trialInWords({ ...late, wouldMatch: true }, rule, content)[0]).toContain('would match too');
    expect(trialInWords(late, rule, content)[0]).toContain('would not match');
  });
});

describe('where a price comes from', () => {
  const question = {
    accountGroups: [],
    packId: null,
    packageId: null,
    eventCount: 1,
    eventCode: 'E1',
    priceCode: 'C',
    suiteId: null,
  };
  const answer = {
    trials: [{ ...trial, result: 'won' as const }],
    ruleId: rule.id,
    ticketTypeCode: '5GP',
    isEventRow: false,
    amountCents: 9_000,
  };
  it.each([
    [{ ruleId: null }, 'No rule matches'],
    [{ ticketTypeCode: null }, '“R” won, but it has no price for price code C'],
    [{ amountCents: null }, 'for which the vendor has no amount'],
    [{}, 'Its price for all events at price code C is ticket type 5GP; the vendor asks'],
    [{ isEventRow: true }, 'Its price for event E1'],
  ])('%o', (part, words) => {
    expect(rowInWords({ ...answer, ...part }, question)).toContain(words);
  });
});

it('a seat that is not free is told by what it is elsewhere, as far as that is known', () => {
  const kind = { className: 'FLEX', priceCode: 'C' };
  expect(seatInWords({ readAt: null, free: kind, elsewhere: [] })).toBe('Free: price code C, class FLEX.');
  expect(seatInWords({ readAt: null, free: null, elsewhere: [kind] })).toContain('Elsewhere it is price code C');
  expect(seatInWords({ readAt: null, free: null, elsewhere: [] })).toContain('not known');
});
