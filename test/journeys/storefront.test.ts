import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idOf, makePack, makePackage, makeTier } from '../factories/program-content.ts';
import { done, makeShopRule } from '../factories/shop.ts';
import { makeSeats, makeSuite, makeSuiteType } from '../factories/suite.ts';
import { runJobs } from '../harness/jobs.ts';
import { type Fan, openFan, soldTo } from './support/fan.ts';
import { type Journey, openJourney } from './support/journey.ts';
import { pickFromLists, pickOnMap, pickOnMapByKeys, pressKeys } from './support/seat-picking.ts';
import { both, makePresentation, openStand, type Stand } from './support/storefront.ts';

let journey: Journey;
let stand: Stand;

beforeAll(async () => {
  journey = await openJourney();
  stand = await openStand(journey);
});
afterAll(async () => {
  await journey.endVisits();
  await journey.close();
  await stand.sandbox.close();
});

/** The tickets are made a moment after the sale: the page shows them by itself. */
async function expectTickets({ read, t }: Fan) {
  await runJobs(journey.app);
  await read(`${t('orders.tickets')} (`);
}

describe('a fan buys', () => {
  it('a Build Your Own plan at a desk, with seats chosen by the keyboard alone', async () => {
    await stand.sell({
      definition: { minEvents: 3 },
      rules: [makeShopRule('Everybody', '3GP')],
      presentation: makePresentation('Build your season', 'Arma tu temporada'),
    });
    const fan = await openFan(journey, stand);
    const { t } = fan;
    await fan.enter();
    await fan.arrive('Build your season', 'home');
    await fan.press(fan.link(t('home.start_games')).first());
    await fan.arrive(t('title.choose'));
    await fan.tick(stand.names.slice(0, 2));
    await fan.read(t('guide.short', { count: 1 }));
    await fan.tick(stand.names.slice(2, 3));
    await fan.read(t('guide.complete'));
    await fan.arrive(t('title.choose'), 'choose');
    await fan.press(fan.button(t('choose.seats')));
    await fan.arrive(t('title.seats'), 'seats');
    await holdByKeyboard(fan);
    await fan.press(fan.link(t('seats.continue')));
    await fan.arrive(t('title.review'), 'review');
    await fan.press(fan.button(t('review.sign_in')));
    await fan.signIn('ana@example.com');
    await fan.arrive(t('title.pay'), 'pay');
    const paid = await fan.pay();
    await fan.arrive(t('orders.thanks'));
    const { events, seats, cents } = soldTo(stand, '100001');
    expect([events.toSorted(), seats.length, paid]).toEqual([stand.games.slice(0, 3).toSorted(), 6, cents]);
    await expectTickets(fan);
    await fan.arrive(t('orders.thanks'), 'thanks');
    await fan.press(fan.link(t('orders.all')));
    await fan.arrive(t('title.orders'));
  });

  it('a pack with tiers on a phone in Spanish', async () => {
    const { games, names } = stand;
    const tiers = [
      makeTier('first', games.slice(0, 2), { name: both('First half', 'Primera mitad'), minEvents: 2, maxEvents: 2 }),
      makeTier('second', games.slice(2), { name: both('Second half', 'Segunda mitad'), minEvents: 1, maxEvents: 1 }),
    ];
    const three = makePack('three', tiers, { name: both('Three games', 'Tres partidos'), minEvents: 3, maxEvents: 3 });
    const two = makePack('two', games, { name: both('Two games', 'Dos partidos'), minEvents: 2, maxEvents: 2 });
    await stand.sell({
      definition: { type: 'game_packs', packStructure: 'packs_with_tiers' },
      packs: [three, two],
      rules: [makeShopRule('Everybody', '5GP')],
      presentation: makePresentation('Half and half', 'Mitad y mitad'),
    });
    const fan = await openFan(journey, stand, { device: 'phone', language: 'es' });
    const { t } = fan;
    await fan.enter();
    await fan.arrive('Mitad y mitad');
    await fan.press(fan.link('Tres partidos'));
    await fan.arrive('Tres partidos');
    await fan.tick(names.slice(0, 2));
    await fan.read(t('guide.group_short', { count: 1, tier: 'Segunda mitad' }));
    await fan.tick(names.slice(2, 3));
    await fan.arrive('Tres partidos', 'phone-choose');
    await fan.press(fan.exactly(t('bar.continue')));
    await fan.arrive(t('title.seats'));
    await fan.press(fan.link(t('seats.choose')).first());
    const touched = await pickOnMap(fan);
    await fan.arrive(names[0] ?? '', 'phone-map');
    await fan.press(fan.button(t('seats.more_ways')));
    await fan.press(fan.button(t('seats.find_same')));
    await fan.press(fan.button(t('seats.hold')).first());
    await fan.read(t('seats.done'));
    await fan.read(touched);
    await fan.press(fan.link(t('seats.continue')));
    await fan.arrive(t('title.review'));
    await fan.press(fan.button(t('review.sign_in')));
    await fan.signIn('chloe@example.com');
    await fan.arrive(t('title.pay'));
    const paid = await fan.pay();
    await fan.arrive(t('orders.thanks'));
    const { events, cents } = soldTo(stand, '100003');
    expect([events.toSorted(), paid]).toEqual([games.slice(0, 3).toSorted(), cents]);
    await expectTickets(fan);
    await fan.arrive(t('orders.thanks'));
  });

  it('a package at a desk with an extra, and adds a game to it afterwards', async () => {
    const { games, names } = stand;
    await sellPackages(stand);
    const fan = await openFan(journey, stand);
    const { page, t } = fan;
    await fan.enter('/choose');
    await fan.arrive(t('title.choose_package'), 'packages');
    await fan.press(fan.link('Two nights'));
    await fan.arrive('Two nights');
    await fan.press(fan.button(t('choose.seats')));
    await fan.arrive(t('title.seats'));
    await fan.press(fan.link(t('seats.choose')).first());
    const clicked = await pickOnMap(fan);
    await fan.arrive(names.at(-2) ?? '', 'map');
    await fan.press(fan.button(t('seats.hold_here')));
    await fan.press(fan.link(t('seats.back')));
    await fan.read(clicked);
    await fan.holdFirst();
    await fan.press(fan.link(t('seats.continue')));
    await fan.arrive(t('title.add_ons'));
    await page
      .getByRole('region', { name: t('addons.included') })
      .getByText('Garage parking')
      .waitFor();
    await page.getByLabel(t('addons.count', { addOn: 'A second car' })).selectOption('1');
    await fan.arrive(t('title.add_ons'), 'extras');
    await fan.press(fan.button(t('act.continue')));
    await fan.arrive(t('title.review'));
    await fan.read(/A second car × 1/);
    await fan.press(fan.button(t('review.sign_in')));
    await fan.signIn('dev@example.com');
    await page.getByRole('heading', { level: 1, name: t('title.pay') }).waitFor();
    const paid = await fan.pay();
    await fan.arrive(t('orders.thanks'));
    const first = soldTo(stand, '100004');
    expect(first.seats.filter(({ event_name: event }) => event === 'PARK')).toHaveLength(2);
    expect([first.events.toSorted(), paid]).toEqual([[...games.slice(-2), 'PARK'].toSorted(), first.cents]);
    await expectTickets(fan);
    await fan.tick(names.slice(0, 1));
    await fan.arrive(t('orders.thanks'), 'add-games');
    await fan.press(fan.button(t('orders.add_go', { count: 1 })));
    await fan.arrive(t('title.seats'));
    await fan.press(fan.link(t('seats.choose')).first());
    const entered = await pickOnMapByKeys(fan);
    await pressKeys(fan, fan.button(t('seats.hold_here')), ['Enter']);
    await fan.press(fan.link(t('seats.back')));
    await fan.read(entered);
    await fan.press(fan.link(t('seats.continue')));
    await fan.press(fan.button(t('review.to_pay')));
    const paidMore = await fan.pay();
    await fan.arrive(t('orders.thanks'));
    await fan.read(t('orders.part_of'));
    const all = soldTo(stand, '100004');
    expect([all.events.includes(games[0] ?? ''), paid + paidMore]).toEqual([true, all.cents]);
  });

  it('a part of a suite on a phone in French, with amounts and dates as they are written there', async () => {
    const { games, names, store, staff, base } = stand;
    const [venue] = done(await staff.get(`${base}/venues`)).items;
    const { items } = done(await staff.get(`${base}/inventory/events/${games[0]}/sections`));
    const sections = items.map(({ sectionName }: { sectionName: string }) => {
      const level = sectionName.startsWith('SUITE') ? 'suites' : 'lower';
      return { sectionName, displayName: sectionName, level };
    });
    done(await staff.put(`${base}/venues/${venue.id}/sections`, { sections }, { 'if-match': `"${venue.version}"` }));
    const type = await makeSuiteType(journey.app, store, { name: 'Loge' });
    const suite = await makeSuite(journey.app, store, {
      ...{ name: 'Baseline suite', venueId: venue.id, suiteTypeId: type.id, partialSizes: [2, 4] },
      ...{ seats: [makeSeats('SUITE 1', 'A', 1, 6)], description: both('Above the baseline.', 'Sobre la línea.') },
    });
    const row = { eventCode: null, suiteId: suite.id, suiteTierId: null, priceCode: 'S', ticketTypeCode: 'STE' };
    await stand.sell({
      definition: { inventoryType: 'suite', classNames: ['SUITE'], minEvents: 2 },
      suites: { suiteIds: [suite.id], tiers: [] },
      rules: [makeShopRule('Everybody', 'STE', { rows: [], suiteRows: [row] })],
      presentation: makePresentation('Suite nights', 'Noches de suite', 'Soirées en loge'),
    });
    const fan = await openFan(journey, stand, { device: 'phone', language: 'fr' });
    const { page, t } = fan;
    await fan.enter('/choose');
    await fan.press(page.locator('label').filter({ has: page.getByRole('radio', { name: 'Baseline suite' }) }));
    await fan.tick(names.slice(0, 2));
    await fan.arrive(t('title.choose'), 'phone-suite');
    await fan.press(fan.exactly(t('choose.suites')).first());
    await fan.arrive(t('title.seats'));
    await expect.poll(() => page.getByLabel(t('suites.size')).inputValue()).toBe('2');
    await fan.press(fan.button(t('suites.hold', { count: 2, suite: 'Baseline suite' })));
    await fan.read(t('seats.done'));
    await fan.press(fan.link(t('seats.continue')));
    await fan.arrive(t('title.review'));
    await fan.press(fan.button(t('review.sign_in')));
    await fan.signIn('femi@example.com');
    await fan.arrive(t('title.pay'));
    const paid = await fan.pay();
    await fan.arrive('Merci');
    const { seats, cents } = soldTo(stand, '100006');
    await fan.read(french(cents));
    await fan.read(/^dimanche 4 octobre 2026 · 17\sh\s30/);
    const [{ section_name: section } = { section_name: '' }] = seats;
    expect([section, seats.length, paid]).toEqual(['SUITE 1', 4, cents]);
  });
});

