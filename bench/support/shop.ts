import type { Ctx, StoreFacts } from '../../server/core/ctx.ts';
import type { PriceRule } from '../../shared/contract/program-content.ts';
import { makePublishedEvent } from '../../test/factories/event.ts';
import { makeInventory, makeRun } from '../../test/factories/inventory.ts';
import type { ProgramParts } from '../../test/factories/program.ts';
import { makeCondition, makePack, makeRule, makeTier } from '../../test/factories/program-content.ts';
import { makeReleased } from '../../test/factories/release.ts';
import { makeStore } from '../../test/factories/store.ts';
import { makeSections, makeVenue } from '../../test/factories/venue.ts';

export type Shop = {
  store: StoreFacts;
  eventCodes: string[];
  /** Build Your Own; its sale; packs with tiers. */
  programs: { regular: string; sale: string; packs: string };
  packId: string;
};

export const priceCodes = ['A', 'B', 'C', 'D'] as const;
const ticketTypes = { ADULT: 1, '3GP': 0.9, '5GP': 0.8, BF25: 0.75 } as const;
const opponents = [
  'Lakers',
  'Celtics',
  'Suns',
  'Kings',
  'Nuggets',
  'Clippers',
  'Mavericks',
  'Rockets',
  'Spurs',
  'Grizzlies',
  'Pelicans',
  'Jazz',
  'Thunder',
  'Timberwolves',
  'Trail Blazers',
  'Bucks',
  'Heat',
  'Knicks',
  'Nets',
  'Sixers',
]; // prettier-ignore

/** One season as a team would have it: 41 home games, 4 price codes with their own price for each game, three programs. */
export async function makeShop(ctx: Ctx): Promise<Shop> {
  const app = { ctx };
  const store = await makeStore(app);
  const sections = makeSections(Array.from({ length: 60 }, (_, index) => 101 + index));
  const { id: venueId } = await makeVenue(app, store, { sections });
  const eventCodes: string[] = [];
  for (let game = 0; game < 41; game += 1) {
    const on = new Date(Date.UTC(2027, 9, 20 + game * 4)).toISOString().slice(0, 10);
    const code = `GSW${on.slice(2).replaceAll('-', '')}`;
    const opponent = opponents[game % opponents.length] ?? '';
    await makePublishedEvent(app, store, {
      code,
      name: `Warriors vs. ${opponent}`,
      opponent,
      venueId,
      date: { state: 'set', on },
    });
    await makeInventory(app, store, code, { prices: pricesOf(game), runs: runsOf(sections.length) });
    eventCodes.push(code);
  }
  const tiers = [
    [0, 8],
    [8, 24],
    [24, 41],
  ].map(([from, to], index) => makeTier(`Tier ${index + 1}`, eventCodes.slice(from, to), { minEvents: 1 }));
  const pack = makePack('Mix', tiers, { minEvents: 3, maxEvents: 8 });
  const regular: ProgramParts = { eventCodes, definition: { minEvents: 3 }, rules: rulesOf() };
  const sale: ProgramParts = { ...regular, rules: [sells('sale', 'BF25')] };
  const packs: ProgramParts = {
    definition: { type: 'game_packs', packStructure: 'packs_with_tiers' },
    packs: [pack],
    rules: rulesOf(),
  };
  const [one, two, three] = [
    await makeReleased(app, store, regular),
    await makeReleased(app, store, sale),
    await makeReleased(app, store, packs),
  ];
  return { store, eventCodes, programs: { regular: one.id, sale: two.id, packs: three.id }, packId: pack.id };
}

/** Cents that nobody could guess from those of another game. */
function pricesOf(game: number) {
  const entries = priceCodes.map((priceCode, place) => {
    const base = 4_000 + (4 - place) * 2_500 + ((game * 7_919 + place * 104_729) % 37) * 100;
    const amounts = Object.entries(ticketTypes).map(([type, part]) => [type, Math.round(base * part)]);
    return [priceCode, Object.fromEntries(amounts)];
  });
  return Object.fromEntries(entries);
}

function runsOf(sectionCount: number) {
  return Array.from({ length: sectionCount }, (_, index) =>
    makeRun({
      sectionName: String(101 + index),
      lastSeat: 40,
      priceCode: priceCodes[index % priceCodes.length] ?? 'A',
    }),
  );
}

function rulesOf(): PriceRule[] {
  return [
    sells('five', '5GP', { priority: 1, conditions: [makeCondition({ minEvents: 5 })] }),
    sells('everybody', '3GP', { priority: 2 }),
  ];
}

function sells(name: string, ticketTypeCode: string, rest: Partial<PriceRule> = {}): PriceRule {
  return makeRule(name, {
    rows: priceCodes.map((priceCode) => ({ eventCode: null, priceCode, ticketTypeCode })),
    ...rest,
  });
}
