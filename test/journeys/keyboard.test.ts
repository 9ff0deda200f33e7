import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Staff } from '../../server/modules/identity/identity.types.ts';
import { openShop, type Shop } from '../factories/shop.ts';
import { makeStaff, onStore } from '../factories/staff.ts';
import { minute } from '../harness/clock.ts';
import { type Journey, openJourney } from './support/journey.ts';
import { type Keyboard, makeKeyboard, refuseHands } from './support/keyboard.ts';

let journey: Journey;
let shop: Shop;
let publisher: Staff;
let giveHandsBack = () => {};

beforeAll(async () => {
  journey = await openJourney();
  shop = await openShop(journey.app);
  await shop.activate({ name: 'Build Your Own' });
  publisher = await makeStaff(journey.app, { name: 'Pia Park', grants: [onStore(shop.store, 'publisher')] });
});
afterEach(async () => {
  giveHandsBack();
  await journey.endVisits();
});
afterAll(async () => {
  await journey.close();
  await shop.sandbox.close();
});

type Hands = { page: Page; keys: Keyboard };

/** The browser's clock is that of the product, and a switch takes time. */
async function aMinuteLater(page: Page) {
  journey.app.clock.advance(minute);
  await page.clock.setFixedTime(journey.app.clock.now());
}

const saved = (page: Page) => page.getByText('Saved', { exact: true }).waitFor();
const said = (page: Page, words: RegExp | string) => page.getByText(words).first().waitFor({ state: 'attached' });
const lane = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** The dialog is gone, and what opened it has the focus, or what is next to that. */
async function closed({ page, keys }: Hands) {
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await keys.expectFocus();
}

async function goToStage({ page, keys }: Hands, name: string) {
  await keys.enter(
    page.getByRole('navigation', { name: 'Stages' }).getByRole('link', { name: new RegExp(`^${name}`) }),
  );
  await page.getByRole('region', { name, exact: true }).waitFor();
}

/** Picks a thing up by its handle, carries it with one arrow, and puts it down. */
async function carry({ page, keys }: Hands, handle: string, arrow: string, tells: { over: RegExp; down: RegExp }) {
  await keys.tabTo(page.getByRole('button', { name: handle, exact: true }));
  await keys.press('Space');
  await page.locator('[data-dragged=true]').first().waitFor({ state: 'attached' });
  // What carries it listens for arrows from the next timer on, which a hand on a keyboard never comes before.
  await page.evaluate('new Promise((done) => setTimeout(done, 10))');
  await keys.press(arrow);
  await said(page, tells.over);
  await keys.press('Space');
  await said(page, tells.down);
  await keys.tabTo(page.getByRole('button', { name: handle, exact: true }));
}

async function create({ page, keys }: Hands) {
  await keys.enter(page.getByRole('main').getByRole('button', { name: 'Create program' }));
  await page.getByRole('dialog', { name: 'Create program' }).waitFor();
  await keys.press('Escape');
  await closed({ page, keys });
  await keys.press('Enter');
  await page.getByRole('dialog', { name: 'Create program' }).waitFor();
  await keys.type('Keys and Tiers');
  await keys.press('Enter');
  await page.getByRole('heading', { name: 'Keys and Tiers', level: 1 }).waitFor();
}

async function define({ page, keys }: Hands) {
  await keys.tabTo(page.getByRole('radiogroup', { name: 'Structure of packs' }).getByRole('radio', { checked: true }));
  await keys.press('ArrowRight');
  await page.getByRole('radio', { name: /^Packs with tiers/, checked: true }).waitFor();
  await keys.tabTo(page.getByLabel('Class names').and(page.locator('input')));
  await keys.type('FLEX');
  await keys.press('Enter');
  await saved(page);
}

/** A pack whose events are moved by menu and by carrying them, and its copy in front of it. */
async function makePacks(hands: Hands) {
  const { page, keys } = hands;
  await goToStage(hands, 'Packs and tiers');
  await keys.enter(page.getByRole('main').getByRole('button', { name: 'Add a pack' }));
  await lane(page, 'Tier 1').waitFor();
  await keys.tabTo(lane(page, 'Not in this pack').getByRole('checkbox', { name: /^Choose all in/ }));
  await keys.press('Space');
  await keys.enter(page.getByRole('button', { name: 'Move to…' }));
  await keys.choose(page.getByRole('menuitem', { name: 'Tier 1' }));
  await said(page, /^\d+ events moved to Tier 1\.$/);

  const first = lane(page, 'Tier 1').getByRole('listitem').first().getByRole('checkbox');
  const event = (await first.getAttribute('aria-label'))?.replace('Choose ', '') ?? '';
  const inTier2 = lane(page, 'Tier 2').getByRole('checkbox', { name: `Choose ${event}` });
  await keys.enter(lane(page, 'Tier 1').getByRole('button', { name: `Move ${event} to…` }));
  await page.getByRole('menuitem', { name: 'Tier 2' }).waitFor();
  await keys.press('Escape');
  await keys.enter(lane(page, 'Tier 1').getByRole('button', { name: `Move ${event} to…` }));
  await keys.choose(page.getByRole('menuitem', { name: 'Tier 2' }));
  await inTier2.waitFor();
  const next = (await first.getAttribute('aria-label'))?.replace('Choose ', '') ?? '';
  await carry(hands, `Move ${next}`, 'ArrowRight', { over: /in Tier 2\.$/, down: new RegExp(`${next} .*Tier 2\\.$`) });
  await expect.poll(() => lane(page, 'Tier 2').getByRole('listitem').count()).toBe(2);

  await keys.enter(page.getByRole('button', { name: 'More for Pack 1' }));
  await keys.choose(page.getByRole('menuitem', { name: 'Copy' }));
  const packs = page.getByRole('list', { name: 'Packs' }).getByRole('button', { name: /^Pack 1/ });
  await expect.poll(() => packs.count()).toBe(2);
  await carry(hands, 'Change the place of Pack 1 (copy)', 'ArrowLeft', {
    over: /^Pack 1 \(copy\): place 1 of 2\.$/,
    down: /^Pack 1 \(copy\) was dropped at place 1 of 2\.$/,
  });
  await expect.poll(() => packs.first().textContent()).toMatch(/^Pack 1 \(copy\)/);
  await saved(page);
}

