import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Staff } from '../../server/modules/identity/identity.types.ts';
import { rolePermissions, storePermissions } from '../../shared/contract/permissions.ts';
import { storeScreens } from '../../web/cortex/screens.ts';
import { makeStaff, onStore, signIn } from '../factories/staff.ts';
import { isSoak, sampleOf, soakSeed } from '../harness/soak.ts';
import { type Journey, openJourney } from './support/journey.ts';
import { colourRules, expectNoSidewaysScroll } from './support/looks.ts';
import { goTo, screens } from './support/screens.ts';
import { openRunningStore, type RunningStore } from './support/season.ts';
import { settle, type Visitor } from './support/visitor.ts';

/** What an owner and a viewer see of a store in the midst of its season. */

let journey: Journey;
let running: RunningStore;
let owner: Visitor;
let viewer: Visitor;
/** What the server says a viewer may do to the store. */
let permissions: readonly string[];

beforeAll(async () => {
  journey = await openJourney();
  running = await openRunningStore(journey.app);
  const { store, base } = running.shop;
  const olivia = await makeStaff(journey.app, { name: 'Olivia Owens', grants: [onStore(store, 'owner')] });
  const vera = await makeStaff(journey.app, { name: 'Vera Vance', grants: [onStore(store, 'viewer')] });
  permissions = (await (await signIn(journey.app, vera)).get(base)).body.permissions;
  owner = await comeIn(olivia);
  viewer = await comeIn(vera);
});
// A route that refused something would be an error in the console, which is a fault of the visit.
afterAll(async () => {
  await journey.endVisits();
  await journey.close();
  await running.shop.sandbox.close();
});

async function comeIn(as: Staff): Promise<Visitor> {
  const visitor = await journey.visit({ as });
  await visitor.page.clock.setFixedTime(journey.app.clock.now());
  await visitor.page.goto('/cortex');
  await visitor.page.getByRole('heading', { level: 1 }).waitFor();
  return visitor;
}

/** In `npm test`: others of them in every run. */
const sampleSize = 10;

describe(`every screen of a running store, seed ${soakSeed}`, () => {
  afterEach(async () => {
    await owner.look({ scheme: 'light', width: 1280 });
    await owner.page.keyboard.press('Escape');
  });

  const shown = isSoak ? screens : sampleOf(screens, sampleSize);
  it.each(shown)('breaks no rule of accessibility and fits, in light, dark and on a tablet: $name', async (screen) => {
    const { name, act } = screen;
    await goTo(owner, running, screen);
    await act?.(owner);
    await settle(owner.page);
    await owner.expectAccessible();
    await expectNoSidewaysScroll(owner);
    await owner.shoot(name);
    await owner.look({ scheme: 'dark', width: 1280 });
    await owner.expectAccessible(undefined, colourRules);
    await owner.shoot(`${name}-dark`);
    await owner.look({ scheme: 'light', width: 834 });
    await expectNoSidewaysScroll(owner);
    await owner.shoot(`${name}-tablet`);
    expect(owner.faults.splice(0)).toEqual([]);
  });
});

const home = () => `/cortex/stores/${running.shop.store.key}`;

/** Goes there as a link does, without loading Cortex anew. */
async function go(path: string) {
  const { page } = viewer;
  await page.evaluate(`history.pushState({}, '', ${JSON.stringify(`${home()}${path}`)})`);
  await page.waitForFunction(`location.pathname + location.search === ${JSON.stringify(`${home()}${path}`)}`);
}

