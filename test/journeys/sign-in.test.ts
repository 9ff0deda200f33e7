import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Staff } from '../../server/modules/identity/identity.types.ts';
import { mailedToken } from '../factories/invitation.ts';
import { makeStaff, onStore } from '../factories/staff.ts';
import { makeStore } from '../factories/store.ts';
import { hour } from '../harness/clock.ts';
import { type Journey, openJourney } from './support/journey.ts';
import type { Visitor } from './support/visitor.ts';

const email = 'olivia@warriors.test';
const password = 'orchard violin comet ledger';
let journey: Journey;
let storeKey: string;
let olivia: Staff;

beforeAll(async () => {
  journey = await openJourney();
  const store = await makeStore(journey.app, { name: 'Warriors Flex' });
  storeKey = store.key;
  olivia = await makeStaff(journey.app, { name: 'Olivia Owens', email, grants: [onStore(store, 'owner')] });
});
afterEach(() => journey.endVisits());
afterAll(() => journey.close());

async function askForLink({ page, open, expectStatus }: Visitor) {
  expectStatus(401);
  await open('/cortex');
  await page.getByRole('button', { name: 'Have a sign-in link mailed' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Mail me a link' }).click();
  await page.getByText('belongs to a person here').waitFor();
}

describe('signing in', () => {
  it('by a mailed link works once and leaves no token in the address', async () => {
    const visitor = await journey.visit();
    const { page } = visitor;
    await askForLink(visitor);
    await visitor.expectAccessible();
    const token = await mailedToken(journey.app, email);
    await visitor.open(`/cortex/sign-in#token=${token}`);
    expect(page.url()).not.toContain(token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Stores', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Warriors Flex' }).waitFor();

    const second = await journey.visit();
    second.expectStatus(410);
    await second.open(`/cortex/sign-in#token=${token}`);
    await second.page.getByRole('button', { name: 'Sign in' }).click();
    await second.page.getByText('This link no longer works').waitFor();
    await second.expectAccessible();
    await second.page.getByRole('button', { name: 'Have a new link mailed' }).click();
    await second.page.getByRole('heading', { name: 'Sign in by a link' }).waitFor();
  });

  it('by a password that was set before leads to where one wanted to go', async () => {
    const visitor = await journey.visit({ as: olivia });
    const { page } = visitor;
    await visitor.open('/cortex/account');
    visitor.expectStatus(422);
    visitor.expectStatus(401);
    await page.getByLabel('New password').fill('short');
    await page.getByRole('button', { name: 'Set a password' }).click();
    await page.getByText('The password is too short').waitFor();
    await page.getByLabel('New password').fill(password);
    await page.getByRole('button', { name: 'Set a password' }).click();
    await page.getByText('Your password is changed').waitFor();
    await page.getByRole('button', { name: 'Account of Olivia Owens' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to Cortex' }).waitFor();

    await visitor.open(`/cortex/stores/${storeKey}/people?sort=-name`);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').first().fill('not the password at all');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('Sign-in failed').waitFor();
    await page.getByLabel('Password').first().fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
    expect(page.url()).toContain(`/cortex/stores/${storeKey}/people?sort=-name`);
  });

  it('is asked for again when the session ended, and goes on where one was', async () => {
    const visitor = await journey.visit({ as: olivia });
    const { page } = visitor;
    visitor.expectStatus(401);
    await visitor.open('/cortex');
    await page.getByRole('link', { name: 'Warriors Flex', exact: true }).click();
    await page.getByRole('heading', { name: 'Warriors Flex' }).waitFor();
    journey.app.clock.advance(13 * hour);
    await page.goto(`/cortex/stores/${storeKey}/keys`);
    await page.getByRole('heading', { name: 'Sign in to Cortex' }).waitFor();
    expect(new URL(page.url()).searchParams.get('to')).toBe(`/stores/${storeKey}/keys`);
  });

  it('with an organisation that has none set up comes back and says so', async () => {
    const visitor = await journey.visit();
    const { page } = visitor;
    visitor.expectStatus(401);
    await visitor.open('/cortex/sign-in');
    await page.getByRole('button', { name: 'Sign in with your organisation' }).click();
    await page.getByLabel('Key of the organisation').fill('nobody-here');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Sign-in with your organisation is not set up').waitFor();
    await visitor.expectAccessible();
  });
});

describe('my account', () => {
  it('lists the sessions and ends the others', async () => {
    const here = await journey.visit({ as: olivia });
    const elsewhere = await journey.visit({ as: olivia });
    elsewhere.expectStatus(401);
    await here.open('/cortex/account');
    await here.page.getByText('This browser').waitFor();
    await here.page.getByRole('button', { name: 'End all others' }).click();
    await here.page.getByRole('button', { name: 'End them' }).click();
    await here.page.getByText('Your other sessions ended').waitFor();
    await elsewhere.open('/cortex/account');
    await elsewhere.page.getByRole('heading', { name: 'Sign in to Cortex' }).waitFor();
  });

  it('changes the name, which is shown at once', async () => {
    const visitor = await journey.visit({ as: olivia });
    await visitor.open('/cortex/account');
    await visitor.page.getByLabel('Your name').fill('Olivia O. Owens');
    await visitor.page.getByRole('button', { name: 'Save the name' }).click();
    await visitor.page.getByRole('button', { name: 'Account of Olivia O. Owens' }).waitFor();
  });
});
