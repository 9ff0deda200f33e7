import { makeEvent } from '../../test/factories/event.ts';
import { makeFan } from '../../test/factories/fan.ts';
import { makeProgram } from '../../test/factories/program.ts';
import { idOf, makePack, makeTier } from '../../test/factories/program-content.ts';
import { makeReleased, newestReleaseId } from '../../test/factories/release.ts';
import { makeCart, makeOrder } from '../../test/factories/selling.ts';
import { done, makeShopRule, openShop, type Shop, type ShopApp } from '../../test/factories/shop.ts';

export type BusyStore = {
  shop: Shop;
  venueId: string;
  mapId: string;
};

/** The active one, of single games, with a price for each of them; and one of eight packs with tiers, planned six times. */
export const programs = { own: 'Build Your Own', packs: 'Game packs' };

const day = 86_400_000;
const [eventCount, programCount, fanCount, orderCount] = [80, 30, 120, 120];
/** Of the sandbox's price codes, those of one class. */
const priceCodes = ['C', 'D', 'E', 'F', 'J', 'K', 'L', 'M'];

/** A store in the midst of its season: every list has more than a page, and the switchboard has plans ahead. */
export async function openBusyStore(app: ShopApp): Promise<BusyStore> {
  const shop = await openShop(app, { size: 'season' });
  const { store, games, staff, base } = shop;
  const tours = Array.from({ length: eventCount }, (_, index) => `TOUR${index}`);
  for (const [index, code] of tours.entries()) {
    const on = new Date(Date.UTC(2027, 0, 1 + index)).toISOString().slice(0, 10);
    await makeEvent(app, store, {
      code,
      name: `Arena tour ${index}`,
      venueId: null,
      date: { state: 'set', on },
    });
  }
  const { items: venues } = done(await staff.get(`${base}/venues`));
  const venue = done(await staff.get(`${base}/venues/${venues[0].id}`));
  const programId = await shop.activate({
    name: programs.own,
    eventCodes: [...games, ...tours.slice(0, 10)],
    rules: [makePricedRule(games), makeShopRule('Sale', 'ADULT')],
  });
  const packsId = await makePacks(app, shop);
  for (let index = 0; index < programCount; index += 1) {
    await makeProgram(app, store, { name: `Draft of a sale ${index + 1}`, eventCodes: games });
  }
  await planSwitches(shop, packsId);
  await sell(app, shop, [programId, packsId]);
  return { shop, venueId: venue.id, mapId: venue.maps[0].id };
}

function makePricedRule(games: readonly string[]) {
  const rows = games.flatMap((eventCode) =>
    priceCodes.map((priceCode) => ({ eventCode, priceCode, ticketTypeCode: 'ADULT' })),
  );
  return makeShopRule('Everybody', 'ADULT', { rows });
}

async function makePacks(app: ShopApp, { store, games }: Shop): Promise<string> {
  const packs = Array.from({ length: 8 }, (_, index) => {
    const codes = games.slice(index, index + 24);
    const tiers = [0, 8, 16].map((from) => makeTier(`t${index}${from}`, codes.slice(from, from + 8)));
    return makePack(`pack${index}`, tiers, { name: { en: `Pack ${index + 1}` }, minEvents: 3, maxEvents: 8 });
  });
  const { id } = await makeReleased(app, store, {
    name: programs.packs,
    definition: { type: 'game_packs', packStructure: 'packs_with_tiers', classNames: ['FLEX'] },
    packs,
    rules: [makeShopRule('Packs', 'ADULT', { id: idOf('packs') })],
  });
  return id;
}

async function planSwitches({ ctx, staff, base }: Shop, programId: string) {
  const now = ctx.clock.now().getTime();
  for (let index = 1; index <= 6; index += 1) {
    const [startsAt, endsAt] = [now + index * day, now + (index + 0.5) * day].map((at) => new Date(at).toISOString());
    const plan = { programId, startsAt, endsAt, returnTo: { kind: 'base' }, reason: 'A day of sale' };
    done(await staff.post(`${base}/switchboard/plans`, plan));
  }
}

/** Every other order of one program. */
async function sell(app: ShopApp, { store, ctx, games }: Shop, programIds: readonly [string, string]) {
  const fans: string[] = [];
  for (let index = 0; index < fanCount; index += 1) {
    fans.push(await makeFan(app, store, { accountGroups: index % 3 === 0 ? ['SEASON'] : [] }));
  }
  for (let index = 0; index < orderCount; index += 1) {
    const eventCodes = games.slice(index % 30, (index % 30) + 3);
    const programId = programIds[index % 2 === 0 ? 0 : 1];
    const releaseId = await newestReleaseId(ctx, programId);
    const cart = { programId, releaseId, fanId: fans[index] ?? '', eventCodes };
    const seats = eventCodes.map((eventCode) => ({ eventCode, seatNumber: 1 + index, amountCents: 4_200 }));
    await makeOrder(ctx, { ...cart, cartId: await makeCart(ctx, cart) }, { seats });
  }
}
