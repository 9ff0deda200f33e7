import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeOfferedEvent, makeOfferParts } from '../../test/factories/offer.ts';
import { idOf, makeCondition, makeContent, makePackage, makeRule } from '../../test/factories/program-content.ts';
import { anySituation, eventCodes, priceCodes, ticketTypes } from '../../test/oracle/generate.ts';
import { isLegal } from '../../test/oracle/naive.ts';
import { Offer, type OpenOffer } from '../contract/catalog.ts';
import { effectiveSet } from './effective-set.ts';
import { readOffer, readUntil } from './offer.ts';
import { compileOffer, type OfferParts, offerInstants } from './offer-compile.ts';
import { type Buyer, type QuotedOffer, quote, type Selection } from './quote.ts';

const at = Date.parse('2026-10-01T12:00:00.000Z');
const later = (hours: number) => at + hours * 3_600_000;
const buyer = (accountGroups: readonly string[]): Buyer => ({
  accountGroups: new Set(accountGroups),
  seatsByEvent: new Map(),
  eventCount: 0,
  planCount: 0,
});
const nobody = buyer([]);
const fanOf = (accountGroups: readonly string[]) => ({
  accountGroups: new Set(accountGroups),
  email: 'fan@example.test',
});

function openOffer(parts: OfferParts, accountGroups: readonly string[] = [], instant = at): OpenOffer {
  const offer = Offer.parse(compileOffer(parts, effectiveSet(parts.content, fanOf(accountGroups)), instant));
  if (offer.state !== 'open') throw new Error(`the offer is ${offer.state}`);
  return offer;
}

/** What the release itself says, with everybody's rules. */
function whole({ content, events, amounts }: OfferParts, onSale: ReadonlySet<string>): QuotedOffer {
  const facts = [...events].map(([code, { minSeats, maxSeats }]) => {
    return [code, { isAvailable: onSale.has(code), minSeats, maxSeats }] as const;
  });
  return { content, events: new Map(facts), amounts };
}

const cents = fc.record(
  Object.fromEntries(
    eventCodes.flatMap((code) =>
      priceCodes.flatMap((priceCode) =>
        ticketTypes.map((ticketType) => [
          `${code}/${priceCode}/${ticketType}`,
          fc.option(fc.integer({ min: 1, max: 5 }), { freq: 4, nil: null }),
        ]),
      ),
    ),
  ),
);

