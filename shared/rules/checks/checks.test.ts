import { describe, expect, it } from 'vitest';
import { type CheckParts, checkedAt, makeCheckInput } from '../../../test/factories/check-input.ts';
import {
  type ContentParts,
  idOf,
  makeCondition,
  makeContent,
  makePack,
  makePackage,
  makeRule,
  makeTier,
} from '../../../test/factories/program-content.ts';
import type { AddOn } from '../../contract/program-content.ts';
import { mayPublish, runChecks } from './index.ts';

const minute = 60_000;
const banner = { url: '/banner.jpg', alt: { en: 'Chase Center at night' } };
const four = { E1: {}, E2: {}, E3: {}, E4: {} };
const own = { eventCodes: ['E1', 'E2', 'E3', 'E4'], presentation: { banner } };

function codes(content: ContentParts, rest: CheckParts = {}): string[] {
  const input = makeCheckInput({ events: four, content: makeContent({ ...own, ...content }), ...rest });
  return runChecks(input).flatMap(({ findings }) => findings.map(({ code, severity }) => `${severity} ${code}`));
}

function packs(...all: Parameters<typeof makePack>[]): ContentParts {
  return {
    definition: { type: 'game_packs', packStructure: 'packs_with_tiers' },
    packs: all.map((args) => makePack(...args)),
  };
}

function addOn(rest: Partial<AddOn>): AddOn {
  return {
    id: idOf('parking'),
    kind: 'optional',
    name: { en: 'Parking' },
    description: {},
    eventCode: 'PARK',
    priceCode: 'P',
    ticketTypeCode: 'ADULT',
    unit: 'per_order',
    quantity: { min: 0, max: 2 },
    onlyEventCodes: null,
    onlyPackIds: null,
    image: null,
    ...rest,
  };
}

const tiers = (...minima: number[]) =>
  minima.map((minEvents, index) => makeTier(`T${index}`, [`E${index + 1}`], { minEvents }));

describe('what is kept for another structure', () => {
  it('is not the program: its events are neither asked for nor missing', () => {
    const gone = makePack('Tiers', [makeTier('T', ['GONE'])], { isHidden: true });
    const kept = { ...packs(['Shown', ['E1']]), presentation: { banner } };
    expect(codes({ ...kept, packs: [gone, ...(kept.packs ?? [])] })).toEqual(codes(kept));
    const definition = { type: 'game_packs', packStructure: 'tiers_only' } as const;
    expect(codes({ ...kept, definition, packs: [gone] })).toContain('error events.unknown');
  });
});

describe('a program with nothing against it', () => {
  it('has no findings and may be published', () => {
    expect(codes({})).toEqual([]);
    expect(mayPublish(runChecks(makeCheckInput({ events: four, content: makeContent(own) })))).toBe(true);
  });
});

describe('definition', () => {
  it.each<[string, ContentParts, string]>([
    ['a minimum above the maximum', { definition: { minEvents: 3, maxEvents: 2 } }, 'error definition.min_above_max'],
    ['a party of nobody', { definition: { partySize: { min: 0, max: 4 } } }, 'error definition.min_above_max'],
    ['a plan without events', { eventCodes: [] }, 'error definition.nothing_to_sell'],
    ['packs without a pack', { definition: { type: 'game_packs' } }, 'error definition.nothing_to_sell'],
    ['a pack without events', packs(['P', []]), 'error definition.nothing_to_sell'],
    [
      'a package without events',
      { definition: { type: 'preset_packages' }, packages: [makePackage('K', [])] },
      'error definition.package_empty',
    ],
    [
      'tier minimums above the pack maximum',
      packs(['P', tiers(1, 1, 1), { maxEvents: 2 }]),
      'error definition.tier_minimums_above_max',
    ],
    [
      'tier maximums below the pack minimum',
      packs(['P', [makeTier('T', ['E1', 'E2'], { maxEvents: 1 })], { minEvents: 2 }]),
      'error definition.tier_maximums_below_min',
    ],
    [
      'an event in two tiers',
      packs(['P', [makeTier('T', ['E1']), makeTier('U', ['E1', 'E2'])]]),
      'error definition.event_in_two_tiers',
    ],
    ['an add-on without a price', { addOns: [addOn({ priceCode: null })] }, 'error definition.add_on_incomplete'],
    [
      'an add-on of two to one',
      { addOns: [addOn({ quantity: { min: 2, max: 1 } })] },
      'error definition.min_above_max',
    ],
    [
      'fewer post-purchase events than their minimum',
      {
        definition: { type: 'preset_packages' },
        packages: [makePackage('K', ['E1'], { postPurchase: { eventCodes: ['E2'], minEvents: 2, maxEvents: null } })],
      },
      'error definition.post_purchase_too_few',
    ],
  ])('reports %s', (_, content, expected) => {
    expect(codes(content)).toContain(expected);
  });

  it('lets an informational add-on have no price', () => {
    expect(
      codes({ addOns: [addOn({ kind: 'informational', eventCode: null, priceCode: null, ticketTypeCode: null })] }),
    ).toEqual([]);
  });
});

