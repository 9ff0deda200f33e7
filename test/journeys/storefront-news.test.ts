import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCart } from '../../server/modules/carts/carts.read.service.ts';
import { releaseSeats } from '../../server/modules/carts/carts.release.service.ts';
import { makeCondition } from '../factories/program-content.ts';
import { makeShopRule } from '../factories/shop.ts';
import { minute } from '../harness/clock.ts';
import { runJobs } from '../harness/jobs.ts';
import { type Fan, type FanOptions, openFan, soldTo } from './support/fan.ts';
import { type Journey, openJourney } from './support/journey.ts';
import { makePresentation, openStand, type Stand } from './support/storefront.ts';

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

const regular = (eventCodes: readonly string[] = stand.games) => ({
  definition: { minEvents: 2 },
  eventCodes: [...eventCodes],
  rules: [makeShopRule('Everybody', 'ADULT')],
  presentation: makePresentation('Build your season', 'Arma tu temporada'),
});

/** A fan who has chosen the first two games. */
async function openChoosing(options: FanOptions = {}): Promise<Fan> {
  const fan = await openFan(journey, stand, options);
  await fan.enter('/choose');
  await fan.tick(stand.names.slice(0, 2));
  return fan;
}

/** Goes on to the card form, with the first seats that are found. */
async function goToPay(fan: Fan, email: string) {
  const { t } = fan;
  await fan.press(fan.button(t('choose.seats')));
  await fan.holdFirst();
  await fan.press(fan.link(t('seats.continue')));
  await fan.press(fan.button(t('review.sign_in')));
  await fan.signIn(email);
  await fan.button(t('pay.now', { amount: '' }).trim()).waitFor();
}

/** The box office takes the game's seats out of the fan's cart and sells them to somebody else. */
async function takeSeats({ page }: Fan, eventName: string) {
  const { ctx, sandbox, base } = stand;
  const { id } = await page.evaluate<{ id: string }>(`fetch('${base}/cart').then((r) => r.json()).then((a) => a.cart)`);
  const cart = await readCart(ctx, id);
  const seats = cart.seats.filter(({ eventCode }) => eventCode === eventName);
  await releaseSeats(ctx, { cart, seats, purpose: 'hold', timeoutMs: 15_000 });
  const blocks = seats.map(({ sectionName, rowName, seatNumber }) => {
    return { sectionName, rowName, firstSeat: seatNumber, lastSeat: seatNumber };
  });
  expect(sandbox.acts.sellByOthers({ eventName, seats: blocks }).sold).toHaveLength(2);
}

/** What only a page that was never loaded anew still knows. */
async function mark({ page }: Fan) {
  await page.evaluate('window.isSamePage = true');
  return () => page.evaluate('window.isSamePage === true');
}

describe('while a fan is in the store the team switches to another program', () => {
  it('and who is choosing is told what is gone, without a reload, and goes on', async () => {
    await stand.sell(regular());
    const fan = await openChoosing({ device: 'phone', language: 'es' });
    const { page, t } = fan;
    const isSamePage = await mark(fan);
    const [first = '', second = '', third = ''] = stand.names;
    await fan.read(t('guide.complete'));
    await page.getByText(t('choose.saved')).waitFor();
    await stand.sell({
      ...regular(stand.games.filter((code) => code !== stand.games[1])),
      presentation: makePresentation('Black Friday', 'Viernes negro'),
      rules: [makeShopRule('Everybody', 'BF25')],
    });
    await fan.read(t('news.title'));
    await fan.read(t('news.games_lost', { count: 1, games: second }));
    await expect.poll(() => page.getByRole('checkbox', { name: second }).count()).toBe(0);
    await expect.poll(() => page.getByRole('checkbox', { name: first }).isChecked()).toBe(true);
    await fan.read(t('guide.short', { count: 1 }));
    await fan.arrive(t('title.choose'), 'news');
    await fan.tick([third]);
    await fan.press(fan.exactly(t('bar.continue')));
    await fan.arrive(t('title.seats'));
    expect(await isSamePage()).toBe(true);
  });

  it('and who is paying notices nothing and pays what was held', async () => {
    await stand.sell(regular());
    const fan = await openChoosing();
    const { page, t } = fan;
    await goToPay(fan, 'femi@example.com');
    const amount = page.getByRole('button', { name: new RegExp(`^${t('pay.now', { amount: '' }).trim()} `) });
    const before = await amount.innerText();
    const visitor = await openFan(journey, stand);
    await stand.sell({
      ...regular(stand.games.slice(1)),
      rules: [makeShopRule('Everybody', '5GP')],
      presentation: makePresentation('Another offer', 'Otra oferta'),
    });
    await visitor.enter();
    await visitor.arrive('Another offer');
    await runJobs(journey.app);
    expect(await amount.innerText()).toBe(before);
    await fan.arrive(t('title.pay'));
    expect(await page.getByText(t('notice.offer_title')).count()).toBe(0);
    const paid = await fan.pay();
    await fan.arrive(t('orders.thanks'));
    const { events, cents } = soldTo(stand, '100006');
    expect([events.toSorted(), paid]).toEqual([stand.games.slice(0, 2).toSorted(), cents]);
    expect(soldTo(stand, '100006').seats.map(({ ticket_type_code: code }) => code)).toEqual(Array(4).fill('ADULT'));
  });
});

