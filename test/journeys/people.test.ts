import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { StoreFacts } from '../../server/core/ctx.ts';
import type { Staff } from '../../server/modules/identity/identity.types.ts';
import { mailedToken } from '../factories/invitation.ts';
import { makeStaff, onStore } from '../factories/staff.ts';
import { makeStore } from '../factories/store.ts';
import { type Journey, openJourney } from './support/journey.ts';

let journey: Journey;
let store: StoreFacts;
let owner: Staff;

beforeAll(async () => {
  journey = await openJourney();
  store = await makeStore(journey.app, { key: 'warriors-flex', name: 'Warriors Flex' });
  owner = await makeStaff(journey.app, { name: 'Olivia Owens', grants: [onStore(store, 'owner')] });
});
afterEach(() => journey.endVisits());
afterAll(() => journey.close());

describe('a person', () => {
  it('is invited, accepts in their own browser, and comes into the store with that role', async () => {
    const visitor = await journey.visit({ as: owner });
    const { page } = visitor;
    await visitor.open('/cortex/stores/warriors-flex/people');
    await page.getByRole('button', { name: 'Invite a person' }).click();
    const dialog = page.getByRole('dialog', { name: 'Invite a person to Warriors Flex' });
    await dialog.getByLabel('E-mail').fill('edith@warriors.test');
    await dialog.getByRole('radio', { name: 'Editor' }).click();
    await visitor.expectAccessible();
    await dialog.getByRole('button', { name: 'Send the invitation' }).click();
    await page.getByRole('rowheader', { name: 'edith@warriors.test' }).waitFor();

    const guest = await journey.visit();
    guest.expectStatus(422);
    await guest.open(`/cortex/invitation#token=${await mailedToken(journey.app, 'edith@warriors.test')}`);
    await guest.page.getByRole('heading', { name: 'Join Warriors Flex' }).waitFor();
    await guest.page.getByText('Olivia Owens invites you as editor').waitFor();
    await guest.expectAccessible();
    await guest.shoot('invitation');
    await guest.page.getByRole('button', { name: 'Accept the invitation' }).click();
    await guest.page.getByText('Type your name.').waitFor();
    await guest.page.getByLabel('Your name').fill('Edith Edwards');
    await guest.page.getByLabel('Password (optional)').fill('edith edwards edith');
    await guest.page.getByRole('button', { name: 'Accept the invitation' }).click();
    await guest.page.getByText('The password is easy to guess').waitFor();
    await guest.page.getByLabel('Password (optional)').fill('orchard violin comet ledger');
    await guest.page.getByRole('button', { name: 'Accept the invitation' }).click();
    await guest.page.getByRole('heading', { name: 'Warriors Flex', level: 1, exact: true }).waitFor();
    expect(await guest.page.getByRole('link', { name: 'People' }).count()).toBe(0);

    await visitor.open('/cortex/stores/warriors-flex/people');
    await page.getByRole('row', { name: /Edith Edwards.*Editor/ }).waitFor();
    await page.getByText('No open invitations').waitFor();
  });

  it('is found by name, gets another role and is removed', async () => {
    await makeStaff(journey.app, { name: 'Pia Park', email: 'pia@warriors.test', grants: [onStore(store, 'viewer')] });
    const visitor = await journey.visit({ as: owner });
    const { page } = visitor;
    await visitor.open('/cortex/stores/warriors-flex/people');
    await page.getByRole('searchbox', { name: 'Search by name or e-mail' }).fill('pia');
    await expect.poll(() => new URL(page.url()).searchParams.get('text')).toBe('pia');
    await expect.poll(() => page.getByRole('rowheader', { name: 'Olivia Owens' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Acts for Pia Park' }).click();
    await page.getByRole('menuitem', { name: 'Change role' }).click();
    await page.getByRole('radio', { name: 'Publisher' }).click();
    await page.getByRole('button', { name: 'Change the role' }).click();
    await page.getByRole('row', { name: /Pia Park.*Publisher/ }).waitFor();
    await page.getByRole('button', { name: 'Acts for Pia Park' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('Nobody is called that').waitFor();
  });

  it('whose invitation is revoked cannot accept it', async () => {
    const visitor = await journey.visit({ as: owner });
    const { page } = visitor;
    await visitor.open('/cortex/stores/warriors-flex/people');
    await page.getByRole('button', { name: 'Invite a person' }).click();
    await page.getByLabel('E-mail', { exact: true }).fill('late@warriors.test');
    await page.getByRole('button', { name: 'Send the invitation' }).click();
    await page.getByRole('rowheader', { name: 'late@warriors.test' }).waitFor();
    const token = await mailedToken(journey.app, 'late@warriors.test');
    await page
      .getByRole('row', { name: /late@warriors.test/ })
      .getByRole('button', { name: 'Revoke' })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('No open invitations').waitFor();

    const guest = await journey.visit();
    guest.expectStatus(410);
    await guest.open(`/cortex/invitation#token=${token}`);
    await guest.page.getByText('This link no longer works').waitFor();
    await guest.expectAccessible();
  });
});

describe('a viewer', () => {
  it('sees no button and no screen they may not use', async () => {
    const viewer = await makeStaff(journey.app, { name: 'Vera Vance', grants: [onStore(store, 'viewer')] });
    const visitor = await journey.visit({ as: viewer });
    const { page } = visitor;
    await visitor.open('/cortex');
    expect(await page.getByRole('button', { name: 'Create a store' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Warriors Flex' }).click();
    await page.getByRole('heading', { name: 'Warriors Flex', level: 1 }).waitFor();
    const screens = await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents();
    expect(screens).toEqual([
      ...['Home', 'Programs', 'Switchboard', 'Events', 'Venues', 'Suites', 'Inventory', 'Insights'],
      ...['Settings', 'Administration', 'All stores'],
    ]);

    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByText('You may read these settings.').waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
    expect(await page.getByRole('textbox', { name: 'Primary', exact: true }).isDisabled()).toBe(true);
    await visitor.expectAccessible();

    await page.getByRole('link', { name: 'Administration' }).click();
    await page.getByRole('heading', { name: 'Host names' }).waitFor();
    const buttons = await page.getByRole('main').getByRole('button').allTextContents();
    expect(buttons).toEqual([]);

    for (const [path, title] of [
      ['people', 'people'],
      ['keys', 'api keys'],
      ['audit', 'audit'],
    ]) {
      await visitor.open(`/cortex/stores/warriors-flex/${path}`);
      await page.getByText(`You have no access to ${title}`).waitFor();
    }
    await visitor.expectAccessible();
  });
});
