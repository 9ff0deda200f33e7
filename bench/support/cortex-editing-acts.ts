import type { Page } from 'playwright-core';
import { type BusyStore, programs } from './busy-store.ts';
import { isLoaded, isScreen, openMenu, openScreen, toItsEnd, typing } from './cortex-acts.ts';
import { type Act, waitUntil } from './response.ts';

/** What people do in the program editor, on the switchboard and on maps. */

const stages = ['Definition', 'Events', 'Pricing', 'Access', 'Presentation', 'Add-ons', 'Review and publish'];
const [pasteLines, pasteColumns] = [40, 6];

export function editorActs(): Act[] {
  return [
    {
      name: 'open the program editor',
      before: (page) => openAnew(page, 'Programs'),
      act: (page) => page.getByRole('link', { name: programs.own, exact: true }).click(),
      isThere: () =>
        `document.querySelector('nav[aria-label=Stages]') !== null && document.querySelector('main h1')?.textContent === '${programs.own}' && ${isLoaded}`,
    },
    ...stages.map((name) => stageAct(name, programs.own)),
    wholeStage('Pricing', programs.own, cell(1, 0)),
    stageAct('Packs and tiers', programs.packs),
    wholeStage('Packs and tiers', programs.packs, '[data-code] [data-handle]'),
    pickPack,
    typing('Pricing: type the name of a rule', (page) => openStage(page, programs.own, 'Pricing'), 'Name'),
    typeInCell,
    commitCell,
    pasteBlock,
  ];
}

function stageAct(name: string, program: string): Act {
  const from = name === 'Review and publish' ? 'Definition' : 'Review and publish';
  return {
    name: `stage ${name}`,
    async before(page, round) {
      if (round === 0) await openStage(page, program, from);
      else await goToStage(page, from);
    },
    act: (page) => stageLink(page, name).click(),
    isThere: () => isStage(name),
  };
}

/** Until this of the stage, which stands below, is there too. */
function wholeStage(name: string, program: string, last: string): Act {
  const isThere = () => `${isStage(name)} && document.querySelector('main ${last}') !== null`;
  return { ...stageAct(name, program), name: `stage ${name}, ${toItsEnd}`, isThere };
}

const pickPack: Act = {
  name: 'Packs: choose another pack',
  before: async (page, round) => round === 0 && openStage(page, programs.packs, 'Packs and tiers'),
  act: (page, round) =>
    packs(page)
      .nth((round + 1) % 8)
      .click(),
  isThere: (round) =>
    `document.querySelectorAll('ul[aria-label=Packs] button[aria-current]')[${(round + 1) % 8}].ariaCurrent === 'true'`,
};

function packs(page: Page) {
  return page.locator('ul[aria-label=Packs] button[aria-current]');
}

const cell = (line: number, column: number) => `td[data-line="${line}"][data-column="${column}"]`;

const typeInCell: Act = {
  name: 'Pricing: type into a cell',
  async before(page, round) {
    if (round === 0) await openStage(page, programs.own, 'Pricing');
    await page.keyboard.press('Escape');
    await page.locator(cell(2 + round, 1)).click();
  },
  act: (page) => page.keyboard.press('B'),
  event: 'keydown',
  isThere: () => `document.activeElement.value === 'B'`,
};

const commitCell: Act = {
  name: 'Pricing: enter what was typed',
  async before(page, round) {
    if (round === 0) await openStage(page, programs.own, 'Pricing');
    await page.keyboard.press('Escape');
    await page.locator(cell(2 + round, 2)).click();
    await page.keyboard.type('BF25');
  },
  act: (page) => page.keyboard.press('Enter'),
  event: 'keydown',
  isThere: (round) => `document.querySelector('${cell(2 + round, 2)}').textContent.startsWith('BF25')`,
};

const codeOf = (round: number) => (round % 2 === 0 ? '3GP' : 'ADULT');

const pasteBlock: Act = {
  name: `Pricing: paste ${pasteLines} × ${pasteColumns}`,
  async before(page, round) {
    if (round === 0) await openStage(page, programs.own, 'Pricing');
    await page.keyboard.press('Escape');
    await page.locator(cell(1, 0)).click();
  },
  act: (page, round) => {
    const text = Array.from({ length: pasteLines }, () => Array(pasteColumns).fill(codeOf(round)).join('\t')).join(
      '\n',
    );
    return page.evaluate(
      `(() => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', ${JSON.stringify(text)});
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      })()`,
    );
  },
  event: 'paste',
  isThere: (round) =>
    `document.querySelector('${cell(pasteLines, pasteColumns - 1)}').textContent.startsWith('${codeOf(round)}')`,
};