describe('an offer', () => {
  it('quotes every legal selection of every fan as the release does', () => {
    let different = 0;
    fc.assert(
      fc.property(anySituation, cents, (situation, table) => {
        const { content, choice, onSale, chosen, fanGroups } = situation;
        const parts = makeOfferParts(content, {
          events: Object.fromEntries(
            eventCodes.map((code) => [code, { state: onSale.has(code) ? 'published' : 'archived' }]),
          ),
          amounts: (...cell) => table[cell.join('/')] ?? null,
        });
        const selection: Selection = {
          ...choice,
          partySize: 2,
          events: chosen.map((eventCode, index) => {
            const priceCode = priceCodes[index % priceCodes.length] ?? '';
            return { eventCode, suiteId: null, seats: [{ priceCode, count: 2 }] };
          }),
          addOns: [],
        };
        const told = quote(readOffer(openOffer(parts, fanGroups), at), selection, nobody);
        const truth = quote(whole(parts, onSale), selection, buyer(fanGroups));
        const about = (codes: typeof told.findings) => codes.filter(({ code }) => !code.startsWith('price.'));
        expect(about(told.findings).filter(({ severity }) => severity === 'error')).toEqual(
          about(truth.findings).filter(({ severity }) => severity === 'error'),
        );
        if (!isLegal(content, choice, chosen, onSale)) return;
        expect(told).toEqual(truth);
        const strangers = quote(readOffer(openOffer(parts), at), selection, nobody);
        if (JSON.stringify(strangers) !== JSON.stringify(truth)) different += 1;
      }),
      { numRuns: 1_000, seed: 20_261_122 },
    );
    // with somebody else's set it would not hold
    expect(different).toBeGreaterThan(0);
  });

  it('has no price that only a group it was not made for can have', () => {
    const member = makeRule('member', {
      priority: 1,
      conditions: [makeCondition({ accountGroup: 'STH' })],
      rows: [{ eventCode: null, priceCode: 'C', ticketTypeCode: 'MEMBER' }],
    });
    const parts = makeOfferParts(makeContent({ eventCodes: ['E1'], rules: [member, makeRule('everybody')] }), {
      amounts: (_event, _code, type) => (type === 'MEMBER' ? 4_321 : 10_000),
    });
    const everybodys = JSON.stringify(openOffer(parts));
    expect(everybodys).not.toMatch(/MEMBER|4321|STH/);
    expect(JSON.stringify(openOffer(parts, ['STH']))).toMatch(/4321/);
    // the member rule always wins for a member, so the full price is none of theirs
    expect(JSON.stringify(openOffer(parts, ['STH']))).not.toMatch(/10000|STH/);
  });

  it('prices a selection that is still being made as the smallest legal one', () => {
    const rules = [
      makeRule('three', {
        priority: 1,
        conditions: [makeCondition({ minEvents: 3 })],
        rows: [{ eventCode: null, priceCode: 'C', ticketTypeCode: '3GP' }],
      }),
      makeRule('everybody'),
    ];
    const parts = makeOfferParts(makeContent({ eventCodes: ['E1', 'E2', 'E3'], rules, definition: { minEvents: 3 } }), {
      amounts: (_event, _code, type) => (type === '3GP' ? 9_000 : 10_000),
    });
    const offer = openOffer(parts);
    expect(offer.rules).toEqual([{ id: idOf('three'), when: [], rows: [[0, null]] }]);
    const events = [{ eventCode: 'E1', suiteId: null, seats: [{ priceCode: 'C', count: 1 }] }];
    const selection = { packId: null, packageId: null, partySize: 1, events, addOns: [] };
    expect(quote(readOffer(offer, at), selection, nobody).totalCents).toBe(9_000);
  });

  it('says all events in one row, unless a row for all would sell what the rule does not', () => {
    const row = (eventCode: string | null, ticketTypeCode = 'ADULT') => ({ eventCode, priceCode: 'C', ticketTypeCode });
    const rowsOf = (rows: ReturnType<typeof row>[], rest: object = {}) =>
      openOffer(makeOfferParts(makeContent({ eventCodes: ['E1', 'E2'], rules: [makeRule('one', { rows })], ...rest })))
        .rules[0]?.rows;
    expect(rowsOf([row(null)])).toEqual([[0, null]]);
    expect(rowsOf([row('E1'), row('E2')])).toEqual([[0, null]]);
    expect(rowsOf([row(null), row('E2', 'BF25')])).toEqual([
      [0, [0]],
      [1, [1]],
    ]);
    // nothing else sells E2 in this column, so its amount is not sent and a row for all events sells nothing there
    expect(rowsOf([row('E1')])).toEqual([[0, null]]);
    const addOn = {
      id: idOf('x'),
      kind: 'optional',
      name: {},
      description: {},
      eventCode: 'E2',
      priceCode: 'C',
      ticketTypeCode: 'ADULT',
      unit: 'per_order',
      quantity: { min: 1, max: 1 },
      onlyEventCodes: null,
      onlyPackIds: null,
      image: null,
    };
    expect(rowsOf([row('E1')], { addOns: [addOn] })).toEqual([[0, [0]]]);
  });

  it('leaves out what has begun, is off sale, unpublished or without a venue, and keeps what is not on sale yet', () => {
    const content = makeContent({ eventCodes: ['BEGUN', 'OFF', 'DRAFT', 'HOMELESS', 'SOON', 'NOW'] });
    const parts = makeOfferParts(content, {
      events: {
        BEGUN: { startsAt: at },
        OFF: { offSaleAt: at },
        DRAFT: { state: 'draft' },
        HOMELESS: { hasVenue: false, venueId: null },
        SOON: { onSaleAt: later(1), startsAt: later(9) },
      },
    });
    const offer = openOffer(parts);
    expect(offer.events.map(({ code }) => code)).toEqual(['SOON', 'NOW']);
    const availableAt = (instant: number) => readOffer(offer, instant).events.get('SOON')?.isAvailable;
    expect([availableAt(at), availableAt(later(1)), availableAt(later(9))]).toEqual([false, true, false]);
    expect(readUntil(offer, at)).toBe(later(1));
    expect(offerInstants(parts)).toEqual(expect.arrayContaining([at, later(1), later(9)]));
  });

  it('keeps a package that has lost a game, so that it can be said and not bought', () => {
    const content = makeContent({
      definition: { type: 'preset_packages' },
      packages: [makePackage('Rivalry', ['E1', 'E2'])],
    });
    const offer = openOffer(makeOfferParts(content, { events: { E2: { startsAt: at } } }));
    expect([offer.gone, offer.packages[0]?.events]).toEqual([['E2'], [0, 1]]);
    const quoted = readOffer(offer, at);
    const events = [{ eventCode: 'E1', suiteId: null, seats: [] }];
    const { findings } = quote(
      quoted,
      { packId: null, packageId: idOf('Rivalry'), partySize: 1, events, addOns: [] },
      nobody,
    );
    expect(findings.map(({ code }) => code)).toContain('selection.cannot_complete');
  });

  it('prices suites by suite and tier as the release does', () => {
    const [ice, floor, loft] = [idOf('ice'), idOf('floor'), idOf('loft')];
    const suiteRow = (
      eventCode: string | null,
      suiteId: string | null,
      tier: string | null,
      ticketTypeCode: string,
    ) => ({
      eventCode,
      suiteId,
      suiteTierId: tier === null ? null : idOf(tier),
      priceCode: 'S',
      ticketTypeCode,
    });
    const suiteRows = [
      suiteRow(null, null, 'gold', 'GOLD'),
      suiteRow('E2', null, 'gold', 'GOLD2'),
      suiteRow(null, ice, null, 'ICE'),
      suiteRow('E1', ice, null, 'NOWHERE'),
    ];
    const content = makeContent({
      eventCodes: ['E1', 'E2'],
      definition: { inventoryType: 'suite' },
      suites: { suiteIds: [ice, floor, loft], tiers: [{ id: idOf('gold'), name: 'Gold', suiteIds: [ice, floor] }] },
      rules: [makeRule('suites', { rows: [], suiteRows })],
    });
    const amountOf: Record<string, number> = { GOLD: 100, GOLD2: 200, ICE: 300 };
    const parts = makeOfferParts(content, {
      suites: [ice, floor, loft],
      amounts: (_event, _code, type) => amountOf[type] ?? null,
    });
    const told = readOffer(openOffer(parts), at);
    const truth = whole(parts, new Set(['E1', 'E2']));
    for (const suiteId of [ice, floor, loft]) {
      for (const eventCode of ['E1', 'E2']) {
        const events = [{ eventCode, suiteId, seats: [{ priceCode: 'S', count: 4 }] }];
        const selection = { packId: null, packageId: null, partySize: 1, events, addOns: [] };
        expect(quote(told, selection, nobody)).toEqual(quote(truth, selection, nobody));
      }
    }
    // gold suites have a row of their own at E2, and the ice suite one without an amount at E1: nobody pays GOLD or ICE there
    const { columns, events } = openOffer(parts);
    expect(columns.map(([, type]) => type)).toEqual(['GOLD2', 'GOLD', 'ICE', 'NOWHERE']);
    expect(events.map(({ cents: each }) => each)).toEqual([
      [null, 100, null, null],
      [200, null, null, null],
    ]);
  });

  it('lists suites as people count, not as they were chosen', () => {
    const names = ['Suite 10', 'Suite 3', 'Suite 1'];
    const content = makeContent({
      eventCodes: ['E1'],
      definition: { inventoryType: 'suite' },
      suites: { suiteIds: names.map(idOf), tiers: [] },
    });
    const parts = makeOfferParts(content, { suites: names.map((name) => [idOf(name), name]) });
    expect(openOffer(parts).suites.map(({ id }) => id)).toEqual(names.toReversed().map(idOf));
  });

  it('sells add-ons at their own amounts, not after their event has begun, and always those only the vendor knows', () => {
    const addOn = (name: string, eventCode: string | null, kind: 'optional' | 'informational' = 'optional') => ({
      ...{ id: idOf(name), kind, name: {}, description: {}, eventCode, priceCode: 'P', ticketTypeCode: 'T' },
      ...{
        unit: 'per_order' as const,
        quantity: { min: 1, max: 4 },
        onlyEventCodes: ['E1', 'E9'],
        onlyPackIds: null,
        image: null,
      },
    });
    const content = makeContent({
      eventCodes: ['E1'],
      addOns: [addOn('parking', 'PARK'), addOn('tour', 'TOUR'), addOn('map', null, 'informational')],
    });
    const parts = makeOfferParts(content, { events: { TOUR: { startsAt: at } }, amounts: () => 2_500 });
    const offer = openOffer(parts);
    expect(offer.addOns.map(({ cents: each, onlyEventCodes }) => [each, onlyEventCodes])).toEqual([
      [2_500, ['E1']],
      [null, ['E1']],
      [null, ['E1']],
    ]);
    const addOns = [{ addOnId: idOf('parking'), count: 2 }];
    const selection = { packId: null, packageId: null, partySize: 1, events: [], addOns };
    expect(quote(readOffer(offer, at), selection, nobody).lines).toMatchObject([
      { eventCode: 'PARK', totalCents: 5_000 },
    ]);
  });

  it('of equal parts is the same text', () => {
    const content = makeContent({ eventCodes: ['E1', 'E2'] });
    const make = () => JSON.stringify(openOffer(makeOfferParts(content, { events: { E1: makeOfferedEvent() } })));
    expect(make()).toBe(make());
  });
});
