import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { StoreFacts } from '../../server/core/ctx.ts';
import type { Staff } from '../../server/modules/identity/identity.types.ts';
import { makeStaff, onStore, signIn } from '../factories/staff.ts';
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

describe('an API key', () => {
  it('is shown once, works with what it was given, and is refused once revoked', async () => {
    const visitor = await journey.visit({ as: owner });
    const { page } = visitor;
    await visitor.open('/cortex/stores/warriors-flex/keys');
    await page.getByRole('button', { name: 'Make an API key' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Make an API key' });
    await dialog.getByRole('button', { name: 'Make the key' }).click();
    await dialog.getByText('Choose at least one.').waitFor();
    await dialog.getByLabel('Name', { exact: true }).fill('Nightly report');
    await dialog.getByRole('checkbox', { name: 'Read settings' }).check();
    await visitor.expectAccessible();
    await dialog.getByRole('button', { name: 'Make the key' }).click();
    const made = page.getByRole('dialog', { name: 'Nightly report is made' });
    const key = await made.getByRole('status', { name: 'API key' }).innerText();
    expect(key).toMatch(/^flex_/);
    await visitor.expectAccessible();
    await made.getByRole('button', { name: 'Copy', exact: true }).click();
    await made.getByRole('button', { name: 'Copied', exact: true }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(key);
    await made.getByRole('button', { name: 'I have copied it' }).click();
    await expect.poll(() => page.getByText(key).count()).toBe(0);

    const program = journey.app.client({ authorization: `Bearer ${key}` });
    expect((await program.get('/api/stores/warriors-flex/settings')).status).toBe(200);
    expect((await program.get('/api/stores/warriors-flex/people')).status).toBe(403);

    await page.getByRole('button', { name: 'Revoke Nightly report' }).click();
    const revoke = page.getByRole('dialog', { name: 'Revoke Nightly report?' });
    expect(await revoke.getByRole('button', { name: 'Revoke the key' }).isEnabled()).toBe(false);
    await revoke.getByRole('textbox').fill('Nightly report');
    await revoke.getByRole('button', { name: 'Revoke the key' }).click();
    await page.getByText('No API keys').waitFor();
    expect((await program.get('/api/stores/warriors-flex/settings')).status).toBe(401);
  });
});

describe('the audit', () => {
  it('is filtered in the address, shows what changed, steps through pages and is exported', async () => {
    const browser = await signIn(journey.app, owner);
    let { body: facts } = await browser.get('/api/stores/warriors-flex');
    for (let count = 1; count <= 55; count += 1) {
      const edited = { name: `Flex ${count}` };
      facts = (await browser.patch('/api/stores/warriors-flex', edited, { 'if-match': `"${facts.version}"` })).body;
    }
    const visitor = await journey.visit({ as: owner });
    const { page } = visitor;
    await visitor.open('/cortex/stores/warriors-flex/audit');
    const table = page.getByRole('table', { name: 'Audit entries, newest first' });
    await table.getByRole('button', { name: 'What changed: Changed details' }).first().click();
    await page.getByRole('row', { name: /Name.*Flex 54.*Flex 55/ }).waitFor();
    await visitor.expectAccessible();
    await page.getByRole('button', { name: 'Next' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.has('cursor')).toBe(true);
    await page.getByText('Created the store').waitFor();
    await page.getByRole('button', { name: 'Previous' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.has('cursor')).toBe(false);

    await page.getByRole('searchbox').fill('Flex 17');
    await expect.poll(() => new URL(page.url()).searchParams.get('text')).toBe('Flex 17');
    await expect.poll(() => table.getByText('Changed details').count()).toBe(2);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export as CSV' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
    expect(lines.filter((line) => line.includes('stores.edit')).length).toBe(2);
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByLabel(/First day/).fill('2027-01-01');
    await page.getByText('No entry matches').waitFor();
    await visitor.expectAccessible();
  });
});
