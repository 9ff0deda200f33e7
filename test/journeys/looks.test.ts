import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Staff } from '../../server/modules/identity/identity.types.ts';
import { makeClient, makeProduct } from '../factories/client.ts';
import { asOperator, makeStaff, onClient, onStore, signIn } from '../factories/staff.ts';
import { makeStore } from '../factories/store.ts';
import { isSoak, sampleOf, soakSeed } from '../harness/soak.ts';
import { type Journey, openJourney } from './support/journey.ts';
import { expectGoodLooks } from './support/looks.ts';
import { isDrawing, type Visitor } from './support/visitor.ts';

let journey: Journey;
let owner: Staff;
let operator: Staff;

beforeAll(async () => {
  journey = await openJourney();
  const { app } = journey;
  const client = await makeClient(app, { key: 'warriors', name: 'Golden State Warriors' });
  await makeProduct(app, { key: 'flex', name: 'Flex plans' });
  await makeProduct(app, { key: 'student', name: 'Student passes' });
  const of = { clientKey: 'warriors' };
  const store = await makeStore(app, { ...of, key: 'warriors-flex', name: 'Warriors Flex', productKey: 'flex' });
  await makeStore(app, { ...of, key: 'warriors-student', name: 'Warriors Student', productKey: 'student' });
  owner = await makeStaff(app, {
    name: 'Olivia Owens',
    email: 'olivia@warriors.test',
    grants: [onClient(client, 'owner')],
  });
  operator = await makeStaff(app, { name: 'Oscar Ortiz', email: 'oscar@flex.test', grants: [asOperator] });
  await makeStaff(app, { name: 'Edith Edwards', email: 'edith@warriors.test', grants: [onStore(store, 'editor')] });
  await makeStaff(app, { name: 'Pia Park', email: 'pia@warriors.test', grants: [onStore(store, 'publisher')] });
  await liveInStore();
});
afterAll(async () => {
  await journey.endVisits();
  await journey.close();
});

/** Some days of work, so that no screen is empty. */
async function liveInStore() {
  const browser = await signIn(journey.app, owner);
  const store = '/api/stores/warriors-flex';
  const change = async (name: string, edit: (value: Record<string, unknown>) => unknown, reason: string) => {
    journey.app.clock.advance(3_600_000);
    const { body } = await browser.get(`${store}/settings/${name}`);
    const value = edit(body.value);
    await browser.put(`${store}/settings/${name}`, { name, value, reason }, { 'if-match': `"${body.version}"` });
  };
  await change('brand', (value) => ({ ...value, cornerRadius: 12 }), 'As on the team’s own site');
  await change('support', (value) => ({ ...value, email: 'tickets@warriors.test' }), 'The desk has an address now');
  await browser.post(`${store}/hosts`, { host: 'flex.warriors.com' });
  await browser.post(`${store}/keys`, { name: 'Nightly report', permissions: ['store.view', 'store.settings.view'] });
  await browser.post(`${store}/invitations`, { email: 'sam@warriors.test', role: 'support' });
}

type Screen = {
  name: string;
  path: string;
  isSignedOut?: boolean;
  isOperator?: boolean;
  status?: number;
  /** The looks whose pictures stand in the tour. */
  tour?: Parameters<typeof expectGoodLooks>[2];
};