async function priceAndPresent(hands: Hands) {
  const { page, keys } = hands;
  await goToStage(hands, 'Pricing');
  await keys.enter(page.getByRole('main').getByRole('button', { name: 'Add rule' }).first());
  await page.getByRole('dialog', { name: 'Add a price rule' }).waitFor();
  await keys.press('Enter');
  await closed(hands);
  const grid = page.getByRole('grid', { name: 'Prices of Everybody' });
  const cell = (column: number) => grid.locator(`[data-line="0"][data-column="${column}"]`);
  await keys.tabTo(cell(0));
  await keys.type('ADULT');
  await keys.press('Enter');
  await cell(0).getByText('ADULT').waitFor();
  await keys.press('ArrowUp');
  await keys.press('Shift+ArrowRight');
  await keys.press('Control+r');
  await cell(1).getByText('ADULT').waitFor();

  await goToStage(hands, 'Presentation');
  await keys.tabTo(page.getByRole('textbox', { name: 'Headline' }));
  await keys.type('Packs by keyboard');
  await saved(page);
}

async function publish(hands: Hands) {
  const { page, keys } = hands;
  await goToStage(hands, 'Review and publish');
  await page.getByText(/^Checked/).waitFor();
  const main = page.getByRole('main');
  const publishing = main.getByRole('button', { name: 'Publish', exact: true });
  const open = main.getByRole('checkbox', { name: /^Accept/, checked: false });
  // What was checked before the last change is shown until the next check is done.
  const isReady = async () => (await open.count()) > 0 || (await publishing.isEnabled());
  for (;;) {
    await expect.poll(isReady).toBe(true);
    if ((await open.count()) === 0) break;
    await keys.tabTo(open.first());
    await keys.press('Space');
  }
  await keys.enter(publishing);
  await keys.enter(
    page.getByRole('dialog', { name: 'Publish Keys and Tiers?' }).getByRole('button', { name: /^Publish/ }),
  );
  await page.getByText('Keys and Tiers is published as release 1.').waitFor();
  await keys.expectFocus();
}

async function switchAndUndo({ page, keys }: Hands) {
  const dialog = page.getByRole('dialog');
  const main = page.getByRole('main');
  await keys.press('Control+k');
  await page.getByRole('combobox', { name: /^Go to/ }).waitFor();
  await keys.type('switch now');
  await page.getByRole('option', { name: 'Switch now', selected: true }).waitFor();
  await keys.press('Enter');
  await page.getByRole('heading', { name: 'Switchboard', level: 1 }).waitFor();
  await keys.choose(page.getByRole('menuitem', { name: /^Keys and Tiers/ }));
  await dialog.getByText('Carts in flight').waitFor();
  await keys.enter(dialog.getByRole('button', { name: 'Switch now' }));
  await closed({ page, keys });
  expect(await activeProgram()).toBe('Keys and Tiers');

  await aMinuteLater(page);
  await keys.enter(main.getByRole('button', { name: 'Undo' }));
  await page.getByRole('dialog', { name: 'Undo the last act' }).getByText('Carts in flight').waitFor();
  await keys.enter(dialog.getByRole('button', { name: 'Undo', exact: true }));
  await closed({ page, keys });
  await main.getByRole('link', { name: 'Build Your Own' }).first().waitFor();
  await keys.expectFocus();
  expect(await activeProgram()).toBe('Build Your Own');
}

async function activeProgram(): Promise<string> {
  const { body } = await shop.staff.get(`${shop.base}/switchboard`);
  return body.active.programName;
}

it('a program is made, priced, published, switched to and undone by keyboard alone, and the focus is never lost', async () => {
  const visitor = await journey.visit({ as: publisher });
  const { page } = visitor;
  await aMinuteLater(page);
  await visitor.open(`/cortex/stores/${shop.store.key}/programs`);
  await aMinuteLater(page);
  giveHandsBack = refuseHands(page);
  await expect(page.getByRole('button').first().click()).rejects.toThrow('there is only a keyboard');
  await expect(page.mouse.move(1, 1)).rejects.toThrow('there is only a keyboard');

  const hands = { page, keys: makeKeyboard(page) };
  await hands.keys.press('Tab');
  await hands.keys.enter(page.getByRole('link', { name: 'Skip to the content' }));
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('main');
  await create(hands);
  await define(hands);
  await makePacks(hands);
  await priceAndPresent(hands);
  await publish(hands);
  await switchAndUndo(hands);
});
