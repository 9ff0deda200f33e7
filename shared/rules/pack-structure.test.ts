import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOf, makeContent, makePack, makeTier } from '../../test/factories/program-content.ts';
import { type Pack, PackStructure, type Tier } from '../contract/program-content.ts';
import { shownPacks } from './choice-space.ts';
import { tidyPacks } from './pack-structure.ts';

function ids() {
  let made = 0;
  return () => {
    made += 1;
    return idOf(`new${made}`);
  };
}

/** As a client sends a pack that knows nothing of hidden tiers. */
function plain(name: string, eventCodes: string[], tiers: Tier[] = []): Pack {
  return { ...makePack(name, []), eventCodes, tiers };
}

const shown = <T extends { isHidden: boolean }>(all: readonly T[]) => all.filter(({ isHidden }) => !isHidden);
const hidden = <T extends { isHidden: boolean }>(all: readonly T[]) => all.filter(({ isHidden }) => isHidden);

describe('tidying packs', () => {
  it('gives each pack a hidden tier with all its events, and the program a hidden pack', () => {
    const tidied = tidyPacks([plain('A', ['E1', 'E2'], [makeTier('T', ['E1'])])], [], ids());
    expect(tidied.map(({ isHidden, eventCodes }) => ({ isHidden, eventCodes }))).toEqual([
      { isHidden: false, eventCodes: ['E1', 'E2'] },
      { isHidden: true, eventCodes: [] },
    ]);
    expect(tidied[0]?.tiers.map(({ isHidden, eventCodes }) => [isHidden, eventCodes])).toEqual([
      [true, ['E1', 'E2']],
      [false, ['E1']],
    ]);
    expect(tidied[1]?.tiers).toHaveLength(1);
  });

  it('maps new events in the hidden tier that is there, at its place and without limits of its own', () => {
    const tier = makeTier('H', ['E9'], { isHidden: true, minEvents: 2, maxEvents: 3 });
    const [pack] = tidyPacks([plain('A', ['E2', 'E1'], [makeTier('T', []), tier])], [], ids());
    expect(pack?.tiers[1]).toEqual({ ...makeTier('H', ['E2', 'E1'], { isHidden: true }), name: {} });
  });

  it('makes the hidden pack of the events of its visible tiers', () => {
    const pack = { ...plain('H', ['X'], [makeTier('T1', ['E1', 'E2']), makeTier('T2', ['E2', 'E3'])]), isHidden: true };
    const [tidied, ...others] = tidyPacks([pack], [], ids());
    expect(others).toEqual([]);
    expect(tidied?.eventCodes).toEqual(['E1', 'E2', 'E3']);
    expect(hidden(tidied?.tiers ?? []).map(({ eventCodes }) => eventCodes)).toEqual([['E1', 'E2', 'E3']]);
  });

  it('names each event once, where it first stands', () => {
    const [pack] = tidyPacks([plain('A', ['E2', 'E1', 'E2'], [makeTier('T', ['E1', 'E1'])])], [], ids());
    expect(pack?.eventCodes).toEqual(['E2', 'E1']);
    expect(shown(pack?.tiers ?? [])[0]?.eventCodes).toEqual(['E1']);
  });

  it('takes what is hidden from the present packs when it is left out', () => {
    const tiers = { ...plain('H', [], [makeTier('T1', ['E1'])]), isHidden: true };
    const present = tidyPacks([plain('A', ['E1']), tiers], [], ids());
    const again = tidyPacks([plain('A', ['E1'])], present, () => 'never');
    expect(again).toEqual(present);
  });

  it('leaves a tier that moved out of the hidden pack where it now stands', () => {
    const tiers = { ...plain('H', [], [makeTier('T1', ['E1']), makeTier('T2', ['E2'])]), isHidden: true };
    const present = tidyPacks([tiers], [], ids());
    const [pack, kept] = tidyPacks([plain('A', ['E1'], [makeTier('T1', ['E1'])])], present, ids());
    expect(shown(pack?.tiers ?? []).map(({ id }) => id)).toEqual([idOf('T1')]);
    expect(shown(kept?.tiers ?? []).map(({ id }) => id)).toEqual([idOf('T2')]);
    expect(kept?.eventCodes).toEqual(['E2']);
  });
});

describe('any packs', () => {
  const code = fc.constantFrom('E1', 'E2', 'E3', 'E4');
  const codes = fc.array(code, { maxLength: 5 });
  const arbitraryPacks = fc
    .array(
      fc.record({
        eventCodes: codes,
        tiers: fc.array(fc.tuple(codes, fc.boolean()), { maxLength: 3 }),
        isHidden: fc.boolean(),
      }),
      { maxLength: 4 },
    )
    .map((all) => {
      const firstHidden = all.findIndex(({ isHidden }) => isHidden);
      return all.map(({ eventCodes, tiers, isHidden }, at): Pack => {
        const firstTier = tiers.findIndex(([, hides]) => hides);
        return {
          ...plain(
            `P${at}`,
            eventCodes,
            tiers.map(([mapped, hides], index) =>
              makeTier(`${at}.${index}`, mapped, { isHidden: hides && index === firstTier }),
            ),
          ),
          isHidden: isHidden && at === firstHidden,
        };
      });
    });

  it('are tidy after one time, and nothing visible is lost or moved by any change of structure', () => {
    fc.assert(
      fc.property(
        arbitraryPacks,
        fc.array(fc.constantFrom(...PackStructure.options), { maxLength: 6 }),
        (given, turns) => {
          const first = tidyPacks(given, [], ids());
          expect(shown(first).map(({ id }) => id)).toEqual(shown(given).map(({ id }) => id));
          for (const pack of given) {
            const kept = first.find(({ id }) => id === pack.id);
            expect(shown(kept?.tiers ?? [])).toEqual(
              shown(pack.tiers).map((tier) => ({ ...tier, eventCodes: [...new Set(tier.eventCodes)] })),
            );
          }
          expect(hidden(first)).toHaveLength(1);
          let packs = first;
          for (const packStructure of turns) {
            const content = makeContent({ definition: { type: 'game_packs', packStructure }, packs });
            for (const pack of shownPacks(content)) {
              expect(pack.isHidden).toBe(packStructure === 'tiers_only');
              if (packStructure === 'packs_only')
                expect(pack.tiers.map((tier) => tier.eventCodes)).toEqual([pack.eventCodes]);
              else expect(pack.tiers.every(({ isHidden }) => !isHidden)).toBe(true);
            }
            packs = tidyPacks(packs, packs, () => 'never');
          }
          expect(packs).toEqual(first);
        },
      ),
      { numRuns: 300 },
    );
  });
});