const screens: Screen[] = [
  { name: 'sign-in', path: '/cortex/sign-in', isSignedOut: true, tour: [''] },
  { name: 'invitation-without-link', path: '/cortex/invitation', isSignedOut: true },
  { name: 'stores', path: '/cortex', tour: [''] },
  { name: 'store-home', path: '/cortex/stores/warriors-flex', tour: ['', '-dark', '-tablet'] },
  { name: 'settings-brand', path: '/cortex/stores/warriors-flex/settings', tour: [''] },
  { name: 'settings-page', path: '/cortex/stores/warriors-flex/settings?group=page' },
  { name: 'settings-languages', path: '/cortex/stores/warriors-flex/settings?group=languages' },
  { name: 'settings-support', path: '/cortex/stores/warriors-flex/settings?group=support' },
  { name: 'people', path: '/cortex/stores/warriors-flex/people', tour: [''] },
  { name: 'keys', path: '/cortex/stores/warriors-flex/keys', tour: [''] },
  { name: 'audit', path: '/cortex/stores/warriors-flex/audit', tour: [''] },
  { name: 'administration', path: '/cortex/stores/warriors-flex/administration', tour: [''] },
  { name: 'client', path: '/cortex/clients/warriors' },
  { name: 'client-audit', path: '/cortex/clients/warriors/audit' },
  { name: 'account', path: '/cortex/account' },
  { name: 'platform', path: '/cortex/platform', isOperator: true },
  { name: 'platform-audit', path: '/cortex/platform/audit', isOperator: true },
  { name: 'no-such-store', path: '/cortex/stores/nothing', status: 404 },
  { name: 'not-found', path: '/cortex/nowhere' },
];

/** In `npm test`: others of them in every run. */
const sampleSize = 9;

describe(`every screen, seed ${soakSeed}`, () => {
  const visitors = new Map<Staff | null, Promise<Visitor>>();

  const shown = isSoak || isDrawing ? screens : sampleOf(screens, sampleSize);
  it.each(shown)('breaks no rule of accessibility in light, dark and on a tablet: $name', async (screen) => {
    const { name, path, isSignedOut = false, isOperator = false, status, tour = [] } = screen;
    const person = isSignedOut ? null : isOperator ? operator : owner;
    const visitor = await (visitors.get(person) ?? journey.visit(person === null ? {} : { as: person }));
    visitors.set(person, Promise.resolve(visitor));
    if (status !== undefined) visitor.expectStatus(status);
    await visitor.open(path);
    await expectGoodLooks(visitor, name, tour);
    expect(visitor.faults).toEqual([]);
  });
});

describe('the command palette', () => {
  it('goes to any screen and store', async () => {
    const visitor = await journey.visit({ as: owner });
    const { page } = visitor;
    await visitor.open('/cortex/stores/warriors-flex');
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: 'Warriors Student' }).waitFor();
    await visitor.expectAccessible();
    await visitor.shoot('command-palette', { isTour: true });
    await page.getByRole('combobox', { name: 'Go to a store or screen' }).fill('student');
    await page.getByRole('option', { name: 'Warriors Student', selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Warriors Student', level: 1 }).waitFor();
  });
});

describe('the navigation on a tablet', () => {
  it('opens over the screen and closes when one went somewhere', async () => {
    const visitor = await journey.visit({ as: owner });
    const { page } = visitor;
    await visitor.look({ scheme: 'light', width: 834 });
    await visitor.open('/cortex/stores/warriors-flex');
    await page.getByRole('button', { name: 'Navigation' }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'People' }).waitFor();
    await visitor.expectAccessible();
    await visitor.shoot('navigation-tablet');
    await page.getByRole('dialog').getByRole('link', { name: 'People' }).click();
    await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});

describe('the first screen', () => {
  it('needs less than 350 kB of scripts, as they are sent, and none of charts, maps or editors', async () => {
    const visitor = await journey.visit({ as: owner });
    const sizes = new Map<string, number>();
    visitor.page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.endsWith('.js')) sizes.set(pathname, Number(response.headers()['content-length']));
    });
    await visitor.open('/cortex');
    expect(sizes.size).toBeGreaterThan(3);
    expect([...sizes.values()].reduce((sum, size) => sum + size, 0)).toBeLessThan(350_000);
    const heavy = /\/(\w*Chart|seat-map|sortable|\w*Editor|\w*Stage|VenueMap|PriceGrid|InsightsScreen)/;
    expect([...sizes.keys()].filter((name) => heavy.test(name))).toEqual([]);
  });
});
