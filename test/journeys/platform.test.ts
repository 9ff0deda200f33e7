import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Staff } from '../../server/modules/identity/identity.types.ts';
import { makeClient } from '../factories/client.ts';
import { asOperator, makeStaff, onClient } from '../factories/staff.ts';
import { type Journey, openJourney } from './support/journey.ts';

let journey: Journey;
let operator: Staff;

beforeAll(async () => {
  journey = await openJourney();
  operator = await makeStaff(journey.app, { name: 'Oscar Ortiz', grants: [asOperator] });
});
afterEach(() => journey.endVisits());
afterAll(() => journey.close());

describe('an operator', () => {
  it('starts from nothing: a client, a product, and a store for an owner who is invited', async () => {
    const visitor = await journey.visit({ as: operator });
    const { page } = visitor;
    await visitor.open('/cortex');
    await page.getByRole('link', { name: 'Create a client' }).click();
    await page.getByText('No client yet').waitFor();
    await visitor.expectAccessible();
    for (const [kind, name] of [
      ['client', 'Golden State Warriors'],
      ['product', 'Flex plans'],
    ] as const) {
      await page.getByRole('button', { name: `Create a ${kind}` }).click();
      const dialog = page.getByRole('dialog', { name: `Create a ${kind}` });
      await dialog.getByLabel('Name').fill(name);
      await dialog.getByRole('button', { name: `Create a ${kind}` }).click();
      await page.getByText(`${name} is created`).waitFor();
    }
    await page.getByRole('link', { name: 'Golden State Warriors' }).click();
    await page.getByRole('button', { name: 'Create a store' }).click();
    const dialog = page.getByRole('dialog', { name: 'Create a store' });
    await dialog.getByRole('combobox', { name: 'Product' }).click();
    await page.getByRole('option', { name: 'Flex plans' }).click();
    await dialog.getByLabel('Name').fill('Warriors Flex');
    await dialog.getByLabel('Owner’s e-mail (optional)').fill('olivia@warriors.test');
    await dialog.getByRole('button', { name: 'Create the store' }).click();
    await page.getByText('olivia@warriors.test was invited to own it').waitFor();
    await page.getByRole('button', { name: 'Open the store' }).click();
    await page.getByRole('heading', { name: 'Warriors Flex', level: 1 }).waitFor();
    const screens = await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents();
    expect(screens).toEqual(['Home', 'Administration', 'All stores', 'Platform']);
  });

  it('closes and reopens the account of another operator', async () => {
    await makeStaff(journey.app, { name: 'Otto Ohm', grants: [asOperator] });
    const visitor = await journey.visit({ as: operator });
    const { page } = visitor;
    await visitor.open('/cortex/platform');
    await page.getByRole('button', { name: 'Acts for Otto Ohm' }).click();
    await page.getByRole('menuitem', { name: 'Close the account' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close the account' }).click();
    await page.getByText('Operator, account closed').waitFor();
    await page.getByRole('button', { name: 'Acts for Otto Ohm' }).click();
    await page.getByRole('menuitem', { name: 'Reopen the account' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reopen the account' }).click();
    await expect.poll(() => page.getByText('Operator, account closed').count()).toBe(0);
  });
});

describe('sign-in with the organisation', () => {
  it('is refused a provider that does not answer, beside its field', async () => {
    const client = await makeClient(journey.app, { key: 'valkyries', name: 'Golden State Valkyries' });
    const owner = await makeStaff(journey.app, { name: 'Vera Vale', grants: [onClient(client, 'owner')] });
    const visitor = await journey.visit({ as: owner });
    const { page } = visitor;
    visitor.expectStatus(422);
    await visitor.open('/cortex/clients/valkyries');
    await page.getByText('/api/sign-in/oidc/valkyries').waitFor();
    await page.getByLabel('Issuer').fill('https://127.0.0.1:9/');
    await page.getByLabel('Client id').fill('cortex');
    await page.getByLabel('Client secret').fill('a secret of the provider');
    await page.getByRole('combobox', { name: 'E-mail domains' }).fill('valkyries.test');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The OpenID provider could not be used').waitFor();
    await expect.poll(() => page.getByLabel('Issuer').getAttribute('aria-invalid')).toBe('true');
    await visitor.expectAccessible();
  });
});