describe('at a host name of its own', () => {
  it('an address that leads nowhere is a page of the store, which leads back', async () => {
    done(await stand.staff.post(`${stand.base}/hosts`, { host: 'plans.localhost' }));
    const fan = await openFan(journey, stand, { device: 'phone', language: 'fr' });
    const { t } = fan;
    fan.expectStatus(404);
    await fan.open(`${journey.url.replace('localhost', 'plans.localhost')}/nulle/part`);
    await fan.arrive(t('missing.title'));
    await fan.press(fan.link(t('missing.home')));
    await fan.arrive('Soirées en loge');
    expect(new URL(fan.page.url()).pathname).toBe('/');
  });
});

/** Held with the seats when it is forced, and chosen when it is not. */
const parking = {
  ...{ eventCode: 'PARK', priceCode: 'PK', ticketTypeCode: 'ADULT', unit: 'per_order' as const },
  ...{ onlyEventCodes: null, onlyPackIds: null, image: null },
};

/** As Intl is not asked: `1 234,50 $`. */
function french(cents: number): string {
  const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
  return `${whole},${String(cents % 100).padStart(2, '0')}\u00a0$`;
}

/** The whole way through seats without a mouse: a game, its list of seats, then the same seats in all games. */
async function holdByKeyboard(fan: Fan) {
  const { page, t } = fan;
  await pressKeys(fan, page.getByRole('link', { name: t('seats.choose') }).first(), ['Enter']);
  await fan.arrive(stand.names[0] ?? '');
  await pickFromLists(fan);
  await fan.arrive(stand.names[0] ?? '', 'list');
  await pressKeys(fan, fan.button(t('seats.find_same')), ['Enter']);
  await page.getByRole('dialog', { name: t('seats.find_same') }).waitFor();
  await pressKeys(fan, fan.button(t('seats.hold')).first(), ['Enter']);
  await fan.read(t('seats.done'));
  await fan.arrive(t('title.seats'), 'held');
}

/** Two packages, with a place in the garage that belongs to them and another one for who wants it. */
async function sellPackages(stand: Stand) {
  const { games } = stand;
  const nights = makePackage('nights', games.slice(-2), {
    name: both('Two nights', 'Dos noches'),
    postPurchase: { eventCodes: games.slice(0, -2), minEvents: 1, maxEvents: 2 },
  });
  await stand.sell({
    definition: { type: 'preset_packages' },
    packages: [nights, makePackage('opening', games.slice(0, 2), { name: both('Opening nights', 'Inicio') })],
    rules: [makeShopRule('Everybody', 'PKG')],
    presentation: makePresentation('Games that belong together', 'Partidos que van juntos'),
    addOns: [
      {
        ...parking,
        ...{ id: idOf('parking'), kind: 'forced', name: both('Garage parking', 'Estacionamiento') },
        ...{ description: both('A place in the garage.', 'Un lugar en la arena.'), quantity: { min: 1, max: 1 } },
      },
      {
        ...parking,
        ...{ id: idOf('second'), kind: 'optional', name: both('A second car', 'Otro auto') },
        ...{ description: both('Another place in the garage.', 'Otro lugar.'), quantity: { min: 0, max: 2 } },
      },
    ],
  });
}
