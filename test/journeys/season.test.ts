import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import type { Staff } from '../../server/modules/identity/identity.types.ts';
import { formatAmount } from '../../shared/rules/money.ts';
import { makeClient, makeProduct } from '../factories/client.ts';
import { makeStaff, onClient } from '../factories/staff.ts';
import { makeStore } from '../factories/store.ts';
import { atSandbox, connectVendor } from '../factories/vendor.ts';
import { pass } from '../factories/webhook.ts';
import { minute } from '../harness/clock.ts';
import { runJobs } from '../harness/jobs.ts';
import { openReceiver, type Receiver } from '../harness/receiver.ts';
import { type Journey, openJourney } from './support/journey.ts';
import * as desk from './support/season-desk.ts';
import * as editor from './support/season-editor.ts';
import { goTo, goToStage } from './support/season-editor.ts';
import { isDrawing, type Visitor } from './support/visitor.ts';

/** One person of the ticket office runs a season by hand, from the empty store to the sale that returned by itself. */

const email = 'olivia@warriors.test';
const store = { key: 'warriors-flex', name: 'Warriors Flex' };
/** On the store's clocks and as instants. */
const sale = {
  starts: { local: '2026-10-02T06:00', at: '2026-10-02T13:00:01.000Z' },
  ends: { local: '2026-10-03T06:00', at: '2026-10-03T13:00:01.000Z' },
};
const games = ['Indiana Pacers', 'Portland Trail Blazers', 'Utah Jazz', 'Oklahoma City Thunder'] as const;

let journey: Journey;
let sandbox: Sandbox;
let partner: Receiver;
let olivia: Staff;
let visitor: Visitor;
let orderNumber: string;

beforeAll(async () => {
  journey = await openJourney();
  const { app } = journey;
  sandbox = await openSandbox({ size: 'small', now: () => app.clock.now().getTime(), quota: null });
  const client = await makeClient(app, { key: 'warriors', name: 'Golden State Warriors' });
  await makeProduct(app, { key: 'flex', name: 'Flex plans' });
  const made = await makeStore(app, { ...store, clientKey: 'warriors', productKey: 'flex' });
  await connectVendor(app, made, { name: 'Warriors Archtics', ...atSandbox(sandbox) });
  partner = await openReceiver();
  olivia = await makeStaff(app, { name: 'Olivia Owens', email, grants: [onClient(client, 'owner')] });
  visitor = await journey.visit();
  await setClock();
});
afterEach(() => expect(visitor.faults).toEqual([]));
afterAll(async () => {
  await journey.endVisits();
  await journey.close();
  await sandbox.close();
  await partner.close();
});

/** The browser's clock is that of the product. */
async function setClock(instant?: string) {
  if (instant !== undefined) journey.app.clock.set(instant);
  await visitor.page.clock.setFixedTime(journey.app.clock.now());
}

/** Back at the store's home, the day after: sessions do not last that long. */
async function comeBack() {
  await journey.signIn(visitor, olivia);
  await setClock();
  await visitor.open(`/cortex/stores/${store.key}`);
  await setClock();
}

/** What fans are offered: the program's id, and all they read. */
async function offerToFans(): Promise<{ programId: string; copy: string }> {
  const fan = journey.app.client();
  const [offer, copy] = [
    await fan.get(`/api/stores/${store.key}/offer`),
    await fan.get(`/api/stores/${store.key}/offer/copy`),
  ];
  return { programId: offer.body.release.programId, copy: copy.text };
}

/** Keeps a picture for the tour, without the messages of what was done before. */
async function tour(name: string) {
  if (isDrawing) await desk.dismissMessages(visitor.page);
  await visitor.shoot(name, { isTour: true });
}

it('signs in by a mailed link, imports the season and publishes its games', async () => {
  const { page } = visitor;
  await desk.signInByMail(journey.app, visitor, { email, storeName: store.name });
  await setClock();
  await desk.importSeason(journey.app, page);
  await page.getByText(/events are published/).waitFor();
});

