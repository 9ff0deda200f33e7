import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import type { StoreFacts } from '../../server/core/ctx.ts';
import type { Staff } from '../../server/modules/identity/identity.types.ts';
import { makeClient } from '../factories/client.ts';
import { makeStaff, onClient, onStore, signIn } from '../factories/staff.ts';
import { makeStore } from '../factories/store.ts';
import { runJobs } from '../harness/jobs.ts';
import { type Journey, openJourney } from './support/journey.ts';
import { expectGoodLooks } from './support/looks.ts';
import type { Visitor } from './support/visitor.ts';

let journey: Journey;
let sandbox: Sandbox;
let store: StoreFacts;
let owner: Staff;
let viewer: Staff;

beforeAll(async () => {
  journey = await openJourney();
  const { app } = journey;
  sandbox = await openSandbox({ size: 'small', now: () => app.clock.now().getTime(), quota: null });
  const client = await makeClient(app, { key: 'warriors', name: 'Golden State Warriors' });
  store = await makeStore(app, { key: 'warriors-flex', name: 'Warriors Flex', clientKey: 'warriors' });
  owner = await makeStaff(app, { name: 'Olivia Owens', grants: [onClient(client, 'owner')] });
  viewer = await makeStaff(app, { name: 'Vic Vance', grants: [onStore(store, 'viewer')] });
});
afterEach(() => journey.endVisits());
afterAll(async () => {
  await journey.close();
  await sandbox.close();
});

const at = (path: string) => `/cortex/stores/warriors-flex${path}`;

/** A browser whose clock is that of the product. */
async function visit(as: Staff): Promise<Visitor> {
  const visitor = await journey.visit({ as });
  await visitor.page.clock.setFixedTime(journey.app.clock.now());
  return visitor;
}

/** Opens a screen with the browser's clock on that of the product. */
async function open(visitor: Visitor, address: string) {
  await visitor.open(address);
  await visitor.page.clock.setFixedTime(journey.app.clock.now());
}