describe('events', () => {
  it.each<[string, CheckParts, string]>([
    ['an unknown event', { events: { E1: {}, E2: {}, E3: {} } }, 'error events.unknown'],
    ['a draft event', { events: { ...four, E1: { state: 'draft' } } }, 'warning events.not_published'],
    ['an event without a venue', { events: { ...four, E1: { hasVenue: false } } }, 'warning events.no_venue'],
    ['a past event', { events: { ...four, E1: { startsAt: checkedAt } } }, 'warning events.past'],
    [
      'one the vendor cancelled',
      { inventory: { E1: { vendorState: 'cancelled' } } },
      'warning events.vendor_cancelled',
    ],
    ['one the vendor has no more', { inventory: { E1: { vendorState: 'missing' } } }, 'warning events.vendor_missing'],
    ['an event off sale', { events: { ...four, E1: { offSaleAt: checkedAt } } }, 'warning events.off_sale'],
  ])('reports %s', (_, rest, expected) => {
    expect(codes({}, rest)).toEqual([expected]);
  });

  it('blocks a pack only when what remains cannot satisfy it', () => {
    const content = packs(['P', tiers(1, 1, 0), { minEvents: 2 }]);
    expect(codes(content, { events: { ...four, E3: { startsAt: 0 } } })).toEqual(['warning events.past']);
    expect(codes(content, { events: { ...four, E2: { startsAt: 0 } } })).toEqual([
      'warning events.past',
      'error events.cannot_complete',
    ]);
  });

  it('blocks a package as soon as one of its events is gone', () => {
    const content = { definition: { type: 'preset_packages' as const }, packages: [makePackage('K', ['E1', 'E2'])] };
    expect(codes(content, { events: { ...four, E2: { startsAt: 0 } } })).toContain('error events.cannot_complete');
  });

  it('reports an event mapped in a tier but not in the pack, and the other way round', () => {
    expect(codes(packs(['P', [makeTier('T', ['E1', 'E2'])], { eventCodes: ['E1', 'E3'] }]))).toEqual([
      'error events.tier_not_in_pack',
      'warning events.pack_not_in_tier',
    ]);
  });
});

