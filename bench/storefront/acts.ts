import type { Page } from 'playwright-core';
import { type Act, waitUntil } from '../support/response.ts';
import { findPicks, pickedText } from './seats.ts';

/** What fans do, in the order in which they do it; one page is open all the time. */

/** `withinMs`: of an answer that the page says it is waiting for, while the act itself was answered at once. */
export type FanAct = Act & { withinMs?: number };

const step = (name: string) => `document.querySelector('[data-step=${name}] main h1') !== null`;
const cards = `document.querySelectorAll('main ul label').length`;
const heading = `document.querySelector('main h1')?.textContent`;
const chosen = `document.querySelectorAll('section[aria-labelledby=plan] li button').length`;
const label = (page: Page, place: number) => page.locator('main ul label').nth(place);
const back = (page: Page) => page.evaluate('setTimeout(() => history.back())');
const arrive = (page: Page, name: string) => waitUntil(page, step(name));
const rest = (page: Page) => page.waitForLoadState('networkidle');

export function gameActs(): FanAct[] {
  return [
    {
      name: 'open the games from home',
      async before(page, round) {
        if (round > 0) await back(page);
        await arrive(page, 'home');
      },
      act: (page) => page.locator('main section a').first().tap(),
      isThere: () => `${step('choose')} && ${cards} > 0`,
    },
    {
      name: 'choose a game',
      act: (page, round) => label(page, round).tap(),
      isThere: (round) => `${chosen} === ${round + 1}`,
    },
    {
      name: 'take a game back',
      act: (page) => label(page, 0).tap(),
      isThere: () => `${chosen} !== window.__was`,
      async before(page) {
        await page.evaluate(`window.__was = ${chosen}`);
      },
    },
    {
      name: 'filter by month, and show all again',
      async before(page) {
        await page.evaluate(`window.__was = ${cards}`);
      },
      // by a key, which is an input: a browser does not count as a shift what an input moves
      act: (page, round) => page.getByLabel('Month').press(round % 2 === 0 ? 'End' : 'Home'),
      event: 'change',
      isThere: () => `${cards} !== window.__was`,
    },
    {
      name: 'the calendar, and the list again',
      before: async (page, round) => {
        if (round === 0) await page.getByLabel('Month').press('Home');
      },
      act: (page, round) =>
        page
          .locator('label', { hasText: round % 2 === 0 ? 'Calendar' : 'List' })
          .first()
          .tap(),
      isThere: (round) => `(document.querySelector('main table') !== null) === ${round % 2 === 0}`,
    },
    {
      name: 'go on to the seats',
      async before(page, round) {
        if (round === 0) await page.locator('label', { hasText: 'List' }).first().tap();
        else await back(page);
        await arrive(page, 'choose');
        await rest(page);
      },
      act: (page) => page.getByRole('button', { name: 'Continue', exact: true }).tap(),
      isThere: () => step('seats'),
    },
    {
      name: 'go back to the games',
      async before(page, round) {
        if (round > 0) await page.getByRole('button', { name: 'Continue', exact: true }).tap();
        await arrive(page, 'seats');
      },
      act: back,
      event: 'popstate',
      isThere: () => step('choose'),
    },
  ];
}

/** The map: all seats of the arena come from the server each time. */
export function seatActs(): FanAct[] {
  const open = (page: Page) => page.getByRole('link', { name: /^Choose on the map/ }).first();
  const sections = `document.querySelectorAll('main [role=listbox] [data-section]').length`;
  const toMap = async (page: Page, round: number) => {
    if (round === 0) await page.getByRole('button', { name: 'Continue', exact: true }).tap();
    else await back(page);
    await open(page).waitFor();
    await rest(page);
    await page.evaluate(`window.__was = ${heading}`);
  };
  let picks: readonly { x: number; y: number }[] = [];
  return [
    {
      name: 'open a game to choose its seats',
      before: toMap,
      act: (page) => open(page).tap(),
      isThere: () => `${heading} !== window.__was`,
    },
    {
      name: 'until its map is there: 18,064 seats are read, laid out and counted',
      before: (page) => toMap(page, 1),
      act: (page) => open(page).tap(),
      isThere: () => `${sections} > 0`,
      withinMs: 1_000,
    },
    {
      name: 'open a section',
      async before(page, round) {
        if (round > 0) await page.getByRole('button', { name: 'All sections' }).tap();
        await waitUntil(page, `${sections} > 0`);
      },
      act: (page, round) =>
        page
          .locator('main [data-section]:not([aria-disabled])')
          .nth(round * 3)
          .tap(),
      isThere: () => `document.querySelector('main canvas') !== null`,
    },
    {
      name: 'pick a seat on the canvas',
      async before(page, round) {
        if (round === 0) picks = await findPicks(page);
        await page.evaluate(`window.__was = ${pickedText}`);
      },
      async act(page, round) {
        const { x, y } = picks[round % picks.length] ?? { x: 0, y: 0 };
        await page.touchscreen.tap(x, y);
      },
      isThere: () => `${pickedText} !== window.__was`,
    },
    {
      name: 'go back from the map',
      async before(page, round) {
        if (round > 0) await open(page).tap();
        await waitUntil(page, `${sections} > 0 || document.querySelector('main canvas') !== null`);
      },
      act: back,
      event: 'popstate',
      isThere: () =>
        `${sections} === 0 && [...document.querySelectorAll('main a')].some((one) => one.textContent.startsWith('Choose on the map'))`,
    },
  ];
}

export function packActs(): FanAct[] {
  return [
    {
      name: 'open a pack',
      async before(page, round) {
        if (round > 0) await back(page);
        await waitUntil(page, `${heading} === 'Choose a pack'`);
      },
      act: (page) => page.getByRole('link', { name: 'Five games' }).tap(),
      isThere: () => `${heading} === 'Five games' && ${cards} > 0`,
    },
    {
      name: 'choose a game of a tier, or take it back',
      async before(page) {
        await page.evaluate(`window.__was = ${chosen}`);
      },
      act: (page, round) => label(page, 14 * (round % 2)).tap(),
      isThere: () => `${chosen} !== window.__was`,
    },
  ];
}
