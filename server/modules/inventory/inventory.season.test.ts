import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeEvent } from '../../../test/factories/event.ts';
import { makeInventory, makeRun } from '../../../test/factories/inventory.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { makeSeats, makeSuite } from '../../../test/factories/suite.ts';
import { connectVendor } from '../../../test/factories/vendor.ts';
import { makeVenue } from '../../../test/factories/venue.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { rehearseVendor, resetVendor, vendorEvent } from '../../../test/vendors/rehearsed-vendor.ts';
import type { StoreFacts } from '../../core/ctx.ts';
import { VendorFailure } from '../vendors/vendors.types.ts';

const vendor = rehearseVendor();
let app: TestApp;
let store: StoreFacts;
let admin: TestClient;
let path: string;
beforeAll(async () => {
  app = await openTestApp({}, { vendors: { rehearsed: vendor.adapter } });
});
beforeEach(async () => {
  resetVendor(vendor);
  store = await makeStore(app);
  admin = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'admin')] }));
  path = `/api/stores/${store.key}`;
});
afterAll(() => app.close());

const connect = () => {
  const connection = { baseUrl: 'http://127.0.0.1:1' };
  return connectVendor(app, store, { adapter: 'rehearsed', connection, keys: { key: 'k' } });
};

describe('importing the season', () => {
  test('asks for the year from today by the clocks of the store, and begins a sync of what is ahead', async () => {
    await connect();
    app.clock.set('2026-10-01T03:00:00.000Z'); // still the last of September in Los Angeles
    const games = ['2026-09-29', '2026-09-30', '2027-09-30', '2027-10-01'];
    vendor.events = games.map((on) => vendorEvent(on, { date: { state: 'set', on }, category: 'Basketball' }));
    const { body } = await admin.post(`${path}/season-import`, {});
    expect(body.report.events.map(({ code }: { code: string }) => code)).toEqual(['2026-09-30', '2027-09-30']);
    expect([body.report.venues[0].is, body.report.categoriesMade]).toEqual(['new', ['Basketball']]);
    const run = (await admin.get(`${path}/inventory/runs/${body.syncRunId}`)).body;
    expect(run).toMatchObject({ cause: 'staff', state: 'running', eventCount: 1 });
    const again = (await admin.post(`${path}/season-import`, {})).body;
    expect([again.report.counts.same, again.syncRunId]).toEqual([2, body.syncRunId]);
  });

  test('without an event that is still ahead begins no sync', async () => {
    await connect();
    vendor.events = [vendorEvent('OLD', { date: { state: 'set', on: '2020-01-01' } })];
    const query = { kind: 'codes', codes: ['OLD'] };
    const { body } = await admin.post(`${path}/season-import`, { query });
    expect([body.report.counts.made, body.syncRunId]).toEqual([1, null]);
  });

  test('makes nothing when the vendor fails, or for who may not sync', async () => {
    expect((await admin.post(`${path}/season-import`, {})).body.code).toBe('vendor.not_connected');
    await connect();
    vendor.events = [vendorEvent('G1')];
    const { body: key } = await admin.post(`${path}/keys`, { name: 'Edit', permissions: ['store.catalogue.edit'] });
    const program = app.client({ authorization: `Bearer ${key.key}` });
    const refused = await program.post(`${path}/season-import`, {});
    expect([refused.status, refused.body.params]).toEqual([403, { permission: 'store.inventory.sync' }]);
    vendor.failure = new VendorFailure('unavailable', 'planted');
    expect((await admin.post(`${path}/season-import`, {})).body.code).toBe('vendor.unavailable');
    expect((await admin.get(`${path}/events`)).body.items).toEqual([]);
  });
});

describe('suites suggested by free seats', () => {
  const section = { sectionName: 'SUITE 1', displayName: 'Terrace suite', level: 'Suites' };
  const run = (rest: object) => makeRun({ sectionName: 'SUITE 1', className: 'SUITE', lastSeat: 6, ...rest });
  const ask = async (venueId: string, rest = '') =>
    (await admin.get(`${path}/suite-suggestions?venueId=${venueId}&className=SUITE${rest}`)).body;

  test('are those of one class at the events of one venue, taken together', async () => {
    const here = await makeVenue(app, store, { sections: [section] });
    const make = async (venueId: string, runs: ReturnType<typeof run>[]) => {
      const event = await makeEvent(app, store, { venueId });
      await makeInventory(app, store, event.code, { runs });
      return event;
    };
    await make(here.id, [run({ lastSeat: 4 }), makeRun({ sectionName: '101' }), run({ rowName: 'B' })]);
    await make(here.id, [run({ firstSeat: 3 }), run({ sectionName: 'SUITE 2' })]);
    const archived = await make(here.id, [run({ sectionName: 'SUITE 3' })]);
    const publisher = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'publisher')] }));
    await publisher.post(`${path}/events/archive`, { eventIds: [archived.id] });
    await make((await makeVenue(app, store)).id, [run({ lastSeat: 9 }), run({ sectionName: 'SUITE 4' })]);
    const { items } = await ask(here.id);
    expect(items).toEqual([
      { name: 'SUITE 2', seats: [makeSeats('SUITE 2', 'A', 1, 6)], capacity: 6, blockedBy: null },
      {
        name: 'Terrace suite',
        seats: [makeSeats('SUITE 1', 'A', 1, 6), makeSeats('SUITE 1', 'B', 1, 6)],
        capacity: 12,
        blockedBy: null,
      },
    ]);
    await makeSuite(app, store, { venueId: here.id, name: 'Owner', seats: [makeSeats('SUITE 1', 'B', 6, 6)] });
    const byRow = (await ask(here.id, '&groupBy=row')).items;
    expect(byRow.map(({ name, blockedBy }: { name: string; blockedBy: object }) => [name, blockedBy])).toEqual([
      ['SUITE 2, row A', null],
      ['Terrace suite, row A', null],
      ['Terrace suite, row B', { reason: 'seats_taken', suite: 'Owner' }],
    ]);
  });

  test('of a venue of another store are not found', async () => {
    const elsewhere = await makeVenue(app, await makeStore(app));
    expect((await ask(elsewhere.id)).code).toBe('venue.not_found');
  });
});