it('has the seats and prices copied, and watches it', async () => {
  const { page } = visitor;
  await goTo(page, 'Inventory');
  await page.getByRole('button', { name: 'Sync now' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sync now' }).click();
  await page.getByText(/^0 of \d+ events read/).waitFor();
  await runJobs(journey.app);
  await page.getByText(/^(\d+) of \1 events read/).waitFor();
  await expect.poll(() => page.getByRole('cell', { name: 'Fresh' }).count()).toBe(games.length + 1);
});

it('draws the map fans choose on, takes over the suites, and has a partner told of orders', async () => {
  const { page } = visitor;
  await desk.drawMap(page, 'Basketball');
  await tour('season-venue-map');
  await desk.takeOverSuites(page, 'SUITE');
  await tour('season-suites');
  await desk.addEndpoint(page, { url: partner.url, description: 'Box office reports' });
});

it('makes a Build Your Own program with a price for more games, and mends what the checks find', async () => {
  const { page } = visitor;
  await editor.createProgram(page, 'Build Your Own', 'Build Your Own');
  await editor.chooseClass(page, 'FLEX');
  const limits = page.getByRole('group', { name: 'How many events: the program' });
  await limits.getByLabel('At least').fill('3');
  await limits.getByLabel('At most').fill('2');
  await limits.getByText('The minimum of 3 is above the maximum of 2.').waitFor();
  await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
  await editor.waitUntilSaved(page);
  await tour('season-program-definition');

  await goToStage(page, 'Events');
  await page.getByRole('checkbox', { name: 'Choose all events that are shown' }).check();
  await page.getByRole('button', { name: /^Add \d+$/ }).click();
  await page.getByRole('button', { name: 'Remove Garage parking' }).click();
  const events = page.getByRole('list', { name: 'Events of the program' });
  await expect.poll(() => events.getByRole('listitem').count()).toBe(games.length);
  await editor.waitUntilSaved(page);
  await tour('season-program-events');

  await goToStage(page, 'Pricing');
  await editor.addRule(page, 'Everybody');
  const grid = page.getByRole('grid', { name: 'Prices of Everybody' });
  const first = grid
    .getByRole('row', { name: /^All events/ })
    .getByRole('gridcell')
    .first();
  await first.click();
  await page.keyboard.type('3GP');
  await page.keyboard.press('Enter');
  await first.click();
  await page.keyboard.press('Shift+End');
  await page.getByRole('button', { name: 'Fill right' }).click();
  await expect.poll(() => grid.getByRole('gridcell', { name: /^not sold/ }).count()).toBe(0);
  await editor.addRule(page, 'Four games and more', 'Everybody');
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByLabel('Events, at least').fill('4');
  await editor.setPrices(page, '5GP');
  await page.getByRole('switch', { name: 'Four games and more is on' }).check();
  await page.getByRole('grid', { name: 'Prices of Four games and more' }).scrollIntoViewIfNeeded();
  await editor.waitUntilSaved(page);
  await tour('season-program-pricing');

  await page.getByRole('button', { name: 'Why this price?' }).last().click();
  const why = page.getByRole('dialog', { name: /^Why this price/ });
  await why.getByRole('region', { name: 'Answer' }).getByText('3GP').first().waitFor();
  await tour('season-why-price');
  await page.keyboard.press('Escape');

  await goToStage(page, 'Review and publish');
  await page.getByRole('heading', { name: /^The checks found 1 error/ }).waitFor();
  await tour('season-program-review');
  await page.getByRole('link', { name: 'Error: The minimum of 3 is above the maximum of 2.' }).click();
  await limits.getByLabel('At most').fill('');
  await goToStage(page, 'Review and publish');
  await page.getByRole('link', { name: 'Warning: The headline is missing in English.' }).click();
  await page.getByRole('textbox', { name: 'Headline' }).fill('Pick your games');
  await editor.seeInPreview(page, 'Pick your games');
  await editor.publish(page, 'Build Your Own');
});

it('makes a Game Packs program whose tiers are filled by menu and by drag and drop', async () => {
  const { page } = visitor;
  await editor.createProgram(page, 'Half and half', 'Game Packs');
  await editor.chooseClass(page, 'FLEX');
  await page.getByRole('radio', { name: /^Packs with tiers/ }).click();
  await goToStage(page, 'Packs and tiers');
  await page.getByRole('button', { name: 'Add a pack' }).first().click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Three games');
  await page.getByRole('group', { name: 'How many events: Three games' }).getByLabel('At most').fill('3');
  const board = page.getByRole('region', { name: 'Events of Three games' });
  await board.getByRole('textbox', { name: 'Name of Tier 1' }).fill('Weekend');
  await board.getByRole('textbox', { name: 'Name of Tier 2' }).fill('Rivals');
  const rivals = board.getByRole('region', { name: 'Rivals' });
  await rivals.getByRole('textbox', { name: 'At most, Rivals' }).fill('1');
  await editor.moveTogether(page, board, games.slice(0, 2), 'Weekend');
  const handle = board.getByRole('button', { name: `Move ${games[3]}`, exact: true });
  await editor.drag(page, handle, rivals.getByText('Drag events here'));
  await rivals.getByRole('listitem').filter({ hasText: games[3] }).waitFor();
  await board.getByRole('button', { name: `Move ${games[2]} to…` }).click();
  await page.getByRole('menuitem', { name: 'Rivals', exact: true }).click();
  await rivals.getByText('2 events').waitFor();
  await page.getByText('Fans choose 3 of 4 events: at least 1 of Weekend and 1 of Rivals.').waitFor();
  await editor.waitUntilSaved(page);
  await tour('season-program-packs');
  await editor.priceForEverybody(page, '5GP');
  await editor.writeHeadline(page, 'A weekend and a rival');
  await editor.publish(page, 'Half and half');
});

it('makes a Predefined Packages program with games that may be added later', async () => {
  const { page } = visitor;
  await editor.createProgram(page, 'Two nights', 'Predefined Packages');
  await editor.chooseClass(page, 'FLEX');
  await goToStage(page, 'Packages');
  await page.getByRole('button', { name: 'Add a package' }).first().click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Two nights');
  await page.getByRole('switch', { name: 'Buyers may add further events later' }).check();
  const board = page.getByRole('region', { name: 'Events of Two nights' });
  await editor.moveTogether(page, board, games.slice(0, 2), 'In the package');
  await editor.moveTogether(page, board, games.slice(3), 'May be added later');
  await page.getByText('Fans buy 2 events as they are, and may add at least 1 of 1 event later.').waitFor();
  await editor.priceForEverybody(page, 'PKG');
  await editor.writeHeadline(page, 'Two nights');
  await editor.waitUntilSaved(page);
  await tour('season-program-presentation');
  await editor.publish(page, 'Two nights');
});

it('activates the first program by its switch in the list, and fans get it', async () => {
  const { page } = visitor;
  await goTo(page, 'Programs');
  // The list that was seen last is shown until the new one has come, with a program more on top.
  await page.getByRole('row', { name: /^Two nights .* Published/ }).waitFor();
  await page.getByRole('switch', { name: 'Build Your Own is active' }).click();
  const dialog = page.getByRole('dialog', { name: 'Switch to Build Your Own' });
  await dialog.getByText('Nobody is buying at this moment.').waitFor();
  await dialog.getByText('The banner has no picture.').waitFor();
  await dialog.getByLabel(/^Reason/).fill('The season opens');
  await dialog.getByRole('button', { name: 'Switch now' }).click();
  await page.getByText('Build Your Own is active now.').waitFor();
  await page.getByRole('switch', { name: 'Build Your Own is active', checked: true }).waitFor();
  expect((await offerToFans()).copy).toContain('Pick your games');
});

it('clones it as a sale, and takes out what the vendor has no sale price for', async () => {
  const { page } = visitor;
  await page.getByRole('button', { name: 'Acts for Build Your Own' }).click();
  await page.getByRole('menuitem', { name: 'Clone as a sale' }).click();
  const dialog = page.getByRole('dialog', { name: 'Clone Build Your Own as a sale' });
  for (const type of ['3GP', '5GP']) {
    await dialog.getByRole('combobox', { name: `${type} becomes` }).click();
    await page.getByRole('option', { name: /^BF25 / }).click();
  }
  await dialog.getByRole('button', { name: 'Look at the amounts' }).click();
  await dialog.getByText('64 amounts are different in the sale.').waitFor();
  await dialog.getByText('8 have no amount at the vendor: those seats would not sell.').waitFor();
  await tour('season-sale-amounts');
  await dialog.getByRole('button', { name: 'Name it' }).click();
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Black Friday');
  await dialog.getByRole('textbox', { name: 'Headline' }).fill('Black Friday: every game for less');
  await dialog.getByRole('button', { name: 'Create the sale' }).click();
  await page.getByRole('heading', { level: 1, name: 'Black Friday' }).waitFor();
  await goToStage(page, 'Review and publish');
  for (const rule of ['Four games and more', 'Everybody']) {
    await page
      .getByRole('link', { name: /^Error: The vendor has no ticket type BF25 for price code B/ })
      .first()
      .click();
    const prices = page.getByRole('region', { name: `Prices of ${rule}` });
    await prices
      .getByRole('row', { name: /^All events/ })
      .getByRole('gridcell')
      .first()
      .click();
    await prices.getByRole('button', { name: 'Clear' }).click();
    await goToStage(page, 'Review and publish');
    await page
      .getByRole('link', {
        name: `Warning: “${rule}” has no price for price code B: 58 free seats at 4 events will not sell.`,
      })
      .waitFor();
  }
  await editor.publish(page, 'Black Friday', 3);
  await goTo(page, 'Programs');
  await page.getByRole('row', { name: /^Black Friday .* Seats Published/ }).waitFor();
  await tour('season-programs');
});

it('plans the sale with its return on the switchboard', async () => {
  const { page } = visitor;
  await goTo(page, 'Switchboard');
  await page.getByRole('button', { name: 'Plan a switch' }).click();
  await page.getByRole('menuitem', { name: /^Black Friday/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Switch to Black Friday' });
  await dialog.getByLabel('Starts', { exact: true }).fill(sale.starts.local);
  await dialog.getByLabel('Ends', { exact: true }).fill(sale.ends.local);
  const stretches = dialog.getByRole('list', { name: 'What is active then' }).getByRole('listitem');
  await expect
    .poll(() => stretches.allInnerTexts())
    .toEqual([
      expect.stringMatching(/^Build Your Own\s+until Oct 2, 2026, 6:00\sAM/),
      expect.stringMatching(/^Black Friday\s+from Oct 2, 2026, 6:00\sAM/),
      expect.stringMatching(/^Build Your Own\s+from Oct 3, 2026, 6:00\sAM/),
    ]);
  await dialog.getByRole('definition').filter({ hasText: '28' }).waitFor();
  await dialog.getByText('Nobody is buying at this moment.').waitFor();
  await dialog.getByRole('list', { name: 'Warnings' }).waitFor();
  await tour('season-switch-dialog');
  await dialog.getByLabel(/^Reason/).fill('A day of lower prices');
  await dialog.getByRole('button', { name: 'Plan the switch' }).click();
  await page.getByText(/^Black Friday starts on Oct 2, 2026, 6:00/).waitFor();
  const plans = page.getByRole('table', { name: 'Planned switches' });
  await plans.getByRole('row', { name: /Black Friday.*Build Your Own.*Planned/ }).waitFor();
});

it('sees the sale begin by itself, a fan buy at its prices, and the order at the desk and at home', async () => {
  const { page } = visitor;
  const before = await offerToFans();
  await setClock(sale.starts.at);
  await runJobs(journey.app);
  const during = await offerToFans();
  expect(during.programId).not.toBe(before.programId);
  expect(during.copy).toContain('Black Friday: every game for less');
  const order = await desk.buy(journey, store.key, { fan: 'ana@example.com', events: ['GSW02', 'GSW03', 'GSW05'] });
  await runJobs(journey.app);
  orderNumber = order.number;
  const [ticketType] = new Set(order.seats.map((seat: { ticketTypeCode: string }) => seat.ticketTypeCode));
  expect(ticketType).toBe('BF25');

  await comeBack();
  await page.getByRole('region', { name: 'Live now' }).getByRole('link', { name: 'Black Friday' }).waitFor();
  const paid = formatAmount(order.totalCents, 'USD', 'en');
  await page.getByRole('region', { name: 'Sales today' }).getByText(paid, { exact: true }).waitFor();
  await tour('season-home-live');
  await goTo(page, 'Switchboard');
  await page.getByRole('row', { name: /Black Friday.*Runs/ }).waitFor();
  await tour('season-switchboard');
  await goTo(page, 'Orders');
  await page.getByRole('row', { name: new RegExp(`${orderNumber}.*ana@example.com.*Black Friday.*Sold`) }).waitFor();
  await tour('season-orders');
  await page.getByRole('link', { name: orderNumber }).click();
  await page.getByRole('heading', { level: 1, name: `Order ${orderNumber}` }).waitFor();
  await page.getByRole('region', { name: 'What the fan saw' }).getByText('Black Friday: every game for less').waitFor();
  await tour('season-order');
  await pass(journey.app, minute);
  await goTo(page, 'Webhooks');
  await page.getByRole('tab', { name: 'Deliveries' }).click();
  await page.getByRole('row', { name: /Order made.*Delivered/ }).waitFor();
  await tour('season-webhooks');
});

it('finds the old prices back when the sale has ended, and the sale in the insights', async () => {
  const { page } = visitor;
  await setClock(sale.ends.at);
  await runJobs(journey.app);
  expect((await offerToFans()).copy).toContain('Pick your games');
  await comeBack();
  await goTo(page, 'Switchboard');
  const now = page.getByRole('region', { name: 'Now' });
  await now.getByRole('link', { name: 'Build Your Own' }).waitFor();
  await now.getByText('Nothing is planned: it stays so until somebody switches.').waitFor();
  const bars = page.getByRole('list', { name: 'Programs over time' });
  await bars.getByRole('button', { name: /^Black Friday, past/ }).waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  const undo = page.getByRole('dialog', { name: 'Undo the last act' });
  await undo.getByText('Planned Black Friday').waitFor();
  await undo.getByRole('button', { name: 'Cancel' }).click();
  await goTo(page, 'Insights');
  await page.getByRole('row', { name: /^Black Friday 1 1 0 1 6/ }).waitFor();
  await tour('season-insights');
});
