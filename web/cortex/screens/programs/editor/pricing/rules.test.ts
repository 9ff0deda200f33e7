import { describe, expect, it } from 'vitest';
import {
  idOf,
  makeCondition,
  makeContent,
  makePack,
  makeRule,
} from '../../../../../../test/factories/program-content.ts';
import { deadInWords, goneInWords, goneParts, ruleInWords } from './conditionWords.ts';
import { addAfter, addRule, moveRule, nameOfCopy, ordered } from './rules.ts';

const group = [makeCondition({ accountGroup: 'VIP' })];
const one = makeRule('one', { priority: 1, conditions: group });
const two = makeRule('two', { priority: 2, conditions: group });
const everybody = makeRule('everybody', { priority: null });
const names = (rules: Parameters<typeof ordered>[0]) => ordered(rules).map(({ name }) => name);

describe('the order in which rules are tried', () => {
  it('is what it was moved to, however it stood', () => {
    expect(names(moveRule([everybody, two, one], two.id, 0))).toEqual(['two', 'one', 'everybody']);
    expect(names(moveRule([one, two, everybody], everybody.id, 0))).toEqual(['everybody', 'one', 'two']);
    expect(names(moveRule([one, two, everybody], one.id, 99))).toEqual(['two', 'everybody', 'one']);
  });

  it('keeps priorities that say it already', () => {
    expect(moveRule([one, two, everybody], two.id, 1).map(({ priority }) => priority)).toEqual([1, 2, null]);
  });

  it('stays as it was for a rule that is not there', () => {
    expect(names(moveRule([one, two], idOf('gone'), 0))).toEqual(['one', 'two']);
  });

  it('has a new rule where it can win: before the one for everybody', () => {
    expect(names(addRule([one, everybody], makeRule('new', { isOn: false })))).toEqual(['one', 'new', 'everybody']);
    expect(names(addRule([one], makeRule('new')))).toEqual(['one', 'new']);
  });

  it('has a copy after what it is a copy of', () => {
    expect(names(addAfter([one, two, everybody], one.id, makeRule('copy')))).toEqual([
      'one',
      'copy',
      'two',
      'everybody',
    ]);
  });
});

it('a copy has a name of its own', () => {
  expect(nameOfCopy('A', ['A'])).toBe('A (copy)');
  expect(nameOfCopy('A', ['A', 'A (copy)', 'A (copy 2)'])).toBe('A (copy 3)');
});

describe('conditions in words', () => {
  const content = makeContent({ definition: { type: 'game_packs' }, packs: [makePack('Five', ['E1'])] });

  it('say who a rule is for', () => {
    expect(ruleInWords(everybody, content)).toBe('Everybody');
    const conditions = [
      makeCondition({ accountGroup: 'VIP', minEvents: 1 }),
      makeCondition({ packId: idOf('Five'), minEvents: 5 }),
    ];
    expect(ruleInWords({ conditions }, content)).toBe(
      'Account group VIP and 1 event or more, or pack Five and 5 events or more',
    );
    expect(ruleInWords({ conditions: [makeCondition({})] }, content)).toBe('Everybody');
  });

  it('say what they name that is gone', () => {
    const condition = makeCondition({ accountGroup: 'OLD', packId: idOf('Ten') });
    expect(goneParts(condition, content, new Set(['VIP']))).toEqual(['account_group', 'pack']);
    expect(goneInWords(condition, 'account_group')).toContain('OLD');
    expect(ruleInWords({ conditions: [condition] }, content)).toContain('pack that is gone');
    // nothing is said to be gone before the groups were read
    expect(goneParts(makeCondition({ accountGroup: 'OLD' }), content, null)).toEqual([]);
    expect(goneParts(makeCondition({ packId: idOf('Five') }), content, new Set())).toEqual([]);
  });

  it('say why a rule can never win', () => {
    const rules = ['A', 'B', 'C', 'D'].map((name) => makeRule(name));
    const beaten = (...by: string[]) => deadInWords({ ruleId: '', beatenBy: by.map(idOf) }, rules);
    expect(beaten()).toContain('no selection');
    expect(beaten('A', 'B')).toContain('“A” and “B”');
    expect(beaten('A', 'B', 'C', 'D')).toContain('“A”, “B” and 2 others');
  });
});
