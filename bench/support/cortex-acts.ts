import type { Page } from 'playwright-core';
import { programs } from './busy-store.ts';
import { type Act, waitUntil } from './response.ts';

/** What people do in Cortex, on the screens that are made of tables. */

/** In the name of an act that waits for more than the response: it has no target. */
export const toItsEnd = 'to its end';

const screens = [
  'Home',
  'Programs',
  'Switchboard',
  'Events',
  'Venues',
  'Suites',
  'Inventory',
  'Orders',
  'Fans',
  'Insights',
  'Vendor',
  'Settings',
  'People',
  'API keys',
  'Webhooks',
  'Audit',
];

export function screenActs(): Act[] {
  return screens.map((name) => ({
    name: `open ${name}`,
    before: (page) => openScreen(page, 'Administration'),
    act: (page) => openMenu(page, name),
    isThere: () => isScreen(name),
  }));
}

export function tableActs(): Act[] {
  const events = tableOf('Events', 'Events by start');
  const inventory = tableOf('Inventory', 'Copies by event code');
  const orders = tableOf('Orders', 'Orders, newest first');
  const fans = tableOf('Fans', 'Fans, newest first');
  const audit = tableOf('Audit', 'Audit entries, newest first');
  const calls = tableOf('Vendor', 'Calls to the vendor, newest first');
  return [
    { ...events.filtered('State', 'Draft'), name: 'Events: filter by state' },
    { ...events.cleared('State', 'Draft'), name: 'Events: clear the filter, 100 rows' },
    { ...events.paged(), name: 'Events: next page' },
    chooseRow,
    typing('Events: type in the search', (page) => openScreen(page, 'Events'), 'Search in code, name and opponent'),
    { ...inventory.filtered('Which events', 'Stale'), name: 'Inventory: filter by state' },
    sortSections,
    { ...orders.filtered('Program', programs.own), name: 'Orders: filter by program' },
    { ...orders.paged(), name: 'Orders: next page' },
    { ...fans.filtered('Account group', /^SEASON/), name: 'Fans: filter by group' },
    { ...fans.paged(), name: 'Fans: next page' },
    { ...audit.filtered('By whom', 'The product itself'), name: 'Audit: filter by actor' },
    { ...audit.paged(), name: 'Audit: next page' },
    { ...calls.filtered('What for', 'Staff'), name: 'Vendor calls: filter by purpose' },
    { ...calls.paged(), name: 'Vendor calls: next page' },
    openPalette,
  ];
}

const chooseRow: Act = {
  name: 'Events: choose a row of 100',
  before: async (page, round) => round === 0 && openScreen(page, 'Events'),
  act: (page, round) => page.locator('main tbody input').nth(round).click(),
  isThere: (round) => `document.querySelectorAll('main tbody input')[${round}].checked`,
};

const sortings = ['ascending', 'descending', 'none'];

const sortSections: Act = {
  name: 'Inventory: sort the sections of an event',
  async before(page, round) {
    if (round > 0) return;
    await openScreen(page, 'Inventory');
    await page.locator('main tbody tr').filter({ hasText: 'GSW' }).getByRole('link').first().click();
    await sectionHead(page).waitFor();
  },
  act: (page) => sectionHead(page).getByRole('button').click(),
  isThere: (round) => `document.querySelector('main th[aria-sort]').ariaSort === '${sortings[round % 3]}'`,
};

const openPalette: Act = {
  name: 'open the command palette',
  async before(page) {
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'Go to' }).waitFor({ state: 'detached' });
  },
  act: (page) => page.keyboard.press('Control+k'),
  event: 'keydown',
  isThere: () => `document.activeElement.getAttribute('role') === 'combobox'`,
};

/** One more letter in a field: seen in it. */
export function typing(name: string, open: (page: Page) => Promise<unknown>, label: string): Act {
  return {
    name,
    async before(page, round) {
      if (round === 0) await open(page);
      await page.getByLabel(label, { exact: true }).focus();
      await page.keyboard.press('End');
      await page.evaluate('window.__was = document.activeElement.value');
    },
    act: (page) => page.keyboard.press('x'),
    event: 'keydown',
    isThere: () => `document.activeElement.value === window.__was + 'x'`,
  };
}

export async function openScreen(page: Page, name: string) {
  await openMenu(page, name);
  await waitUntil(page, isScreen(name));
}

export function isScreen(name: string): string {
  return `(() => {
    const link = document.querySelector('nav[aria-label=Main] a[aria-current=page]');
    const heading = document.querySelector('main h1')?.textContent;
    const isOther = ${JSON.stringify(screens)}.includes(heading) || heading === 'Administration';
    return link?.textContent === '${name}' && (heading === '${name}' || ${name === 'Home'} && !isOther) && ${isLoaded};
  })()`;
}

/** Nothing on the screen is still being read. */
export const isLoaded = `![...document.querySelectorAll('main [role=status]')].some((one) => one.textContent.includes('Loading'))`;

export function openMenu(page: Page, name: string): Promise<unknown> {
  return page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
}

function sectionHead(page: Page) {
  return page.getByRole('columnheader', { name: 'Section', exact: true });
}

/** Acts on the table of a screen; the response is another first row or another number of rows. */
function tableOf(screen: string, caption: string) {
  const rows = `(() => {
    const table = [...document.querySelectorAll('main table')].find((one) => one.caption?.textContent === ${JSON.stringify(caption)});
    return table === undefined ? '' : table.tBodies[0].rows.length + table.tBodies[0].rows[0].textContent;
  })()`;
  const remember = (page: Page) => page.evaluate(`window.__rows = ${rows}`);
  const isThere = () => `${rows} !== window.__rows`;
  const choose = (page: Page, option: string | RegExp) => page.getByRole('option', { name: option }).click();
  const open = async (page: Page, label: string) => {
    await openScreen(page, screen);
    await page.getByRole('combobox', { name: label }).click();
  };
  return {
    filtered: (label: string, option: string | RegExp) => ({
      before: async (page: Page) => {
        await open(page, label);
        await remember(page);
      },
      act: (page: Page) => choose(page, option),
      isThere,
    }),
    cleared: (label: string, option: string | RegExp) => ({
      before: async (page: Page) => {
        await open(page, label);
        await remember(page);
        await choose(page, option);
        await waitUntil(page, isThere());
        await remember(page);
      },
      act: (page: Page) => page.getByRole('search').getByRole('button', { name: 'Clear', exact: true }).click(),
      isThere,
    }),
    paged: () => ({
      before: async (page: Page) => {
        await openScreen(page, screen);
        await remember(page);
      },
      act: (page: Page) => page.getByRole('button', { name: 'Next', exact: true }).click(),
      isThere,
    }),
  };
}