/** Acts that only change what is looked at. */
const looking = [
  /^(Preview|Load the preview again|Why this price\?|Check again|View release \d+|CSV|All price codes)$/,
  /^(Phone|Tablet|Desktop|Custom|Instant|Account groups|By account groups|A fan we know|By price code|By seat)$/,
  /^(Program|One program|The other|Pack|Package|Chosen events|Event|Price code|Section|Row|Seat)\b/,
  /^(Drawn|List|Day|Week|Month|Season|On the map|As lists|Archived too)$/,
  /^(Earlier|Later|Now|Today|Next|Previous|Zoom|Fit|Larger|Smaller|Whole|Look|Show|Sort by|Clear|Search|Details)\b/,
  /^(Time|First day|Last day) \(/,
  /^(Revenue, net of refunds|Seats sold|Orders|(7|30|90) days|A year)$/,
  /^(What changed in|Why) /,
  /, (planned|past|active now|on hold)/,
  // What of several is shown: packs, packages, rules, add-ons, sections of a map.
  /^(Three games|Two nights|Members|Everybody|Parking)\n/,
  /^(\d{3}|FLR\d|SUITE \d)$/,
];

/** The buttons, switches and fields of the screen by which something could be changed. */
async function changers(page: Page): Promise<string[]> {
  const found = await page.evaluate<string[]>(`(() => {
    const wanted = 'main :is(button, [role=button], [role=switch], input, textarea, select, [contenteditable=true])';
    const isShown = (one) => one.checkVisibility() && one.closest('[role=search], [role=tablist], [aria-hidden=true], nav') === null;
    const isClosed = (one) => one.disabled || (one.role === 'radio' && one.ariaChecked === 'true') || one.readOnly || one.getAttribute('aria-disabled') === 'true';
    const nameOf = (one) => one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText ?? (one.innerText || one.placeholder || '');
    return [...document.querySelectorAll(wanted)].filter((one) => isShown(one) && !isClosed(one)).map((one) => nameOf(one).trim());
  })()`);
  return [...new Set(found)];
}

/** Screens that need a permission a viewer lacks. */
const isClosed = /^(order|purchase|fan|webhook)/;
const mayOpen = [
  ...screens.filter(({ name, act }) => act === undefined && !isClosed.test(name)),
  { name: 'events', path: () => '/events', shows: (page: Page) => page.getByRole('rowheader') },
  {
    name: 'event',
    path: ({ eventId }: RunningStore) => `/events/${eventId}`,
    shows: (page: Page) => page.getByRole('heading', { level: 2, name: 'Details' }),
  },
  {
    name: 'sync-run',
    path: ({ runId }: RunningStore) => `/inventory/runs/${runId}`,
    shows: (page: Page) => page.getByRole('heading', { name: 'How it went' }),
  },
  { name: 'settings', path: () => '/settings', shows: (page: Page) => page.getByText('You may read these settings.') },
];

describe('an owner', () => {
  it('finds much to change where a viewer finds nothing', async () => {
    for (const screen of mayOpen.filter(({ name }) => ['programs', 'packs-packs', 'packs-access'].includes(name))) {
      await goTo(owner, running, screen);
      expect((await changers(owner.page)).length).toBeGreaterThan(3);
    }
  });
});

describe(`a viewer, seed ${soakSeed}`, () => {
  it('is told by the store what the table of permissions grants', () => {
    expect([...permissions].sort()).toEqual(
      storePermissions.filter((permission) => rolePermissions.viewer.includes(permission)).sort(),
    );
  });

  it('is led to the screens that they may open and to no other', async () => {
    await go('');
    const links = viewer.page.getByRole('navigation', { name: 'Main' }).getByRole('link');
    await expect
      .poll(() => links.allTextContents())
      .toEqual([
        ...storeScreens.flatMap(({ label, permission }) => (permissions.includes(permission) ? [label] : [])),
        'All stores',
      ]);
  });

  it.each(isSoak ? mayOpen : sampleOf(mayOpen, sampleSize))('finds nothing to change: $name', async (screen) => {
    await goTo(viewer, running, screen);
    const acts = (await changers(viewer.page)).filter((act) => !looking.some((words) => words.test(act)));
    expect(acts).toEqual([]);
  });

  const closed = storeScreens.filter(({ permission }) => !rolePermissions.viewer.includes(permission));
  it.each(closed)('is told that they may not open $label', async ({ to, label, permission }) => {
    await go(to.replace('/stores/$storeKey', ''));
    await viewer.page.getByRole('heading', { name: `You have no access to ${label.toLowerCase()}` }).waitFor();
    await viewer.page.getByText(`It needs the permission ${permission}`).waitFor();
  });

  it.each([
    ['/orders/', ({ orderId }: RunningStore) => orderId],
    ['/purchases/', ({ purchaseId }: RunningStore) => purchaseId],
    ['/fans/', ({ fanId }: RunningStore) => fanId],
    ['/webhooks/deliveries/', ({ deliveryId }: RunningStore) => deliveryId],
  ])('is told the same below it: %s', async (path, id) => {
    await go(`${path}${id(running)}`);
    await viewer.page.getByRole('heading', { name: /^You have no access to/ }).waitFor();
  });
});
