import type { Locator, Page } from 'playwright-core';

/** What a person does in Cortex's program editor, by hand. */

/** To a screen of the store, by the navigation. */
export async function goTo(page: Page, screen: string) {
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: screen, exact: true });
  await link.click();
  await page.getByRole('heading', { level: 1, name: screen, exact: true }).waitFor();
}

export async function createProgram(page: Page, name: string, type: string) {
  await goTo(page, 'Programs');
  await page.getByRole('button', { name: 'Create program' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Create program' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('radio', { name: type }).check();
  await dialog.getByRole('button', { name: 'Create program' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** To a stage by its name, which is followed by what was found in it. */
export async function goToStage(page: Page, stage: string) {
  const stages = page.getByRole('navigation', { name: 'Stages' });
  await stages.getByRole('link', { name: new RegExp(`^${stage}`) }).click();
  await page.getByRole('region', { name: stage, exact: true }).waitFor();
}

/** Until the editor says so. */
export async function waitUntilSaved(page: Page) {
  await page
    .getByRole('status')
    .filter({ hasText: /^Saved$/ })
    .waitFor();
}

export async function chooseClass(page: Page, name: string) {
  const field = page.getByRole('combobox', { name: 'Class names' });
  await field.fill(name);
  await field.press('Enter');
}

/** Adds the first price rule: everybody, every price code, one ticket type. */
export async function priceForEverybody(page: Page, ticketType: string) {
  await goToStage(page, 'Pricing');
  await addRule(page, 'Everybody');
  await setPrices(page, ticketType);
}

export async function addRule(page: Page, name: string, from: string | null = null) {
  await page.getByRole('button', { name: 'Add rule' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add a price rule' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  if (from !== null) {
    await dialog.getByRole('combobox', { name: 'Begin with the prices of' }).click();
    await page.getByRole('option', { name: from, exact: true }).click();
  }
  await dialog.getByRole('button', { name: /^Add rule/ }).click();
  await page.getByRole('grid', { name: `Prices of ${name}` }).waitFor();
}

/** One ticket type for all events at all price codes, in place of what is there. */
export async function setPrices(page: Page, ticketType: string) {
  await page.getByRole('button', { name: 'Set prices…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set prices' });
  await dialog.getByRole('combobox', { name: 'Ticket type' }).click();
  await page.getByRole('option', { name: new RegExp(`^${ticketType} `) }).click();
  await dialog.getByRole('radio', { name: 'are replaced' }).check();
  await dialog.getByRole('button', { name: /^Set \d+ prices$/ }).click();
  await dialog.waitFor({ state: 'detached' });
}

export async function writeHeadline(page: Page, words: string) {
  await goToStage(page, 'Presentation');
  await page.getByRole('textbox', { name: 'Headline' }).fill(words);
}

/** Opens what fans would see beside the editor, until it says the words, and closes it. */
export async function seeInPreview(page: Page, headline: string) {
  const preview = page.getByRole('button', { name: 'Preview', exact: true });
  await preview.click();
  const frame = page.getByRole('complementary', { name: 'Preview' }).frameLocator('iframe');
  await frame.getByRole('heading', { level: 1, name: headline }).waitFor();
  await preview.click();
  await page.getByRole('complementary', { name: 'Preview' }).waitFor({ state: 'detached' });
}

/** Publishes for the first time, when the checks find no error and as many warnings as are accepted. */
export async function publish(page: Page, name: string, warnings = 1) {
  await goToStage(page, 'Review and publish');
  const found = warnings === 1 ? '1 warning' : `${warnings} warnings`;
  await page.getByRole('heading', { name: `The checks found ${found}`, exact: true }).waitFor();
  if (warnings === 1) await page.getByRole('checkbox', { name: 'Accept' }).check();
  else await page.getByRole('button', { name: 'Accept all warnings' }).click();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish release 1' }).click();
  await page.getByText(`${name} is published as release 1.`).waitFor();
}

/** Chooses events on a board and moves them to one of its lists by the menu. */
export async function moveTogether(page: Page, board: Locator, events: readonly string[], list: string) {
  for (const event of events) await board.getByRole('checkbox', { name: `Choose ${event}`, exact: true }).check();
  await page.getByRole('group', { name: 'With the chosen events' }).getByRole('button', { name: 'Move to…' }).click();
  await page.getByRole('menuitem', { name: list, exact: true }).click();
  for (const event of events) {
    await board
      .getByRole('region', { name: list, exact: true })
      .getByRole('listitem')
      .filter({ hasText: event })
      .waitFor();
  }
}

/** Carries something with the pointer and lets it go in the place. */
export async function drag(page: Page, handle: Locator, place: Locator) {
  const [from, to] = [await middleOf(handle), await middleOf(place)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

async function middleOf(locator: Locator) {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (box === null) throw new Error('it is not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
