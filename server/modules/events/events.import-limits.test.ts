import { describe, expect, test } from 'vitest';
import type { ImportReport } from '../../../shared/contract/events.import.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { makeVenue } from '../../../test/factories/venue.ts';
import { setUpImportDesk } from '../../../test/harness/import-desk.ts';
import { vendorEvent } from '../../../test/vendors/rehearsed-vendor.ts';
import { VendorFailure } from '../vendors/vendors.types.ts';

const desk = setUpImportDesk();
const { ask, everything, find, importNow, take, withRole } = desk;

const on = (date: string) => ({ state: 'set' as const, on: date });
const at = (time: string) => ({ state: 'set' as const, at: time });
const rowOf = ({ events: rows }: ImportReport, code: string) => rows.find((row) => row.code === code);
const outcomes = ({ events: rows }: ImportReport) =>
  Object.fromEntries(rows.map(({ code, outcome }) => [code, outcome]));
const season = { kind: 'item_set', itemSet: 'SEASON' };
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });

describe('what cannot be used', () => {
  test('is named, and the rest of the event is imported', async () => {
    await makeVenue(desk.app, desk.store, { name: 'Chase Center' });
    desk.vendor.events = [
      vendorEvent('G1', { name: ' ', date: on('2027-03-14'), time: at('02:30') }),
      vendorEvent('G2'),
      vendorEvent('G2', { name: 'Twin' }),
      vendorEvent(' BAD'),
    ];
    const report = await importNow();
    expect(report.unmapped).toEqual([
      { code: 'name_unusable', eventCode: 'G1', value: ' ' },
      { code: 'code_twice', eventCode: 'G2', value: 'Twin' },
      { code: 'code_unusable', eventCode: null, value: ' BAD' },
    ]);
    expect(outcomes(report)).toEqual({ G1: 'made', G2: 'made' });
    expect(rowOf(report, 'G1')?.kept).toMatchObject([{ field: 'time', vendor: '02:30', because: 'impossible' }]);
    expect(await find('G1')).toMatchObject({ name: 'G1', date: on('2027-03-14'), time: { state: 'tbd' } });
    desk.vendor.events = [vendorEvent('G1', { name: 'Named now' })];
    await importNow();
    expect((await find('G1')).name).toBe('Named now');
  });

  test('an event that cannot be read is named; the others are imported, and it is not taken to be gone', async () => {
    await makeVenue(desk.app, desk.store, { name: 'Chase Center' });
    desk.vendor.events = [vendorEvent('G1'), vendorEvent('G2')];
    await importNow();
    desk.vendor.events = [vendorEvent('G2', { name: 'Renamed' }), vendorEvent('G3')];
    desk.vendor.odd = [{ code: 'G1', detail: 'event_date (set, but missing)' }];
    const report = await importNow();
    expect(outcomes(report)).toEqual({ G2: 'changed', G3: 'made' });
    expect(report.unmapped).toEqual([
      { code: 'event_unreadable', eventCode: 'G1', value: 'event_date (set, but missing)' },
    ]);
    expect((await find('G1')).vendor.isListed).toBe(true);
    // it may be any of those that are not named
    desk.vendor.events = [vendorEvent('G3')];
    desk.vendor.odd = [{ code: null, detail: 'event_name (no text)' }];
    expect(outcomes(await importNow())).toEqual({ G3: 'same' });
    desk.vendor.odd = [];
    expect(outcomes(await importNow())).toEqual({ G1: 'not_listed', G2: 'not_listed', G3: 'same' });
  });

  test.each([
    [{ query: { kind: 'range', from: '2026-12-02', until: '2026-12-01' } }, '/body/query/until'],
    [{ query: { kind: 'range', from: '2026-01-01', until: '2029-01-01' } }, '/body/query/until'],
    [{ query: { kind: 'codes', codes: [] } }, '/body/query/codes'],
    [{ query: { kind: 'all' } }, '/body/query/kind'],
    [{ publish: true }, '/body/publish'],
  ])('of a request is refused: %j', async (wrong, where) => {
    const { status, body } = await ask('import', wrong);
    expect([status, body.errors?.[0]?.at]).toEqual([400, where]);
    expect(desk.vendor.asked).toEqual([]);
  });
});

describe('the vendor', () => {
  test.each([
    ['busy', 429, 'vendor.busy'],
    ['unavailable', 503, 'vendor.unavailable'],
    ['unknown', 503, 'vendor.unavailable'],
    ['refused', 409, 'vendor.refused'],
    ['setup', 503, 'vendor.setup'],
  ] as const)('that fails as %s changes nothing', async (kind, status, code) => {
    desk.vendor.events = [vendorEvent('G1')];
    await importNow();
    const before = await everything();
    desk.vendor.events.push(vendorEvent('G2'));
    desk.vendor.failure = new VendorFailure(kind, 'planted');
    for (const what of ['import', 'import/preview'] as const) {
      const answer = await ask(what, {});
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
    expect(await everything()).toEqual(before);
  });

  test('must be connected, and may not have more events than one import takes', async () => {
    desk.vendor.events = Array.from({ length: 501 }, (_, index) => vendorEvent(`G${index}`));
    const many = await ask('import', {});
    expect([many.status, many.body.code, many.body.params]).toEqual([
      409,
      'import.too_many',
      { count: 501, most: 500 },
    ]);
    const other = await makeStore(desk.app);
    const person = await signIn(desk.app, await makeStaff(desk.app, { grants: [onStore(other, 'editor')] }));
    const answer = await person.post(`/api/stores/${other.key}/events/import`, { query: season });
    expect([answer.status, answer.body.code]).toEqual([409, 'vendor.not_connected']);
  });
});

test('editors import, viewers see what it found, and each store has its own', async () => {
  const other = await makeStore(desk.app);
  await desk.connect(other);
  desk.vendor.events = [vendorEvent('G1')];
  await importNow();
  const mine = await find('G1');
  const stranger = await signIn(desk.app, await makeStaff(desk.app, { grants: [onStore(other, 'publisher')] }));
  expect((await stranger.get(`/api/stores/${other.key}/events`)).body.items).toEqual([]);
  const theirs = `/api/stores/${other.key}/events/${mine.id}/take`;
  expect((await stranger.post(theirs, { fields: ['name'] }, ifMatch(1))).body.code).toBe('event.not_found');
  const viewer = await withRole('viewer');
  expect((await viewer.get(`${desk.path}/import/findings`)).status).toBe(200);
  expect((await viewer.post(`${desk.path}/import`, { query: season })).status).toBe(403);
  expect((await take(viewer, 'G1', ['name'])).status).toBe(403);
});
