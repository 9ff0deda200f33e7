import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { StoreFacts } from '../../server/core/ctx.ts';
import type { Staff } from '../../server/modules/identity/identity.types.ts';
import { makeStaff, onStore } from '../factories/staff.ts';
import { makeStore } from '../factories/store.ts';
import { type Journey, openJourney } from './support/journey.ts';
import type { Visitor } from './support/visitor.ts';

let journey: Journey;
let store: StoreFacts;
let owner: Staff;
let admin: Staff;

beforeAll(async () => {
  journey = await openJourney();
  store = await makeStore(journey.app, { key: 'warriors-flex', name: 'Warriors Flex' });
  owner = await makeStaff(journey.app, { name: 'Olivia Owens', grants: [onStore(store, 'owner')] });
  admin = await makeStaff(journey.app, { name: 'Adam Adams', grants: [onStore(store, 'admin')] });
});
afterEach(() => journey.endVisits());
afterAll(() => journey.close());

const at = (group: string) => `/cortex/stores/warriors-flex/settings?group=${group}`;

async function save({ page }: Visitor, label: string, value: string) {
  await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
}

describe('settings', () => {
  it('are changed, checked beside the field, kept in the history and brought back', async () => {
    const visitor = await journey.visit({ as: owner });
    const { page } = visitor;
    visitor.expectStatus(400);
    await visitor.open(at('support'));
    await save(visitor, 'E-mail', 'not an address');
    await page.getByText('Invalid email address').waitFor();
    await save(visitor, 'E-mail', 'first@warriors.test');
    await page.getByText('Support is saved').waitFor();
    await page.getByLabel('Why (optional)').fill('A new desk');
    await save(visitor, 'E-mail', 'second@warriors.test');
    await page.getByRole('cell', { name: 'A new desk' }).waitFor();

    const versions = page.getByRole('table', { name: 'Versions of support' });
    await versions.getByRole('button', { name: 'What version 2 changed' }).click();
    await page.getByRole('row', { name: /E-mail.*first@warriors.test.*second@warriors.test/ }).waitFor();
    await visitor.expectAccessible();
    await versions.getByRole('button', { name: 'Bring back version 1' }).click();
    const dialog = page.getByRole('dialog', { name: 'Bring back version 1?' });
    await dialog.getByRole('row', { name: /second@warriors.test.*first@warriors.test/ }).waitFor();
    await dialog.getByRole('button', { name: 'Bring it back' }).click();
    await page.getByRole('cell', { name: 'Brought back version 1' }).waitFor();
    await expect.poll(() => page.getByLabel('E-mail', { exact: true }).inputValue()).toBe('first@warriors.test');
  });

  it('show the brand at once, and say which colours are hard to read', async () => {
    const visitor = await journey.visit({ as: owner });
    const { page } = visitor;
    await visitor.open(at('brand'));
    await page.getByText('Every pair is readable').waitFor();
    await page.getByLabel('Text on primary', { exact: true }).fill('#223355');
    await page.getByText('1 pair is hard to read').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('“Text on primary” on “Primary” has a contrast of').waitFor();
    // The preview shows the colours as they are, hard to read or not.
    await visitor.expectAccessible('figure');
    await visitor.shoot('settings-brand-findings');
  });

  it('that others change meanwhile are taken at once while nothing is typed here', async () => {
    const [here, elsewhere] = [await journey.visit({ as: owner }), await journey.visit({ as: admin })];
    await here.open(at('legal'));
    await elsewhere.open(at('legal'));
    await save(elsewhere, 'Terms of sale', 'https://warriors.test/terms');
    await elsewhere.page.getByText('Legal is saved').waitFor();
    await expect.poll(() => here.page.getByLabel('Terms of sale').inputValue()).toBe('https://warriors.test/terms');
  });

  it('that others change while one types are shown with the difference, and one chooses', async () => {
    const [here, elsewhere] = [await journey.visit({ as: owner }), await journey.visit({ as: admin })];
    await here.open(at('fanMail'));
    await elsewhere.open(at('fanMail'));
    await here.page.getByLabel('Sender’s name').fill('Mine');
    await save(elsewhere, 'Sender’s name', 'Theirs');
    await elsewhere.page.getByText('Mail to fans is saved').waitFor();
    const notice = here.page.getByRole('alert').filter({ hasText: 'Adam Adams changed this while you were editing' });
    await notice.getByRole('row', { name: /Sender name.*Theirs.*Mine/ }).waitFor();
    await here.expectAccessible();
    await here.shoot('settings-stale');
    await notice.getByRole('button', { name: 'Save mine over it' }).click();
    await here.page.getByText('Mail to fans is saved').waitFor();
    await expect.poll(() => elsewhere.page.getByLabel('Sender’s name').inputValue()).toBe('Mine');

    await here.page.getByLabel('Sender’s name').fill('Mine again');
    await save(elsewhere, 'Sender’s name', 'Theirs again');
    await notice.getByRole('button', { name: 'Take theirs' }).click();
    await expect.poll(() => here.page.getByLabel('Sender’s name').inputValue()).toBe('Theirs again');
    await expect.poll(() => notice.count()).toBe(0);
  });

  it('refused as stale are read again, when the news did not come', async () => {
    const [here, elsewhere] = [await journey.visit({ as: owner }), await journey.visit({ as: admin })];
    here.expectStatus(412);
    await here.page.route('**/live', (route) => route.fulfill({ status: 204 }));
    await here.open(at('page'));
    await elsewhere.open(at('page'));
    await save(elsewhere, 'Title', 'Theirs');
    await elsewhere.page.getByText('Page is saved').waitFor();
    await save(here, 'Title', 'Mine');
    await here.page.getByText('Adam Adams changed this while you were editing').waitFor();
  });

  it('are not lost by a stray click', async () => {
    const visitor = await journey.visit({ as: owner });
    const { page } = visitor;
    await visitor.open(at('support'));
    await page.getByLabel('Phone').fill('+1 415 555 0100');
    await page.getByRole('link', { name: 'Legal' }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay' }).click();
    expect(await page.getByLabel('Phone').inputValue()).toBe('+1 415 555 0100');
    await page.getByRole('link', { name: 'Legal' }).click();
    await page.getByRole('button', { name: 'Leave', exact: true }).click();
    await page.getByRole('heading', { name: 'Legal' }).waitFor();
  });
});

describe('a connection that is lost', () => {
  it('at the start is told, and trying again goes on', async () => {
    const visitor = await journey.visit({ as: owner });
    const { page } = visitor;
    await page.route('**/api/me', (route) => route.abort());
    await visitor.open('/cortex/stores/warriors-flex');
    await page.getByRole('heading', { name: 'The server cannot be reached' }).waitFor();
    await visitor.expectAccessible();
    await page.unroute('**/api/me');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Warriors Flex', level: 1 }).waitFor();
    visitor.forgiveLostConnection();
  });

  it('is told, and what was typed can be sent again', async () => {
    const visitor = await journey.visit({ as: owner });
    const { page } = visitor;
    await visitor.open(at('support'));
    await page.route('**/settings/support', (route) => route.abort());
    await save(visitor, 'Phone', '+1 415 555 0199');
    await page.getByText('The server cannot be reached').waitFor();
    await visitor.expectAccessible();
    await page.unroute('**/settings/support');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Support is saved').waitFor();
    visitor.forgiveLostConnection();
  });
});
