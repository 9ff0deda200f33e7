import { describe, expect, it } from 'vitest';
import { idOf, makeCondition, makeContent, makePack, makeRule } from '../../test/factories/program-content.ts';
import { deadRules, explainDeadRules, legalRanges } from './proofs.ts';

const packs = [
  makePack('Three', ['E1', 'E2', 'E3', 'E4'], { minEvents: 3, maxEvents: 4 }),
  makePack('One', ['E1', 'E2'], { minEvents: 1, maxEvents: 1 }),
];
const of = (...rules: ReturnType<typeof makeRule>[]) => {
  const content = makeContent({ definition: { type: 'game_packs' }, packs, rules });
  return { content, dead: explainDeadRules(rules, legalRanges(content)) };
};
const everybody = makeRule('everybody');

describe('why a rule can never win', () => {
  it('is the rule that always wins before it', () => {
    const { content, dead } = of(everybody, makeRule('late'));
    expect(dead).toEqual([{ ruleId: idOf('late'), beatenBy: [idOf('everybody')] }]);
    expect(deadRules(content)).toEqual([idOf('late')]);
  });

  it('is several rules, when each pack has another one', () => {
    const three = makeRule('three', { conditions: [makeCondition({ packId: idOf('Three') })] });
    const one = makeRule('one', { conditions: [makeCondition({ packId: idOf('One') })] });
    expect(of(three, one, everybody).dead).toEqual([
      { ruleId: idOf('everybody'), beatenBy: [idOf('three'), idOf('one')] },
    ]);
  });

  it('is nobody, when no legal selection meets its conditions', () => {
    const gone = makeRule('gone', { conditions: [makeCondition({ packId: idOf('No such pack') })] });
    const many = makeRule('many', { conditions: [makeCondition({ minEvents: 5 })] });
    expect(of(gone, many, everybody).dead).toEqual([
      { ruleId: idOf('gone'), beatenBy: [] },
      { ruleId: idOf('many'), beatenBy: [] },
    ]);
  });

  it('is not asked of a rule that is off, and an off rule beats none', () => {
    expect(of(makeRule('off', { isOn: false }), everybody).dead).toEqual([]);
  });

  it('leaves out a rule that one fan can reach', () => {
    const group = makeRule('group', { conditions: [makeCondition({ accountGroup: 'VIP' })] });
    expect(of(group, everybody).dead).toEqual([]);
  });
});