describe('another buyer', () => {
  it('takes the seats before they are paid: the fan hears which, takes the nearest and pays for those', async () => {
    await stand.sell(regular());
    const fan = await openChoosing();
    const { page, t } = fan;
    await goToPay(fan, 'ana@example.com');
    const [lost = ''] = stand.games;
    await takeSeats(fan, lost);
    fan.expectStatus(409);
    await fan.pay();
    await fan.read(t('fail.lost_title'));
    await fan.arrive(t('title.pay'), 'lost');
    await fan.press(fan.link(t('fail.to_seats')));
    await fan.read(t('seats.nearest'));
    await fan.arrive(t('title.seats'), 'nearest');
    await fan.press(page.getByRole('status').getByRole('listitem').getByRole('button').first());
    await fan.read(t('seats.done'));
    await fan.press(fan.link(t('seats.continue')));
    await fan.press(fan.button(t('review.to_pay')));
    const paid = await fan.pay();
    await fan.arrive(t('orders.thanks'));
    const { events, cents } = soldTo(stand, '100001');
    expect([events.toSorted(), paid]).toEqual([stand.games.slice(0, 2).toSorted(), cents]);
  });
});

describe('a fan in trouble', () => {
  it('chooses on without a connection, gets other seats when the time ran out, and pays by another card', async () => {
    await stand.sell(regular());
    const fan = await openFan(journey, stand);
    const { page, t } = fan;
    const [first = '', second = ''] = stand.names;
    await fan.enter('/choose');
    await fan.tick([first]);
    await page.getByText(t('choose.saved')).waitFor();
    await page.context().setOffline(true);
    await fan.tick([second]);
    await fan.read(t('shell.offline'));
    await fan.arrive(t('title.choose'), 'offline');
    await page.context().setOffline(false);
    await page.getByText(t('choose.saved')).waitFor();
    fan.forgiveLostConnection();

    await fan.press(fan.button(t('choose.seats')));
    await fan.holdFirst();
    const left = () => page.getByRole('timer', { name: t('held.left') }).innerText();
    await expect.poll(left).toBe('10:00');
    // The fan's clock is a minute slow, and the seats go by the server's.
    journey.app.clock.advance(11 * minute);
    await page.clock.setFixedTime(journey.app.clock.now().getTime() - minute);
    await fan.read(t('notice.expired_title'));
    await fan.arrive(t('title.seats'), 'expired');
    await fan.holdFirst();
    await expect.poll(left).toBe('10:00');
    await fan.press(fan.link(t('seats.continue')));
    await fan.press(fan.button(t('review.sign_in')));
    await fan.signIn('chloe@example.com');
    await fan.pay('4000 0000 0000 0002');
    await fan.read(t('fail.declined_title'));
    await fan.arrive(t('title.pay'), 'declined');
    expect(soldTo(stand, '100003').seats).toEqual([]);
    const paid = await fan.pay();
    await fan.arrive(t('orders.thanks'));
    const { events, cents } = soldTo(stand, '100003');
    expect([events.toSorted(), paid]).toEqual([stand.games.slice(0, 2).toSorted(), cents]);
  });
});

describe('the price of an account group', () => {
  it('is shown to its fan, and no byte of it is sent to anybody else', async () => {
    const ofMembers = [makeCondition({ accountGroup: 'MEMBERS' })];
    await stand.sell({
      ...regular(),
      definition: { minEvents: 1 },
      rules: [
        makeShopRule('Members only', 'MEM', { conditions: ofMembers, priority: 1 }),
        makeShopRule('Everybody', 'ADULT'),
      ],
    });
    const fan = await openFan(journey, stand);
    const { page, t } = fan;
    const sent: Promise<string>[] = [];
    page.on('response', (response) => {
      const isStream = response.headers()['content-type']?.startsWith('text/event-stream') === true;
      if (!isStream) sent.push(response.text().catch(() => ''));
    });
    await fan.enter('/choose');
    await fan.tick(stand.names.slice(0, 1));
    const least = () => page.getByRole('list').getByText(/^\$\d/).first().innerText();
    const before = await least();
    await page.getByText(t('choose.saved')).waitFor();
    const bytes = (await Promise.all(sent)).join('\n');
    expect(bytes).toContain('ADULT');
    expect(bytes).not.toMatch(/"MEM"|MEMBERS|Members only/);
    await fan.press(fan.button(t('account.sign_in')));
    await fan.signIn('ben@example.com');
    await expect.poll(least).not.toBe(before);
    const cents = (text: string) => Number(text.replaceAll(/\D/g, ''));
    expect(cents(await least())).toBeLessThan(cents(before));
    await fan.arrive(t('title.choose'));
  });
});
