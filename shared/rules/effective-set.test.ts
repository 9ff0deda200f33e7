import { describe, expect, it } from 'vitest';
import { idOf, makeCondition, makeContent, makePack, makeRule } from '../../test/factories/program-content.ts';
import type { ProgramContent } from '../contract/program-content.ts';
import { effectiveSet, openingInstants, openingOf } from './effective-set.ts';

const fan = (email = 'fay@example.com', ...groups: string[]) => ({ accountGroups: new Set(groups), email });
const nobody = { accountGroups: [], emailDomains: [], allow: [] };
const withAccess = (access: Partial<ProgramContent['access']>) => makeContent({ eventCodes: ['E1', 'E2'], access });
const gateOf = (access: Partial<ProgramContent['access']>, who: ReturnType<typeof fan> | null) =>
  effectiveSet(withAccess(access), who).gate;

describe('the gate', () => {
  it.each([
    ['an empty gate lets everybody in', nobody, null, 'open'],
    ['a gate keeps out whoever has not signed in', { ...nobody, accountGroups: ['STH'] }, null, 'sign_in'],
    ['a group lets its fans in', { ...nobody, accountGroups: ['STH'] }, fan('a@b.test', 'STH'), 'open'],
    ['and refuses the others', { ...nobody, accountGroups: ['STH'] }, fan('a@b.test', 'STUDENT'), 'refused'],
    ['a domain is exactly that domain', { ...nobody, emailDomains: ['cal.edu'] }, fan('a@cal.edu'), 'open'],
    ['and none below it', { ...nobody, emailDomains: ['cal.edu'] }, fan('a@law.cal.edu'), 'refused'],
    ['with a dot it is all below', { ...nobody, emailDomains: ['.edu'] }, fan('a@law.cal.edu'), 'open'],
    ['and no other that ends so', { ...nobody, emailDomains: ['.edu'] }, fan('a@fake-edu.com'), 'refused'],
    ['an address lets in its owner', { ...nobody, allow: ['vip@example.com'] }, fan('vip@example.com'), 'open'],
  ] as const)('%s', (_, gate, who, expected) => {
    const { accountGroups, emailDomains, allow } = gate;
    const lists = { accountGroups: [...accountGroups], emailDomains: [...emailDomains], allow: [...allow] };
    expect(gateOf({ gate: lists }, who)).toBe(expected);
  });

  it('refuses a blocked address whatever else it matches, also in a presale, and tells it no price', () => {
    const presale = {
      ...nobody,
      allow: ['bad@x.test'],
      id: idOf('p'),
      name: 'Early',
      startsAt: '2026-10-01T00:00:00.000Z',
      endsAt: '2026-10-02T00:00:00.000Z',
    };
    const set = effectiveSet(
      withAccess({ gate: { ...nobody, allow: ['bad@x.test'] }, block: ['bad@x.test'], presales: [presale] }),
      fan('bad@x.test'),
    );
    expect(set).toMatchObject({ gate: 'refused', presaleIds: [], rules: [] });
  });
});

describe('before a program opens', () => {
  const content = withAccess({
    opensAt: '2026-10-10T00:00:00.000Z',
    presales: [
      {
        ...nobody,
        accountGroups: ['STH'],
        id: idOf('p'),
        name: 'Members',
        startsAt: '2026-10-01T00:00:00.000Z',
        endsAt: '2026-10-05T00:00:00.000Z',
      },
      {
        ...nobody,
        id: idOf('q'),
        name: 'Nobody',
        startsAt: '2026-10-01T00:00:00.000Z',
        endsAt: '2026-10-05T00:00:00.000Z',
      },
    ],
  });
  const stateAt = (who: ReturnType<typeof fan> | null, instant: string) =>
    openingOf(content, effectiveSet(content, who), Date.parse(instant));

  it('only those of a presale get in, while it runs', () => {
    const member = fan('a@b.test', 'STH');
    expect(stateAt(member, '2026-09-30T23:59:59.999Z')).toEqual({ state: 'opens_later' });
    expect(stateAt(member, '2026-10-01T00:00:00.000Z')).toEqual({ state: 'open', presaleId: idOf('p') });
    expect(stateAt(member, '2026-10-05T00:00:00.000Z')).toEqual({ state: 'opens_later' });
    expect(stateAt(null, '2026-10-01T00:00:00.000Z')).toEqual({ state: 'opens_later' });
    expect(stateAt(null, '2026-10-10T00:00:00.000Z')).toEqual({ state: 'open', presaleId: null });
  });

  it('a presale that names nobody lets nobody in', () => {
    expect(effectiveSet(content, fan()).presaleIds).toEqual([]);
  });

  it('every instant that changes something is known', () => {
    expect(openingInstants(content).map((at) => new Date(at).toISOString().slice(8, 10))).toEqual([
      '10',
      '01',
      '05',
      '01',
      '05',
    ]);
  });
});

describe('the rules of a set', () => {
  const member = makeRule('member', { priority: 1, conditions: [makeCondition({ accountGroup: 'STH' })] });
  const five = makeRule('five', { priority: 2, conditions: [makeCondition({ minEvents: 5 })] });
  const everybody = makeRule('everybody');
  const idsFor = (content: ProgramContent, who: ReturnType<typeof fan> | null) =>
    effectiveSet(content, who).rules.map(({ id }) => id);
  const games = Array.from({ length: 8 }, (_, index) => `E${index}`);

  it('leave out what the fan cannot have, and what an earlier one always wins against', () => {
    const content = makeContent({ eventCodes: games, rules: [everybody, five, member] });
    expect(idsFor(content, null)).toEqual([five.id, everybody.id]);
    expect(idsFor(content, fan('a@b.test', 'STH'))).toEqual([member.id]);
  });

  it('are in the order tried, without those that are off or that need more games than may be chosen', () => {
    const off = makeRule('off', { isOn: false });
    const content = makeContent({ eventCodes: games, rules: [everybody, off, five], definition: { maxEvents: 4 } });
    expect(idsFor(content, null)).toEqual([everybody.id]);
  });

  it('lose a minimum that every legal selection has, pack by pack', () => {
    const packs = [makePack('Three', games, { minEvents: 3 }), makePack('Five', games, { minEvents: 5 })];
    const content = makeContent({ definition: { type: 'game_packs' }, packs, rules: [five, everybody] });
    expect(effectiveSet(content, null).rules[0]?.conditions).toEqual([
      makeCondition({ minEvents: 5 }),
      makeCondition({ packId: idOf('Five') }),
    ]);
  });

  it('say nothing of groups, and are equal for fans to whom they come to the same', () => {
    const content = makeContent({ eventCodes: games, rules: [member, everybody] });
    const set = effectiveSet(content, fan('a@b.test', 'STH', 'OTHER'));
    expect(JSON.stringify(set)).not.toMatch(/STH|OTHER|a@b/);
    expect(set.hash).toBe(effectiveSet(content, fan('c@d.test', 'STH')).hash);
    expect(effectiveSet(content, fan('e@f.test', 'OTHER')).hash).toBe(effectiveSet(content, null).hash);
    expect(set.hash).not.toBe(effectiveSet(content, null).hash);
  });
});