describe('pricing', () => {
  const student = makeRule('student', { priority: 1, conditions: [makeCondition({ accountGroup: 'STUDENT' })] });
  const known = { groupSizes: new Map([['STUDENT', 3]]) };
  it.each<[string, ContentParts, CheckParts, string[]]>([
    ['no rule', { rules: [] }, {}, ['error pricing.no_rules']],
    [
      'only rules that are off',
      { rules: [makeRule('r', { isOn: false })] },
      {},
      ['error pricing.no_rules', 'warning pricing.rule_off'],
    ],
    ['nothing for a fan without groups', { rules: [student] }, known, ['warning pricing.not_everybody']],
    [
      'a rule behind the rule for everybody',
      { rules: [makeRule('all', { priority: 0 }), student] },
      known,
      ['warning pricing.rule_dead'],
    ],
    [
      'a plan that nobody can buy once, not also as rules that cannot win',
      { definition: { minEvents: 3, maxEvents: 2 }, rules: [student, makeRule('all', {})] },
      known,
      ['error definition.min_above_max'],
    ],
    [
      'two rules of one priority',
      { rules: [student, makeRule('all', { priority: 1 })] },
      known,
      ['warning pricing.same_priority'],
    ],
    ['a rule without rows', { rules: [makeRule('all', { rows: [] })] }, {}, ['error pricing.rule_empty']],
    [
      'an unknown code',
      { rules: [makeRule('all', { rows: [{ eventCode: null, priceCode: 'C', ticketTypeCode: 'NONE' }] })] },
      {},
      ['error pricing.unknown_code'],
    ],
    ['a price of nothing', {}, { amounts: () => 0 }, ['warning pricing.zero']],
    [
      'sellable seats without a row',
      {},
      {
        inventory: {
          E1: {
            freeSeats: new Map([
              [
                'FLEX',
                new Map([
                  ['C', 1],
                  ['D', 7],
                ]),
              ],
            ]),
          },
        },
      },
      ['warning pricing.no_row'],
    ],
    [
      'a code that some events lack',
      {},
      { inventory: { E1: { ticketTypes: new Map([['C', new Set(['3GP'])]]) } } },
      ['warning pricing.no_amount'],
    ],
  ])('reports %s', (_, content, rest, expected) => {
    expect(codes(content, rest)).toEqual(expected);
  });

  it('counts the events and seats of a price code that has no row', () => {
    const freeSeats = new Map([
      [
        'FLEX',
        new Map([
          ['C', 1],
          ['D', 7],
        ]),
      ],
      ['OTHER', new Map([['D', 100]])],
    ]);
    const input = makeCheckInput({
      events: four,
      inventory: { E1: { freeSeats }, E2: { freeSeats } },
      content: makeContent(own),
    });
    const found = runChecks(input).flatMap(({ findings }) => findings);
    expect(found).toEqual([
      expect.objectContaining({
        code: 'pricing.no_row',
        params: expect.objectContaining({ priceCode: 'D', events: 2, seats: 14 }),
      }),
    ]);
  });

  it('reports a price above the one it replaces', () => {
    const amounts = (_event: string, _price: string, ticketType: string) => (ticketType === 'ADULT' ? 10_000 : 12_000);
    const dearer = makeRule('all', { rows: [{ eventCode: null, priceCode: 'C', ticketTypeCode: '3GP' }] });
    expect(codes({ rules: [dearer] }, { replaces: makeContent(own), amounts })).toEqual(['warning pricing.raised']);
    expect(codes({}, { replaces: makeContent({ ...own, rules: [dearer] }), amounts })).toEqual([]);
  });
});

describe('suites', () => {
  const suite = (rest: object) => ({ name: 'Suite 12', seatCount: 12, priceCodes: ['S'], ...rest });
  const row = { eventCode: null, suiteId: idOf('s1'), suiteTierId: null, priceCode: 'S', ticketTypeCode: 'ADULT' };
  const sold = {
    inventory: Object.fromEntries(
      Object.keys(four).map((code) => [code, { ticketTypes: new Map([['S', new Set(['ADULT'])]]) }]),
    ),
  };
  const content = (suiteIds: string[], rest: ContentParts = {}): ContentParts => ({
    definition: { inventoryType: 'suite' },
    suites: { suiteIds },
    rules: [makeRule('all', { rows: [], suiteRows: [row] })],
    ...rest,
  });

  it('says how many suites have no price', () => {
    const suites = new Map(['s1', 's2', 's3', 's4'].map((name) => [idOf(name), suite({})]));
    const input = makeCheckInput({
      ...sold,
      suites,
      content: makeContent({ ...own, ...content(['s1', 's2', 's3', 's4'].map(idOf)) }),
    });
    const [found] = runChecks(input).flatMap(({ findings }) => findings);
    expect(found).toMatchObject({ code: 'suites.no_price', severity: 'error', params: { count: 3 } });
  });

  it('takes the price of the tier a suite is in', () => {
    const tiers = [{ id: idOf('lower'), name: 'Lower', suiteIds: [idOf('s2')] }];
    const rules = [makeRule('all', { rows: [], suiteRows: [{ ...row, suiteId: null, suiteTierId: idOf('lower') }] })];
    const suites = new Map([[idOf('s2'), suite({})]]);
    expect(codes(content([], { suites: { suiteIds: [idOf('s2')], tiers }, rules }), { ...sold, suites })).toEqual([]);
  });

  it.each<[string, ContentParts, string]>([
    ['no suite', content([]), 'error suites.none'],
    ['an unknown suite', content([idOf('s9')]), 'error suites.unknown'],
    ['a suite without seats', content([idOf('s1')]), 'warning suites.no_seats'],
  ])('reports %s', (_, parts, expected) => {
    expect(codes(parts, { ...sold, suites: new Map([[idOf('s1'), suite({ seatCount: 0 })]]) })).toContain(expected);
  });
});