export function switchingActs(): Act[] {
  return [
    {
      name: `open Switchboard, ${toItsEnd}`,
      before: (page) => openAnew(page, 'Administration'),
      act: (page) => openMenu(page, 'Switchboard'),
      isThere: () =>
        `${isScreen('Switchboard')} && document.querySelector('main [aria-label="Acts, newest first"]') !== null`,
    },
    {
      name: 'Programs: open the switch dialog',
      before: (page) => openAnew(page, 'Programs'),
      act: (page) => programSwitch(page).click(),
      isThere: () => `document.querySelector('[role=dialog] h2') !== null`,
    },
    {
      name: 'Programs: the switch dialog with all it says',
      before: (page) => openAnew(page, 'Programs'),
      act: (page) => programSwitch(page).click(),
      isThere: () =>
        `document.querySelectorAll('[role=dialog] form h3').length > 2 && ![...document.querySelectorAll('[role=dialog] [role=status]')].some((one) => one.textContent.includes('Loading'))`,
    },
    {
      name: 'Switchboard: choose on the timeline',
      before: async (page, round) => round === 0 && openAnew(page, 'Switchboard'),
      act: (page, round) =>
        page
          .locator('main button[data-key]')
          .nth(round % 4)
          .click(),
      isThere: (round) => `document.querySelectorAll('main button[data-key]')[${round % 4}].ariaPressed === 'true'`,
    },
    {
      name: 'Switchboard: zoom the timeline',
      before: async (page, round) => round === 0 && openAnew(page, 'Switchboard'),
      act: (page, round) => page.locator('main').getByText(zoom(round), { exact: true }).click(),
      isThere: (round) => `location.search.includes('zoom=${zoom(round).toLowerCase()}')`,
    },
  ];
}

const zoom = (round: number) => (round % 2 === 0 ? 'Month' : 'Season');

export function mapActs(store: string, { venueId }: Pick<BusyStore, 'venueId'>): Act[] {
  const mapLink = (page: Page) => page.locator('main a[href*="/maps/"]').first();
  const openVenue = async (page: Page) => {
    await openAnew(page, 'Venues');
    await page.locator(`main a[href="${store}/venues/${venueId}"]`).click();
    await mapLink(page).waitFor();
  };
  const outlines = 'main svg[role=presentation] g polygon';
  return [
    {
      name: 'open the section map editor',
      before: openVenue,
      act: (page) => mapLink(page).click(),
      isThere: () => `document.querySelectorAll('main svg[role=presentation] polygon').length > 20`,
    },
    {
      name: 'Map: choose a section',
      async before(page, round) {
        if (round > 0) return;
        await openVenue(page);
        await mapLink(page).click();
        await page.locator(outlines).first().waitFor();
      },
      act: (page, round) =>
        page
          .locator(outlines)
          .nth(3 * round)
          .click(),
      event: 'pointerdown',
      isThere: (round) =>
        `document.querySelectorAll('main svg[role=presentation] g:has(polygon)')[${3 * round}].dataset.selected === 'true'`,
    },
  ];
}

function programSwitch(page: Page) {
  return page.getByRole('switch', { name: `${programs.packs} is active` });
}

/** Whatever is open is closed first. */
async function openAnew(page: Page, screen: string) {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await openScreen(page, screen);
}

async function openStage(page: Page, program: string, stage: string) {
  await openAnew(page, 'Programs');
  await page.getByRole('link', { name: program, exact: true }).click();
  await goToStage(page, stage);
}

async function goToStage(page: Page, name: string) {
  await stageLink(page, name).click();
  await waitUntil(page, isStage(name));
}

function stageLink(page: Page, name: string) {
  return page.getByRole('navigation', { name: 'Stages' }).getByRole('link', { name: new RegExp(`^${name}`) });
}

function isStage(name: string): string {
  return `document.querySelector('main section[aria-label="${name}"] :is(h2, p)') !== null && ${isLoaded}`;
}
