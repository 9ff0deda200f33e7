import type { ProgramContent } from '../../../shared/contract/program-content.ts';
import { buyCart, feeOfShop, holdGames } from '../../factories/checkout.ts';
import { makeProgram, type ProgramParts } from '../../factories/program.ts';
import { idOf, makeCondition, makePack, makePackage, makeTier } from '../../factories/program-content.ts';
import { makeReleased } from '../../factories/release.ts';
import { done, makeShopRule, openShop, type Shop } from '../../factories/shop.ts';
import { makeSeats, makeSuite, makeSuiteType } from '../../factories/suite.ts';
import { makeWebhook, pass } from '../../factories/webhook.ts';
import type { TestApp } from '../../harness/app.ts';
import { hour, minute } from '../../harness/clock.ts';
import { runJobs } from '../../harness/jobs.ts';
import { openReceiver } from '../../harness/receiver.ts';

/** A store in the midst of its season, and the ids of what its screens show. */
export type RunningStore = {
  shop: Shop;
  programs: Record<'byo' | 'packs' | 'tiers' | 'packages' | 'suites' | 'broken' | 'archived', string>;
  venueId: string;
  mapId: string;
  suiteId: string;
  eventId: string;
  orderId: string;
  fanId: string;
  purchaseId: string;
  deliveryId: string;
  runId: string;
};

/** Every kind of program, a plan, a held plan, orders, a purchase under way, suites, a map, and news told to a partner. */
export async function openRunningStore(app: TestApp): Promise<RunningStore> {
  const shop = await openShop(app, { feeCents: feeOfShop });
  const { venueId, mapId, suiteId } = await furnish(app, shop);
  const hooks = await tellPartner(app, shop);
  const programs = await makePrograms(app, shop, suiteId);
  await planSwitches(app, shop, programs);
  const sold = await sell(app, shop);
  await hooks.deliver();
  const purchaseId = await leaveInDoubt(app, shop);
  const { items: events } = done(await shop.staff.get(`${shop.base}/events?limit=1&text=${shop.games[0]}`));
  const { items: runs } = done(await shop.staff.get(`${shop.base}/inventory/runs?limit=1`));
  const { items: deliveries } = done(await shop.staff.get(`${shop.base}/webhook-deliveries?limit=1`));
  return {
    ...{ shop, programs, venueId, mapId, suiteId, purchaseId, ...sold },
    eventId: events[0].id,
    runId: runs[0].id,
    deliveryId: deliveries[0].id,
  };
}

/** The arena's sections as the vendor sells them, drawn, with two suites. */
async function furnish(app: TestApp, { staff, base, store, games }: Shop) {
  const [venue] = done(await staff.get(`${base}/venues`)).items;
  const { items } = done(await staff.get(`${base}/inventory/events/${games[0]}/sections`));
  const sections = items.map(({ sectionName }: { sectionName: string }) => {
    return { sectionName, displayName: sectionName, level: levelOf(sectionName) };
  });
  done(await staff.put(`${base}/venues/${venue.id}/sections`, { sections }, { 'if-match': `"${venue.version}"` }));
  const map = done(await staff.post(`${base}/venues/${venue.id}/maps`, { name: 'Basketball' }));
  const type = await makeSuiteType(app, store, { name: 'Loge' });
  const [one] = await Promise.all(
    [1, 2].map((number) => {
      const seats = [makeSeats(`SUITE ${number}`, 'A', 1, 6)];
      return makeSuite(app, store, { name: `Suite ${number}`, venueId: venue.id, suiteTypeId: type.id, seats });
    }),
  );
  return { venueId: venue.id, mapId: map.id, suiteId: one?.id ?? '' };
}

function levelOf(sectionName: string): string {
  if (sectionName.startsWith('SUITE')) return 'suites';
  if (sectionName.startsWith('FLR')) return 'floor';
  if (sectionName.startsWith('C')) return 'club';
  return sectionName.startsWith('2') ? 'upper' : 'lower';
}

/** A partner who takes some messages and refuses others, until `deliver` is done. */
async function tellPartner(app: TestApp, { staff, store }: Shop) {
  const receiver = await openReceiver();
  let answered = 0;
  receiver.answer(() => {
    answered += 1;
    return { status: answered % 2 === 0 ? 503 : 204 };
  });
  await makeWebhook(staff, store, { url: receiver.url, messageTypes: ['order.created', 'program.switched'] });
  return {
    async deliver() {
      await pass(app, minute);
      await receiver.close();
    },
  };
}

const text = (en: string) => ({ en });

