import type { Page } from 'playwright-core';
import { mailedToken } from '../../factories/invitation.ts';
import type { TestApp } from '../../harness/app.ts';
import { second } from '../../harness/clock.ts';
import { runJobs } from '../../harness/jobs.ts';
import { sell } from '../../season/season.ts';
import { goTo } from './season-editor.ts';
import type { Visitor } from './visitor.ts';

/** What a person does in Cortex around the programs, by hand; and the fan, who comes over public HTTP. */

type Person = { email: string; storeName: string };

export async function signInByMail(app: TestApp, visitor: Visitor, { email, storeName }: Person) {
  const { page } = visitor;
  visitor.expectStatus(401);
  await visitor.open('/cortex');
  await page.getByRole('button', { name: 'Have a sign-in link mailed' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Mail me a link' }).click();
  await page.getByText('belongs to a person here').waitFor();
  await visitor.open(`/cortex/sign-in#token=${await mailedToken(app, email)}`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: storeName }).first().click();
  await page.getByRole('heading', { level: 1, name: storeName }).waitFor();
}

/** Takes the whole season from the vendor, waits for its seats, and publishes all of its events. */
export async function importSeason(app: TestApp, page: Page) {
  await goTo(page, 'Events');
  await page.getByRole('link', { name: 'Import the season' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import the season' });
  await dialog.getByRole('button', { name: 'Show what will change' }).click();
  await dialog.getByText(/^\d+ new events/).waitFor();
  await dialog.getByRole('button', { name: 'Import the season' }).click();
  const imported = page.getByRole('dialog', { name: 'The events are imported' });
  await imported.getByText(/^0 of \d+ events read/).waitFor();
  await runJobs(app);
  await imported.getByText('Done', { exact: true }).waitFor();
  await imported.getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('checkbox', { name: 'Choose all rows' }).check();
  const chosen = page.getByRole('group', { name: 'With the chosen events' });
  await chosen.getByRole('button', { name: /^Publish/ }).click();
  const publishing = page.getByRole('dialog');
  await publishing.getByRole('button', { name: /^Publish/ }).click();
}

/** A map of the one venue, from its sections; the garage is taken off it. */
export async function drawMap(page: Page, name: string) {
  await goTo(page, 'Venues');
  await page.getByRole('rowheader').getByRole('link').first().click();
  await page.getByRole('button', { name: 'Add a map' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a map' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Make the map' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page
    .getByRole('list', { name: 'Sections' })
    .getByRole('button', { name: /^GARAGE/ })
    .click();
  await page.getByRole('button', { name: /off the map$/ }).click();
  await page.getByRole('button', { name: 'Save the map' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
}

/** A suite for each section in which the vendor has free seats of the class. */
export async function takeOverSuites(page: Page, className: string) {
  await goTo(page, 'Suites');
  await page.getByRole('button', { name: 'From the vendor’s seats' }).click();
  const dialog = page.getByRole('dialog', { name: 'Suites from the vendor’s seats' });
  await dialog.getByLabel('Class name').fill(className);
  await dialog.getByRole('button', { name: 'Look' }).click();
  await dialog.getByRole('button', { name: /^Add \d+ suites?$/ }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('table', { name: 'Suites by name' }).waitFor();
}

export async function addEndpoint(page: Page, { url, description }: { url: string; description: string }) {
  await goTo(page, 'Webhooks');
  await page.getByRole('button', { name: 'Add an endpoint' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add an endpoint' });
  await dialog.getByRole('textbox', { name: 'Address' }).fill(url);
  await dialog.getByRole('textbox', { name: 'Description' }).fill(description);
  await dialog.getByRole('button', { name: 'Add the endpoint' }).click();
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByText(description, { exact: true }).waitFor();
}

/** Closes what was said of earlier acts; one of them may go by itself meanwhile. */
export async function dismissMessages(page: Page) {
  const buttons = page.getByRole('button', { name: 'Dismiss' });
  for (let left = await buttons.count(); left > 0; left = await buttons.count()) {
    await buttons
      .first()
      .click({ timeout: 2 * second })
      .catch(() => {});
  }
}

/** As the storefront does it: sign in by the mailed code, choose the games, hold the best seats, pay. */
export function buy(
  { app, url }: { app: TestApp; url: string },
  storeKey: string,
  { fan, events }: { fan: string; events: readonly string[] },
) {
  const pause = async () => {
    app.clock.advance(second);
    await runJobs(app);
  };
  const mailedCode = async () => {
    await runJobs(app);
    const code = /is (\d{6})\./.exec(app.mails.findLast(({ to }) => to === fan)?.text ?? '')?.[1];
    if (code === undefined) throw new Error(`no code was mailed to ${fan}`);
    return code;
  };
  return sell({ address: url, storeKey, say: () => {}, pause, watchMail: async () => mailedCode }, fan, { events });
}
