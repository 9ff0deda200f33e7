import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { type StoreFacts, withStore } from '../../server/core/ctx.ts';
import { prepareDemo } from '../../server/demo.ts';
import { listAccounts, testAccount } from '../../server/modules/vendors/vendors.accounts.service.ts';
import { vendorOf } from '../../server/modules/vendors/vendors.service.ts';
import { makeStaff, onStore, signIn } from '../factories/staff.ts';
import { makeStore } from '../factories/store.ts';
import { atSandbox, connectVendor } from '../factories/vendor.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import type { TestClient } from '../harness/client.ts';
import { runJobs } from '../harness/jobs.ts';

let app: TestApp;
let sandbox: Sandbox;
let store: StoreFacts;
let staff: TestClient;
let events: string;
beforeAll(async () => {
  app = await openTestApp();
  sandbox = await openSandbox({ now: () => app.clock.now().getTime(), pollEvery: 0.3 });
  store = await makeStore(app);
  await connectVendor(app, store, atSandbox(sandbox));
  staff = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'publisher')] }));
  events = `/api/stores/${store.key}/events`;
});
afterAll(async () => {
  await app.close();
  await sandbox.close();
});

const game = { kind: 'item_set', itemSet: 'SEASON' };
const ask = async (rest: object = {}) => (await staff.post(`${events}/import`, { query: game, ...rest })).body;
const find = async (code: string) => (await staff.get(`${events}?code=${code}`)).body.items[0];

test('a store imports games, arena, sections and a map from the vendor, through its protocol', async () => {
  const report = await ask({ createVenues: true, createCategories: true });
  expect(report.unmapped).toEqual([]);
  expect(report.counts.made).toBe(report.events.length);
  expect(report.events.length).toBeGreaterThanOrEqual(4);
  expect(report.venues).toMatchObject([{ is: 'new', timeZone: 'America/Los_Angeles' }]);
  expect(report.categoriesMade).toEqual(['BASKETBALL']);
  const venue = (await staff.get(`/api/stores/${store.key}/venues/${report.venues[0].venueId}`)).body;
  const levels = new Set(venue.sections.map(({ level }: { level: string }) => level));
  expect([...levels]).toEqual(['FLR', '100', '200', 'SUITE']);
  const map = (await staff.get(`/api/stores/${store.key}/venues/${venue.id}/maps/${venue.maps[0].id}`)).body;
  expect([map.isDefault, map.undrawn, map.drawing.shapes.length]).toEqual([true, [], venue.sections.length]);
  for (const { code } of report.events) {
    const { vendor, venueId } = await find(code);
    expect([vendor.manifest, venueId, vendor.differences]).toEqual(['ARENA', venue.id, []]);
  }
  expect((await ask()).counts).toMatchObject({ made: 0, changed: 0, same: report.events.length });
});

test('a game that the vendor moves or cancels is followed, or a finding when it is published', async () => {
  const { items } = (await staff.get(events)).body;
  const [draft, published, cancelled] = items.filter(({ startsAt }: { startsAt: string | null }) => startsAt !== null);
  await staff.post(`${events}/publish`, { eventIds: [published.id, cancelled.id] });
  sandbox.acts.moveEvent({ eventName: draft.code, date: '2027-04-01', time: '18:30' });
  sandbox.acts.moveEvent({ eventName: published.code, date: '2027-04-02', time: '18:30' });
  sandbox.acts.cancelEvent({ eventName: cancelled.code });
  const report = await ask();
  // the published one follows in its off-sale, which moved with it
  expect(report.counts).toMatchObject({ changed: 2, not_listed: 0 });
  expect((await find(draft.code)).startsAt).toBe('2027-04-02T01:30:00.000Z');
  const findings = (await staff.get(`${events}/import/findings`)).body.items;
  const about = findings.map(({ code, at, params }: { code: string; at: string; params: { eventCode: string } }) =>
    [params.eventCode, code, at].join(' '),
  );
  expect(new Set(about)).toEqual(
    new Set([
      `${cancelled.code} event.vendor_cancelled /state`,
      `${published.code} event.vendor_differs /date`,
      `${published.code} event.vendor_differs /time`,
    ]),
  );
  const { id, version } = await find(published.code);
  const taken = await staff.post(`${events}/${id}/take`, { fields: ['date', 'time'] }, { 'if-match': `"${version}"` });
  expect(taken.body).toMatchObject({ state: 'published', startsAt: '2027-04-03T01:30:00.000Z' });
});