it('an account at the vendor is added, tested and edited, and the store is connected to it', async () => {
  const visitor = await visit(owner);
  const { page } = visitor;
  await open(visitor, at('/vendor'));
  await expectGoodLooks(visitor, 'vendor-not-connected');
  await page.getByRole('button', { name: 'Connect the vendor' }).click();
  await page.getByRole('link', { name: 'vendor accounts of Golden State Warriors' }).click();
  await page.getByText('No vendor account yet').waitFor();
  await page.getByRole('button', { name: 'Add a vendor account' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add an account at Ticketmaster Archtics' });
  const [account] = sandbox.accounts;
  if (account === undefined) throw new Error('the sandbox has no account');
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Warriors Archtics');
  await dialog.getByLabel('Address of the ticketing services').fill(sandbox.url);
  await dialog.getByLabel('Data source (dsn)').fill(account.dsn);
  await dialog.getByLabel('Vendor user (uid)').fill(account.uid);
  await dialog.getByLabel('Name of the source system').fill('attend_flex');
  for (const [product, key] of Object.entries(account.keys)) await dialog.getByLabel(`Key of sth-${product}`).fill(key);
  await expectGoodLooks(visitor, 'vendor-account-new');
  await dialog.getByRole('button', { name: 'Add the account' }).click();
  await page.getByRole('rowheader', { name: /Warriors Archtics/ }).waitFor();

  await page.getByRole('button', { name: 'Acts for Warriors Archtics' }).click();
  await page.getByRole('menuitem', { name: 'Test the connection' }).click();
  await page.getByText('The vendor knows us').waitFor();
  await visitor.expectAccessible();
  await page.getByRole('button', { name: 'Close', exact: true }).last().click();
  await page.getByRole('button', { name: 'Acts for Warriors Archtics' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await page.getByLabel('Requests a day').fill('20000');
  await page.getByRole('button', { name: 'Save the account' }).click();
  await page.getByText('20,000 a day').waitFor();
  await expectGoodLooks(visitor, 'vendor-accounts');

  await open(visitor, at('/vendor'));
  await page.getByRole('button', { name: 'Connect the vendor' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByText('Warriors Flex is connected').waitFor();
  await page.getByText('Answering').waitFor();
});

it('the season is imported after a preview, its reading is watched, and its games are published', async () => {
  const visitor = await visit(owner);
  const { page } = visitor;
  await open(visitor, at('/events'));
  await expectGoodLooks(visitor, 'events-empty');
  await page.getByRole('link', { name: 'Import the season' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import the season' });
  await expectGoodLooks(visitor, 'season-import-ask');
  await dialog.getByRole('button', { name: 'Show what will change' }).click();
  await dialog.getByText(/^\d+ new events/).waitFor();
  await dialog.getByText('New venue').waitFor();
  await expectGoodLooks(visitor, 'season-import-preview', ['']);
  await dialog.getByRole('button', { name: 'Import the season' }).click();
  const done = page.getByRole('dialog', { name: 'The events are imported' });
  await done.getByText(/^0 of \d+ events read/).waitFor();
  await expectGoodLooks(visitor, 'season-import-sync');
  await runJobs(journey.app);
  await done.getByText('Done', { exact: true }).waitFor();
  const words = await done.getByText(/^\d+ of \d+ events read/).innerText();
  const [read, all] = words.match(/\d+/g) ?? [];
  expect(Number(read)).toBeGreaterThan(3);
  expect(read).toBe(all);
  await done.getByRole('button', { name: 'Close' }).last().click();

  await page.getByRole('checkbox', { name: 'Choose all rows' }).check();
  const bar = page.getByRole('group', { name: 'With the chosen events' });
  await expectGoodLooks(visitor, 'events-chosen', ['']);
  await bar.getByRole('button', { name: /^Publish/ }).click();
  await visitor.expectAccessible();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Publish/ })
    .click();
  await page.getByText(/events are published/).waitFor();
  await expect.poll(() => page.getByRole('cell', { name: 'Draft' }).count()).toBe(0);

  await page.getByLabel('Search in code, name and opponent').fill('nobody is called that');
  await page.getByText('No event matches').waitFor();
  expect(new URL(page.url()).searchParams.get('text')).toBe('nobody is called that');
  await visitor.expectAccessible();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByRole('table', { name: 'Events by start' }).waitFor();
});

it('an event that the vendor moves is told of, taken over and published again', async () => {
  const visitor = await visit(owner);
  const { page } = visitor;
  await open(visitor, at('/events'));
  const [{ name, code }] = (await (await signIn(journey.app, owner)).get('/api/stores/warriors-flex/events')).body
    .items;
  sandbox.acts.moveEvent({ eventName: code, date: '2027-04-01', time: '18:30' });
  await page.getByRole('link', { name: 'Import events' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import events' });
  await dialog.getByText('By code').click();
  await dialog.getByLabel('Event codes').fill(code);
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Show what will change' }).click();
  await dialog.getByText(/Date stays yours, as publishing fixed it/).waitFor();
  await expectGoodLooks(visitor, 'import-preview-kept');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await page
    .getByRole('dialog', { name: 'The events are imported' })
    .getByRole('button', { name: 'Close' })
    .last()
    .click();
  await page.getByText('The vendor disagrees about an event').waitFor();
  await visitor.expectAccessible();

  await page.getByRole('rowheader').getByRole('link', { name, exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByRole('table', { name: 'Where the vendor differs' }).waitFor();
  await expectGoodLooks(visitor, 'event', ['']);
  await page.getByRole('checkbox', { name: 'Date' }).check();
  await page.getByRole('checkbox', { name: 'Time' }).check();
  await page.getByRole('button', { name: 'Take over what is ticked' }).click();
  await page.getByText('Nothing that differs from the details.').waitFor();
  await page
    .getByText(/Thu, Apr 1, 2027, 6:30/)
    .first()
    .waitFor();

  await page.getByLabel('Opponent').fill('The visitors');
  await page.getByLabel('Address of the picture').fill('https://team.test/game.jpg');
  await page.getByLabel('What it shows').fill('A dunk');
  await page.getByRole('button', { name: 'Save the event' }).click();
  await page.getByText(`${name} is saved.`).waitFor();
});

it('the inventory shows how fresh each copy is, its seats, prices and sections, and is read again now', async () => {
  const visitor = await visit(owner);
  const { page } = visitor;
  await open(visitor, at('/inventory'));
  await page.getByText('Fresh').first().waitFor();
  await expectGoodLooks(visitor, 'inventory', ['']);
  await page.getByRole('button', { name: 'Sync now' }).click();
  await visitor.expectAccessible();
  await page.getByRole('dialog').getByRole('button', { name: 'Sync now' }).click();
  await page.getByText(/^0 of \d+ events read/).waitFor();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByText('Cancelled', { exact: true }).waitFor();
  await page.getByRole('tab', { name: 'Runs' }).click();
  await page.getByRole('table', { name: 'Runs, newest first' }).waitFor();
  await expectGoodLooks(visitor, 'inventory-runs');
  await page
    .getByRole('row', { name: /Olivia Owens.*Done/ })
    .getByRole('link')
    .first()
    .click();
  await page.getByRole('table', { name: 'Results by event code' }).waitFor();
  await page
    .getByRole('button', { name: /^What changed in/ })
    .first()
    .click();
  await page.getByText(/The first reading of this event/).waitFor();
  await expectGoodLooks(visitor, 'sync-run');

  await page.getByRole('rowheader').getByRole('link').first().click();
  await page.getByRole('table', { name: 'Free seats by price code and class' }).waitFor();
  await page.getByRole('table', { name: 'Amounts by price code and ticket type' }).waitFor();
  await page.getByRole('table', { name: 'Sections by name' }).waitFor();
  await expectGoodLooks(visitor, 'inventory-event', ['']);

  await page.getByRole('link', { name: 'Vendor', exact: true }).click();
  await page.getByRole('meter', { name: 'Requests in the last minute' }).waitFor();
  await page.getByRole('table', { name: 'Calls to the vendor, newest first' }).waitFor();
  await expectGoodLooks(visitor, 'vendor', ['']);
  await page.getByRole('combobox', { name: 'What for' }).click();
  await page.getByRole('option', { name: 'Checkout' }).click();
  await page.getByText('No call matches').waitFor();
});

it('a viewer reads all of it and finds no button that changes anything', async () => {
  const visitor = await visit(viewer);
  const { page } = visitor;
  await open(visitor, at('/events'));
  await page.getByRole('rowheader').first().waitFor();
  expect(await page.getByRole('checkbox').count()).toBe(0);
  expect(await page.getByRole('link', { name: /Import/ }).count()).toBe(0);
  expect(await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Vendor' }).count()).toBe(0);
  await page.getByRole('rowheader').getByRole('link').first().click();
  await page.getByRole('heading', { level: 2, name: 'Details' }).waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
  expect(await page.getByRole('button', { name: /Save|publish|Archive|Take over/i }).count()).toBe(0);
  await expectGoodLooks(visitor, 'event-viewer');
  await open(visitor, at('/inventory'));
  await page.getByRole('table', { name: 'Copies by event code' }).waitFor();
  expect(await page.getByRole('button', { name: 'Sync now' }).count()).toBe(0);
  await open(visitor, at('/vendor'));
  await page.getByRole('heading', { name: 'You have no access to vendor' }).waitFor();
});