/** What a pack program says and asks beside its packs. */
function fullContent(games: readonly string[]) {
  const [first = '', second = ''] = games;
  const middle = Math.ceil(games.length / 2);
  const pack = makePack('half', [
    makeTier('first', games.slice(0, middle), { name: text('First half'), minEvents: 2, maxEvents: 2 }),
    makeTier('second', games.slice(middle), { name: text('Second half'), minEvents: 1, maxEvents: 1 }),
  ]);
  const ofMembers = [makeCondition({ accountGroup: 'MEMBERS' })];
  return {
    definition: { type: 'game_packs' as const, packStructure: 'packs_with_tiers' as const },
    packs: [{ ...pack, name: text('Three games'), minEvents: 3, maxEvents: 3 }],
    rules: [
      makeShopRule('Members', '5GP', { id: idOf('members'), conditions: ofMembers, priority: 1 }),
      makeShopRule('Everybody', 'ADULT'),
    ],
    access: {
      gate: { accountGroups: ['MEMBERS'], emailDomains: ['berkeley.edu'], allow: ['ana@example.com'] },
      block: ['scalper@example.com'],
      presales: [
        {
          ...{ id: idOf('presale'), name: 'Members first', accountGroups: ['MEMBERS'], emailDomains: [], allow: [] },
          ...{ startsAt: '2026-10-03T17:00:00.000Z', endsAt: '2026-10-04T17:00:00.000Z' },
        },
      ],
    },
    presentation: {
      headline: text('Half and half'),
      subline: text('Two games of the first half, one of the second'),
      colours: { primary: '#1d428a', onPrimary: '#ffffff', accent: '#ffc72c' },
      copy: [{ id: idOf('copy'), title: text('How it works'), body: text('Choose your games and your seats.') }],
      faq: [{ id: idOf('faq'), title: text('Can I change a game?'), body: text('Write to the ticket office.') }],
    },
    addOns: [
      {
        ...{ id: idOf('parking'), kind: 'optional' as const, name: text('Parking'), description: text('Lot A') },
        ...{ eventCode: first, priceCode: 'C', ticketTypeCode: 'ADULT', unit: 'per_order' as const, image: null },
        ...{ quantity: { min: 0, max: 2 }, onlyEventCodes: [second], onlyPackIds: null },
      },
    ],
  };
}

async function makePrograms(app: TestApp, shop: Shop, suiteId: string): Promise<RunningStore['programs']> {
  const { store, games, staff, base } = shop;
  const full = fullContent(games);
  const seats: Partial<ProgramContent['definition']> = { classNames: ['FLEX'] };
  const release = (name: string, parts: ProgramParts) =>
    makeReleased(app, store, {
      rules: [makeShopRule('Everybody', 'ADULT')],
      ...parts,
      name,
      definition: { ...seats, ...parts.definition },
    });
  const byo = await shop.activate({ name: 'Build Your Own' });
  const packs = await release('Half and Half', full);
  const tiers = await release('Some of each', {
    ...full,
    definition: { ...full.definition, packStructure: 'tiers_only' },
    packs: full.packs.map((pack) => ({ ...pack, isHidden: true })),
  });
  const onePackage = makePackage('two', games.slice(-2), {
    name: text('Two nights'),
    postPurchase: { eventCodes: games.slice(0, -2), minEvents: 1, maxEvents: 2 },
  });
  const packages = await release('Weekend Package', {
    definition: { type: 'preset_packages' },
    packages: [onePackage],
  });
  const suiteRow = { eventCode: null, suiteId, suiteTierId: null, priceCode: 'S', ticketTypeCode: 'STE' };
  const suites = await release('Suite nights', {
    definition: { inventoryType: 'suite', classNames: ['SUITE'] },
    eventCodes: games.slice(0, 3),
    suites: { suiteIds: [suiteId], tiers: [{ id: idOf('front'), name: 'Front', suiteIds: [suiteId] }] },
    rules: [makeShopRule('Everybody', 'ADULT', { rows: [], suiteRows: [suiteRow] })],
  });
  const broken = await release('Black Friday', { eventCodes: games, rules: [] });
  await makeProgram(app, store, { name: 'Spring', eventCodes: [...games, 'GONE'], rules: [] });
  const archived = await release('Last season', { eventCodes: games });
  done(await staff.post(`${base}/programs/${archived.id}/archive`));
  return {
    ...{ byo, packs: packs.id, tiers: tiers.id, packages: packages.id },
    ...{ suites: suites.id, broken: broken.id, archived: archived.id },
  };
}

/** A sale ahead, and one whose program was found wanting in time. */
async function planSwitches(app: TestApp, { staff, base }: Shop, programs: RunningStore['programs']) {
  const after = (milliseconds: number) => new Date(app.clock.now().getTime() + milliseconds).toISOString();
  const plan = (programId: string, from: number, until: number) =>
    staff.post(`${base}/switchboard/plans`, {
      ...{ programId, startsAt: after(from), endsAt: after(until), returnTo: { kind: 'base' } },
      reason: 'The sale',
    });
  done(await plan(programs.packs, 48 * hour, 72 * hour));
  done(await plan(programs.broken, 80 * minute, 2 * hour));
  app.clock.advance(71 * minute);
  await runJobs(app);
}

/** Two plans sold, and one purchase that failed. */
async function sell(app: TestApp, shop: Shop) {
  const { staff, base, games } = shop;
  for (const email of ['ana@example.com', 'ben@example.com']) {
    const fan = await comeIn(app, shop, email);
    done(await buyCart(shop, fan, await holdGames(shop, fan, games.slice(0, 2))));
  }
  const declined = await comeIn(app, shop, 'chloe@example.com');
  const refused = await holdGames(shop, declined, games.slice(1, 2));
  done(await buyCart(shop, declined, refused, { token: 'tok_declined' }));
  await runJobs(app);
  const { items: orders } = done(await staff.get(`${base}/sales/orders?limit=1`));
  return { orderId: orders[0].id, fanId: orders[0].fan.id };
}

/** A purchase of which nothing is known yet. */
async function leaveInDoubt(app: TestApp, shop: Shop): Promise<string> {
  const fan = await comeIn(app, shop, 'dev@example.com');
  const cart = await holdGames(shop, fan, shop.games.slice(0, 1));
  shop.sandbox.faults.add({ cmd: 'payment_request', fault: 'lost_request', times: 1 });
  return done(await buyCart(shop, fan, cart)).id;
}

async function comeIn(app: TestApp, shop: Shop, email: string) {
  // So many codes a minute.
  app.clock.advance(10_000);
  return shop.fan(email);
}
