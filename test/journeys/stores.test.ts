import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Staff } from '../../server/modules/identity/identity.types.ts';
import type { Client } from '../../server/modules/stores/stores.types.ts';
import { makeClient, makeProduct } from '../factories/client.ts';
import { makeStaff, onClient, onStore } from '../factories/staff.ts';
import { makeStore } from '../factories/store.ts';
import { type Journey, openJourney } from './support/journey.ts';

let journey: Journey;
let client: Client;
let owner: Staff;

beforeAll(async () => {
  journey = await openJourney();
  client = await makeClient(journey.app, { key: 'warriors', name: 'Golden State Warriors' });
  await makeProduct(journey.app, { key: 'flex', name: 'Flex plans' });
  owner = await makeStaff(journey.app, { name: 'Olivia Owens', grants: [onClient(client, 'owner')] });
});
afterEach(() => journey.endVisits());
afterAll(() => journey.close());

describe('a store', () => {
  it('is made by a button, with its key suggested and its addresses told', async () => {
    const visitor = await journey.visit({ as: owner });
    const { page } = visitor;
    await visitor.open('/cortex');
    await page.getByRole('button', { name: 'Create a store' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Create a store' });
    await dialog.getByRole('button', { name: 'Create the store' }).click();
    await dialog.getByText('Choose the product.').waitFor();
    await dialog.getByRole('combobox', { name: 'Product' }).click();
    await page.getByRole('option', { name: 'Flex plans' }).click();
    await dialog.getByLabel('Name').fill('Warriors Flex 2026');
    await expect.poll(() => dialog.getByLabel('Key').inputValue()).toBe('warriors-flex-2026');
    await visitor.expectAccessible();
    await dialog.getByRole('button', { name: 'Create the store' }).click();
    const ready = page.getByRole('dialog', { name: 'Warriors Flex 2026 is ready' });
    await ready.getByText('/s/warriors-flex-2026').waitFor();
    await visitor.expectAccessible();
    await ready.getByRole('button', { name: 'Open the store' }).click();
    await page.getByRole('heading', { name: 'Warriors Flex 2026', level: 1 }).waitFor();
    await expect.poll(() => page.title()).toBe('Warriors Flex 2026 · Cortex');
  });

  it('is refused a key that is taken, beside the field, and keeps what was typed', async () => {
    await makeStore(journey.app, { key: 'taken-key', name: 'Taken', clientKey: 'warriors' });
    const visitor = await journey.visit({ as: owner });
    const { page } = visitor;
    visitor.expectStatus(409);
    visitor.expectStatus(400);
    await visitor.open('/cortex/clients/warriors');
    await page.getByRole('button', { name: 'Create a store' }).click();
    const dialog = page.getByRole('dialog', { name: 'Create a store' });
    await dialog.getByRole('combobox', { name: 'Product' }).click();
    await page.getByRole('option', { name: 'Flex plans' }).click();
    await dialog.getByLabel('Name').fill('Another store');
    await dialog.getByLabel('Key').fill('taken-key');
    await dialog.getByRole('button', { name: 'Create the store' }).click();
    await dialog.getByText('The key is taken').waitFor();
    await expect.poll(() => focused(visitor)).toBe('Key');
    await expect.poll(() => dialog.getByLabel('Name').inputValue()).toBe('Another store');
    await dialog.getByLabel('Key').fill('Not A Key');
    await dialog.getByRole('button', { name: 'Create the store' }).click();
    await dialog.getByText('Use lower-case letters, digits and single hyphens').waitFor();
    await visitor.expectAccessible();
  });

  it('is made with the keyboard alone', async () => {
    const visitor = await journey.visit({ as: owner });
    const { page } = visitor;
    await visitor.open('/cortex');
    await page.getByRole('button', { name: 'Create a store' }).waitFor();
    await page.keyboard.press('Tab');
    await expect.poll(() => focused(visitor)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect.poll(() => focused(visitor)).toBe('Create a store');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Create a store' }).waitFor();
    await expect.poll(() => focused(visitor)).toBe('Product');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('Flex');
    await page.getByRole('option', { name: 'Flex' }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Keys Only');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Keys Only is ready' }).waitFor();
    await expect.poll(() => focused(visitor)).toBe('Open the store');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Keys Only', level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /^Go to/ }).waitFor();
    await page.keyboard.type('people');
    await page.getByRole('option', { name: /^People/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
  });
});

/** The name of what has the focus. */
function focused({ page }: Awaited<ReturnType<Journey['visit']>>): Promise<string> {
  return page.evaluate<string>(`(() => {
    const element = document.activeElement;
    const label = element?.labels?.[0] ?? element;
    return (element?.getAttribute('aria-label') ?? label?.textContent ?? '').trim();
  })()`);
}

describe('a store that is suspended', () => {
  it('closes to fans and to changes, tells every open page, and opens again', async () => {
    const store = await makeStore(journey.app, { key: 'to-suspend', name: 'Suspendable', clientKey: 'warriors' });
    const editor = await makeStaff(journey.app, { name: 'Edith Edwards', grants: [onStore(store, 'editor')] });
    const [visitor, colleague] = [await journey.visit({ as: owner }), await journey.visit({ as: editor })];
    await colleague.open('/cortex/stores/to-suspend/settings?group=support');
    await colleague.page.getByRole('button', { name: 'Save' }).waitFor();

    await visitor.open('/cortex/stores/to-suspend/administration');
    const { page } = visitor;
    await page.getByRole('button', { name: 'Suspend the store' }).click();
    await page.getByRole('button', { name: 'Suspend', exact: true }).click();
    await page.getByText('Say why, in a few words.').waitFor();
    await page.getByLabel('Why').fill('The box office counts its seats');
    await page.getByRole('button', { name: 'Suspend', exact: true }).click();
    await page.getByText('This store is suspended').waitFor();
    await page.getByText('The box office counts its seats').first().waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Save the details' }).count()).toBe(0);
    await visitor.expectAccessible();
    await visitor.shoot('store-suspended');

    await colleague.page.getByText('This store is suspended').waitFor();
    await expect.poll(() => colleague.page.getByRole('button', { name: 'Save' }).count()).toBe(0);

    const fan = await journey.visit();
    fan.expectStatus(503);
    await fan.open('/s/to-suspend');
    await fan.page.getByRole('heading', { name: 'Closed at the moment' }).waitFor();
    await fan.expectAccessible();

    await page.getByRole('button', { name: 'Resume the store' }).click();
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await page.getByText('Suspendable is open again').waitFor();
    await fan.open('/s/to-suspend');
    await fan.page.getByRole('heading', { name: 'Nothing on sale right now' }).waitFor();
    await fan.expectAccessible();
    await fan.shoot('storefront-opening');
  });
});

describe('a store that is removed', () => {
  it('goes in two steps, with its export between them and its key typed', async () => {
    await makeStore(journey.app, { key: 'to-remove', name: 'Removable', clientKey: 'warriors' });
    const visitor = await journey.visit({ as: owner });
    const { page } = visitor;
    // What the open page may still ask for in the moment its store goes.
    visitor.expectStatus(404);
    await visitor.open('/cortex/stores/to-remove/administration');
    await page.getByRole('button', { name: 'Remove the store' }).click();
    await page.getByLabel('Why').fill('The season is over');
    await page.getByRole('button', { name: 'Begin the removal' }).click();
    await page.getByText('This store is about to be removed').waitFor();
    expect(await page.getByRole('button', { name: 'Delete the store' }).isEnabled()).toBe(false);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the export' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('to-remove.ndjson');
    await download.path();
    const exported = page.getByText('Exported').first();
    const lookAgain = page.getByRole('button', { name: 'Look again' });
    // the page may hear of it by itself before the button is reached
    await Promise.race([exported.waitFor(), lookAgain.click().catch(() => {})]);
    await exported.waitFor();
    await visitor.expectAccessible();
    await page.getByRole('button', { name: 'Delete the store' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete Removable for good?' });
    expect(await dialog.getByRole('button', { name: 'Delete it for good' }).isEnabled()).toBe(false);
    await dialog.getByRole('textbox').fill('to-remove');
    await dialog.getByRole('button', { name: 'Delete it for good' }).click();
    await page.getByRole('heading', { name: 'Stores', level: 1 }).waitFor();
    await page.getByText('Removable is deleted').waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'Removable' }).count()).toBe(0);
  });
});

describe('host names', () => {
  it('are added, checked beside the field, made primary and removed', async () => {
    await makeStore(journey.app, { key: 'hosted', name: 'Hosted', clientKey: 'warriors' });
    const visitor = await journey.visit({ as: owner });
    const { page } = visitor;
    visitor.expectStatus(400);
    await visitor.open('/cortex/stores/hosted/administration');
    const add = async (host: string) => {
      await page.getByLabel('New host name').fill(host);
      await page.getByRole('button', { name: 'Add the host name' }).click();
    };
    await add('https://flex.team.com/');
    await page.getByText('Use a host name such as').waitFor();
    await add('flex.team.com');
    await page.getByRole('link', { name: 'flex.team.com' }).waitFor();
    await add('plans.team.com');
    await page.getByRole('button', { name: 'Acts for plans.team.com' }).click();
    await page.getByRole('menuitem', { name: 'Make it the primary one' }).click();
    await page.getByText('Links use plans.team.com now').waitFor();
    await page.getByRole('button', { name: 'Acts for flex.team.com' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Remove the host name' }).click();
    await expect.poll(() => page.getByRole('link', { name: 'flex.team.com' }).count()).toBe(0);
  });
});
