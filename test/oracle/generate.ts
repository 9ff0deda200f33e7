import fc from 'fast-check';
import type { PriceRule, ProgramContent } from '../../shared/contract/program-content.ts';
import { type Choice, choicesOf } from '../../shared/rules/choice-space.ts';
import {
  idOf,
  makeCondition,
  makeContent,
  makePack,
  makePackage,
  makeRule,
  makeTier,
} from '../factories/program-content.ts';
import { legalSelections } from './naive.ts';

export const eventCodes = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6'];
export const groups = ['STUDENT', 'STH'];
export const priceCodes = ['A', 'C'];
export const ticketTypes = ['ADULT', '3GP', 'BF25'];

const limit = fc.option(
  fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 2, max: 5 }) }, fc.integer({ min: 0, max: 5 })),
  { nil: null, freq: 2 },
);
const least = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 2 }) }, fc.integer({ min: 0, max: 4 }));
/** Each event goes to tier 0, 1, 2, or (3) to none. */
const tierOf = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: eventCodes.length, maxLength: eventCodes.length });

const pack = (name: string) =>
  fc
    .record({
      tierOf,
      minEvents: least,
      maxEvents: limit,
      tiers: fc.array(fc.record({ minEvents: fc.integer({ min: 0, max: 1 }), maxEvents: limit }), {
        minLength: 3,
        maxLength: 3,
      }),
    })
    .map((drawn) => {
      const tiers = drawn.tiers.map((rest, at) =>
        makeTier(
          `${name}${at}`,
          eventCodes.filter((_, index) => drawn.tierOf[index] === at),
          rest,
        ),
      );
      return makePack(name, tiers, { minEvents: drawn.minEvents, maxEvents: drawn.maxEvents });
    });

const own = fc
  .record({ codes: fc.subarray(eventCodes), minEvents: least, maxEvents: limit })
  .map(({ codes, minEvents, maxEvents }) => ({
    eventCodes: codes,
    definition: { type: 'build_your_own' as const, minEvents, maxEvents },
  }));
const packs = fc
  .record({
    packs: fc.tuple(pack('P'), pack('Q')),
    packStructure: fc.constantFrom('packs_only' as const, 'packs_with_tiers' as const),
  })
  .map((drawn) => ({
    packs: drawn.packs,
    definition: { type: 'game_packs' as const, packStructure: drawn.packStructure },
  }));
const packages = fc
  .tuple(fc.subarray(eventCodes, { minLength: 1 }), fc.subarray(eventCodes, { minLength: 1 }))
  .map(([one, two]) => ({
    packages: [makePackage('K', one), makePackage('L', two)],
    definition: { type: 'preset_packages' as const },
  }));

const condition = fc
  .record({
    accountGroup: fc.option(fc.constantFrom(...groups), { nil: null }),
    packId: fc.option(fc.constantFrom(idOf('P'), idOf('Q')), { nil: null, freq: 2 }),
    packageId: fc.option(fc.constantFrom(idOf('K'), idOf('L')), { nil: null, freq: 2 }),
    minEvents: fc.option(fc.integer({ min: 0, max: 6 }), { nil: null }),
  })
  .map(makeCondition);
const row = fc.record({
  eventCode: fc.option(fc.constantFrom(...eventCodes), { nil: null }),
  priceCode: fc.constantFrom(...priceCodes),
  ticketTypeCode: fc.constantFrom(...ticketTypes),
});
const rows = fc.uniqueArray(row, { maxLength: 8, selector: ({ eventCode, priceCode }) => `${eventCode}/${priceCode}` });
const rules: fc.Arbitrary<PriceRule[]> = fc
  .array(
    fc.record({
      priority: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null }),
      isOn: fc.constantFrom(true, true, true, false),
      conditions: fc.array(condition, { maxLength: 3 }),
      rows,
    }),
    { maxLength: 4 },
  )
  .map((drawn) => drawn.map((rest, index) => makeRule(`R${index}`, rest)));

/** A small program of any type, often with faults. */
export const anyContent: fc.Arbitrary<ProgramContent> = fc
  .tuple(fc.oneof(own, packs, packages), rules)
  .map(([shape, drawn]) => makeContent({ ...shape, rules: drawn }));

export type Situation = {
  content: ProgramContent;
  choice: Choice;
  onSale: ReadonlySet<string>;
  chosen: readonly string[];
  fanGroups: readonly string[];
};

/** A fan in front of a program: half of the baskets are legal ones where there are any, the others are any events. */
export const anySituation: fc.Arbitrary<Situation> = anyContent
  .chain((content) =>
    fc.record({
      content: fc.constant(content),
      choice: fc.constantFrom(...choicesOf(content)),
      onSale: fc.oneof(fc.constant(eventCodes), fc.subarray(eventCodes, { minLength: 4 }), fc.subarray(eventCodes)),
      chosen: fc.subarray(eventCodes),
      wish: fc.option(fc.nat(), { nil: null, freq: 1 }),
      fanGroups: fc.subarray(groups),
    }),
  )
  .map(({ wish, ...drawn }) => {
    const onSale = new Set(drawn.onSale);
    const legal = wish === null ? [] : legalSelections(drawn.content, drawn.choice, onSale);
    return { ...drawn, onSale, chosen: legal[(wish ?? 0) % legal.length] ?? drawn.chosen };
  });