test('a vendor that answers garbage, half or nothing imports nothing, and says so', async () => {
  const before = (await staff.get(events)).body;
  for (const fault of ['garbage', 'half', 'lost_answer', '503'] as const) {
    const { id } = sandbox.faults.add({ cmd: 'event_search', fault });
    const { status, body } = await staff.post(`${events}/import`, { query: game });
    expect([fault, status >= 500, body.code]).toEqual([fault, true, 'vendor.unavailable']);
    sandbox.faults.clear(id);
  }
  expect((await staff.get(events)).body).toEqual(before);
});

test('a fresh store imports and syncs the season through the real protocol by one staff act', async () => {
  const vendor = await openSandbox({ size: 'season', now: () => app.clock.now().getTime(), pollEvery: 0.05 });
  try {
    const fresh = await makeStore(app);
    await connectVendor(app, fresh, atSandbox(vendor));
    const editor = await signIn(app, await makeStaff(app, { grants: [onStore(fresh, 'editor')] }));
    const path = `/api/stores/${fresh.key}`;
    const { status, body } = await editor.post(`${path}/season-import`, {});
    expect([status, body.report.unmapped]).toEqual([200, []]);
    expect(body.report.counts.made).toBeGreaterThan(35);
    await runJobs(app);
    const run = (await editor.get(`${path}/inventory/runs/${body.syncRunId}`)).body;
    expect(run).toMatchObject({ state: 'done', failedCount: 0, eventCount: body.report.counts.made, findingCount: 0 });
    const copied = (await editor.get(`${path}/inventory/events?limit=200`)).body.items;
    const said = await countFreeSeats(fresh, body.report.events);
    expect(Object.fromEntries(copied.map(({ eventCode, seatCount }: Copied) => [eventCode, seatCount]))).toEqual(said);

    const [{ venueId }] = body.report.venues;
    const suites = (await editor.get(`${path}/suite-suggestions?venueId=${venueId}&className=SUITE`)).body.items;
    expect(suites.length).toBeGreaterThan(20);
    const items = suites.map(({ name, seats }: { name: string; seats: object[] }) => ({ name, seats, venueId }));
    expect((await editor.post(`${path}/suites/bulk`, { items })).status).toBe(201);
    const again = (await editor.get(`${path}/suite-suggestions?venueId=${venueId}&className=SUITE`)).body.items;
    expect(again.map(({ blockedBy }: { blockedBy: object }) => blockedBy)).toEqual(
      suites.map(({ name }: { name: string }) => ({ reason: 'seats_taken', suite: name })),
    );

    const repeated = (await editor.post(`${path}/season-import`, {})).body;
    expect(repeated.report.counts).toMatchObject({ made: 0, changed: 0 });
  } finally {
    await vendor.close();
  }
});

type Copied = { eventCode: string; seatCount: number };

/** As the vendor says them seat by seat. */
async function countFreeSeats(of: StoreFacts, named: { code: string }[]): Promise<Record<string, number>> {
  const vendor = await vendorOf(withStore(app.ctx, of));
  const counts: Record<string, number> = {};
  for (const { code } of named) {
    const { runs } = await vendor.readSeats(code, { purpose: 'staff' });
    counts[code] = runs.reduce((sum, { firstSeat, lastSeat }) => sum + lastSeat - firstSeat + 1, 0);
  }
  return counts;
}

test('the demo reaches its sandbox with the account that it was filled with', async () => {
  const demo = await openTestApp({ FLEX_MODE: 'demo', SANDBOX_PORT: new URL(sandbox.url).port });
  try {
    await prepareDemo(demo.ctx);
    const { items } = await listAccounts(demo.ctx, 'warriors', { limit: 10 });
    expect(await testAccount(demo.ctx, 'warriors', items[0]?.id ?? '')).toMatchObject({ isReachable: true });
  } finally {
    await demo.close();
  }
});