describe('presentation', () => {
  it('looks only at packs that are shown, and names their place in the document', () => {
    const image = { url: '/p.jpg', alt: {} };
    const kept = makePack('Tiers', ['E1'], { isHidden: true, image });
    const shown = makePack('Shown', ['E1'], { image });
    const content = makeContent({ ...own, definition: { type: 'game_packs' }, packs: [kept, shown] });
    const found = runChecks(makeCheckInput({ events: four, content })).flatMap(({ findings }) => findings);
    expect(found.map(({ code, at }) => [code, at])).toEqual([['presentation.no_alt', '/packs/packs/1/image']]);
  });
});

describe('gating, presentation and inventory', () => {
  const gate = { accountGroups: ['STH'], emailDomains: [], allow: [] };
  const presale = {
    id: idOf('early'),
    name: 'Early',
    startsAt: '2026-12-01T00:00:00.000Z',
    endsAt: '2026-12-02T00:00:00.000Z',
    ...gate,
  };
  const opensAt = '2026-12-03T00:00:00.000Z';
  const known = { groupSizes: new Map([['STH', 1]]) };
  const readThen = Object.fromEntries(Object.keys(four).map((code) => [code, { readAt: Date.parse(opensAt) }]));
  it.each<[string, ContentParts, CheckParts, string[]]>([
    ['an account group nobody has', { access: { gate } }, {}, ['warning gating.group_empty']],
    [
      'a presale for nobody',
      { access: { opensAt, presales: [{ ...presale, accountGroups: [] }] } },
      {},
      ['error gating.presale_empty'],
    ],
    [
      'a presale that runs backwards',
      { access: { opensAt, presales: [{ ...presale, endsAt: presale.startsAt }] } },
      known,
      ['error gating.presale_backwards'],
    ],
    [
      'a presale that is over',
      { access: { opensAt, presales: [presale] } },
      { ...known, at: Date.parse(opensAt), inventory: readThen },
      ['warning gating.presale_past'],
    ],
    [
      'a presale after everybody may buy',
      { access: { presales: [presale] } },
      known,
      ['warning gating.presale_after_open'],
    ],
    [
      'an address on both lists',
      { access: { gate: { ...gate, accountGroups: [], allow: ['a@b.co'] }, block: ['a@b.co'] } },
      {},
      ['warning gating.allowed_and_blocked'],
    ],
    ['no banner', { presentation: { banner: null } }, {}, ['warning presentation.no_banner']],
    ['a banner without words', { presentation: { banner: { ...banner, alt: {} } } }, {}, ['error presentation.no_alt']],
    [
      'a language without a headline',
      { presentation: { banner: { ...banner, alt: { en: 'x', es: 'x' } } } },
      { locales: ['en', 'es'] },
      ['warning presentation.no_text'],
    ],
    [
      'colours that cannot be read',
      { presentation: { banner, colours: { primary: '#777777', onPrimary: '#888888', accent: null } } },
      {},
      ['error presentation.contrast'],
    ],
    [
      'a class the vendor does not grant',
      {},
      { grantedClasses: new Set(['OTHER']) },
      ['error class_names.not_granted'],
    ],
    [
      'no class',
      { definition: { classNames: [] } },
      {},
      ['error class_names.none', ...Array(4).fill('warning inventory.sold_out')],
    ],
    ['seats that were never read', {}, { inventory: { E1: null } }, ['error inventory.never']],
    [
      'seats read too long ago',
      {},
      { inventory: { E1: { readAt: checkedAt - 41 * minute } } },
      ['warning inventory.stale'],
    ],
    ['an event sold out', {}, { inventory: { E1: { freeSeats: new Map() } } }, ['warning inventory.sold_out']],
  ])('report %s', (_, content, rest, expected) => {
    expect(codes(content, rest)).toEqual(expected);
  });
});
