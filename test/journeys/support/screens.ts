import type { Locator, Page } from 'playwright-core';
import { colourRules } from './looks.ts';
import type { RunningStore } from './season.ts';
import { settle, type Visitor } from './visitor.ts';

type Shown = (page: Page) => Locator;
/** A screen of a store with data in it. */
export type Screen = {
  name: string;
  /** Below the store's address. */
  path: (store: RunningStore) => string;
  /** What is there once the screen has its data. */
  shows: Shown;
  /** Done before it is looked at, such as opening a dialog. */
  act?: (visitor: Visitor) => Promise<void>;
};

const table =
  (name: string | RegExp): Shown =>
  (page) =>
    page.getByRole('table', { name });
const opens =
  (button: string | RegExp, dialog: string | RegExp) =>
  async ({ page }: Visitor) => {
    await page.getByRole('button', { name: button }).first().click();
    await page.getByRole('dialog', { name: dialog }).waitFor();
  };
const text =
  (words: string | RegExp): Shown =>
  (page) =>
    page.getByText(words);
const stage =
  (program: keyof RunningStore['programs'], slug: string) =>
  ({ programs }: RunningStore) =>
    `/programs/${programs[program]}/${slug}`;
const at = (path: string) => () => path;

export const screens: Screen[] = [
  { name: 'home-live', path: at(''), shows: text('Black Friday is on hold') },
  { name: 'programs', path: at('/programs'), shows: table('Programs, newest first') },
  {
    name: 'program-create',
    path: at('/programs?state=draft'),
    shows: text('Spring'),
    act: opens('Create program', 'Create program'),
  },
  {
    name: 'program-sale',
    path: at('/programs?state=published'),
    shows: table('Programs, newest first'),
    act: async (visitor) => {
      const { page } = visitor;
      await page.getByRole('button', { name: 'Acts for Half and Half' }).click();
      await visitor.expectAccessible(undefined, colourRules);
      await page.getByRole('menuitem', { name: 'Clone as a sale' }).click();
      await page.getByRole('dialog', { name: 'Clone Half and Half as a sale' }).waitFor();
    },
  },
  { name: 'packs-definition', path: stage('packs', 'definition'), shows: text('Structure of packs') },
  {
    name: 'packs-packs',
    path: stage('packs', 'packs'),
    shows: (page) => page.getByRole('region', { name: 'First half' }),
  },
  { name: 'packs-pricing', path: stage('packs', 'pricing'), shows: (page) => page.getByRole('grid') },
  { name: 'packs-access', path: stage('packs', 'access'), shows: text('berkeley.edu') },
  { name: 'packs-presentation', path: stage('packs', 'presentation'), shows: text('How it works') },
  { name: 'packs-add-ons', path: stage('packs', 'add-ons'), shows: text('Parking') },
  { name: 'packs-review', path: stage('packs', 'review'), shows: text('Checked') },
  { name: 'byo-definition', path: stage('byo', 'definition'), shows: text('Events in one purchase') },
  { name: 'byo-events', path: stage('byo', 'events'), shows: text(/^In the program/) },
  { name: 'byo-review', path: stage('byo', 'review'), shows: text('Checked') },
  {
    name: 'tiers-packs',
    path: stage('tiers', 'packs'),
    shows: (page) => page.getByRole('region', { name: 'First half' }),
  },
  { name: 'packages-packs', path: stage('packages', 'packs'), shows: text('May be added later') },
  { name: 'packages-pricing', path: stage('packages', 'pricing'), shows: (page) => page.getByRole('grid') },
  { name: 'suites-definition', path: stage('suites', 'definition'), shows: text('Events in one purchase') },
  {
    name: 'suites-suites',
    path: stage('suites', 'suites'),
    shows: (page) => page.getByRole('list', { name: 'Price tiers' }),
  },
  { name: 'suites-pricing', path: stage('suites', 'pricing'), shows: (page) => page.getByRole('grid') },
  { name: 'broken-review', path: stage('broken', 'review'), shows: text(/^The checks found/) },
  { name: 'archived-events', path: stage('archived', 'events'), shows: text(/^Archived:/) },
  {
    name: 'preview',
    path: ({ programs }) => `/programs/${programs.packs}/presentation?preview=true`,
    shows: (page) => page.frameLocator('iframe').getByRole('heading').first(),
  },
  { name: 'why-price', path: ({ programs }) => `/why-price?program=${programs.byo}`, shows: text('By price code') },
  { name: 'switchboard', path: at('/switchboard'), shows: table('Planned switches') },
  { name: 'switchboard-list', path: at('/switchboard?view=list'), shows: table(/^Programs over time/) },
  { name: 'switchboard-season', path: at('/switchboard?zoom=season'), shows: table('Planned switches') },
  {
    name: 'switchboard-undo',
    path: at('/switchboard'),
    shows: table('Planned switches'),
    act: opens('Undo', 'Undo the last act'),
  },
  {
    name: 'switchboard-close',
    path: at('/switchboard'),
    shows: table('Planned switches'),
    act: opens('Close the store', /./),
  },
  {
    name: 'switchboard-hold',
    path: at('/switchboard'),
    shows: table('Planned switches'),
    act: opens(/^Let it start/, 'Let Black Friday start after all'),
  },
  { name: 'venues', path: at('/venues'), shows: table('Venues by name') },
  { name: 'venue', path: ({ venueId }) => `/venues/${venueId}`, shows: table('Maps of the venue') },
  {
    name: 'venue-map',
    path: ({ venueId, mapId }) => `/venues/${venueId}/maps/${mapId}`,
    shows: (page) => page.getByRole('application', { name: /^Drawing of/ }),
  },
  { name: 'suites', path: at('/suites'), shows: table('Suites by name') },
  { name: 'suite', path: ({ suiteId }) => `/suites/${suiteId}`, shows: table('Free seats of the suite by event') },
  {
    name: 'inventory-map',
    path: ({ shop }) => `/inventory/events/${shop.games[0]}?view=map`,
    shows: (page) => page.getByRole('list', { name: 'What the map shows' }),
  },
  { name: 'orders', path: at('/orders'), shows: table('Orders, newest first') },
  { name: 'orders-unfinished', path: at('/orders?view=unfinished'), shows: table(/./) },
  { name: 'orders-failed', path: at('/orders?view=failed'), shows: table(/./) },
  { name: 'order', path: ({ orderId }) => `/orders/${orderId}`, shows: table('Seats of the order') },
  { name: 'purchase', path: ({ purchaseId }) => `/purchases/${purchaseId}`, shows: table(/^Calls at the vendor/) },
  { name: 'fans', path: at('/fans'), shows: table('Fans, newest first') },
  { name: 'fan', path: ({ fanId }) => `/fans/${fanId}`, shows: table('Carts, newest first') },
  { name: 'insights-sales', path: at('/insights'), shows: table('Programs with their carts and sales') },
  { name: 'insights-funnel', path: at('/insights?view=funnel'), shows: text('How carts fare') },
  { name: 'insights-interest', path: at('/insights?view=interest'), shows: table('Interest in each game') },
  {
    name: 'insights-comparison',
    path: ({ programs }) => `/insights?view=comparison&one=${programs.byo}&other=${programs.packs}`,
    shows: table('Figures side by side'),
  },
  { name: 'webhooks', path: at('/webhooks'), shows: table('Webhook endpoints') },
  { name: 'webhook-deliveries', path: at('/webhooks?view=deliveries'), shows: table('Deliveries, newest first') },
  { name: 'webhook-delivery', path: ({ deliveryId }) => `/webhooks/deliveries/${deliveryId}`, shows: table(/^Tries/) },
];

/** Goes to a screen as a link does, without loading Cortex anew, and waits for its data. */
export async function goTo({ page }: Visitor, running: RunningStore, { path, shows }: Pick<Screen, 'path' | 'shows'>) {
  const address = `/cortex/stores/${running.shop.store.key}${path(running)}`;
  await page.evaluate(`history.pushState({}, '', ${JSON.stringify(address)})`);
  await shows(page).first().waitFor();
  await settle(page);
}
