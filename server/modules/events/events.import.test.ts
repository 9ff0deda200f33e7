import { beforeEach, describe, expect, test } from 'vitest';
import type { ImportReport } from '../../../shared/contract/events.import.ts';
import { makeVenue } from '../../../test/factories/venue.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import { minute } from '../../../test/harness/clock.ts';
import { setUpImportDesk } from '../../../test/harness/import-desk.ts';
import { gate } from '../../../test/harness/locks.ts';
import { vendorEvent } from '../../../test/vendors/rehearsed-vendor.ts';

const desk = setUpImportDesk();
const { act, ask, edit, everything, find, importNow, preview, take } = desk;

const on = (date: string) => ({ state: 'set' as const, on: date });
const at = (time: string) => ({ state: 'set' as const, at: time });
const rowOf = ({ events: rows }: ImportReport, code: string) => rows.find((row) => row.code === code);
const outcomes = ({ events: rows }: ImportReport) =>
  Object.fromEntries(rows.map(({ code, outcome }) => [code, outcome]));
const december = { kind: 'range', from: '2026-12-01', until: '2026-12-31' };

describe('an import', () => {
  test('makes drafts of what the preview named, which itself made nothing', async () => {
    const { id: venueId } = await makeVenue(desk.app, desk.store, { name: 'chase  CENTER' });
    desk.vendor.events = [
      vendorEvent('G2', {
        date: { state: 'tbd' },
        time: { state: 'tba' },
        estimatedOn: '2027-04-05',
        onSaleAt: new Date('2026-11-01T17:00:00Z'),
      }),
      vendorEvent('G1'),
    ];
    const before = await everything();
    const first = await preview();
    expect(await everything()).toEqual(before);
    expect(outcomes(first)).toEqual({ G1: 'made', G2: 'made' });
    const report = await importNow();
    const [one, two] = [await find('G1'), await find('G2')];
    const strip = ({ events: rows, ...rest }: ImportReport) => ({
      ...rest,
      events: rows.map((row) => ({ ...row, eventId: null, state: null })),
    });
    expect(strip(report)).toEqual(strip(first));
    expect(report.events.map(({ eventId, state }) => [eventId, state])).toEqual([
      [one.id, 'draft'],
      [two.id, 'draft'],
    ]);
    expect(one).toMatchObject({
      state: 'draft',
      name: 'Game G1',
      opponent: 'Lakers',
      venueId,
      startsAt: '2026-12-26T03:30:00.000Z',
      offSaleAt: null,
      minSeats: 1,
      vendor: { manifest: 'ARENA', itemSets: ['SEASON'], capacity: 18_064, isListed: true, differences: [] },
    });
    expect(two).toMatchObject({
      date: { state: 'tbd' },
      time: { state: 'tba' },
      estimatedAt: '2027-04-05T19:00:00.000Z',
      onSaleAt: '2026-11-01T17:00:00.000Z',
    });
  });

  test('is told to open pages and kept in the audit, event by event and as a whole', async () => {
    desk.vendor.events = [vendorEvent('G1'), vendorEvent('G2', { venueName: 'Nowhere' })];
    await importNow();
    const ids = [(await find('G1')).id, (await find('G2')).id];
    const text = 'select topic, data from platform.changes where store_id = $1';
    expect((await desk.app.ctx.database.pool.query(text, [desk.store.id])).rows).toEqual([
      expect.objectContaining({ topic: 'vendors.changed' }),
      { topic: 'events.changed', data: { eventIds: ids, eventCodes: ['G1', 'G2'] } },
    ]);
    expect(await listStoreEntries(desk.app, desk.store, ids[0])).toMatchObject([
      { action: 'events.create', actorName: 'The editor', after: { code: 'G1', name: 'Game G1' } },
    ]);
    const run = await desk.app.ctx.database.pool.query(
      `select subject_name, after from ${desk.store.schemaName}.audit_entries where action = 'events.import'`,
    );
    expect(run.rows).toMatchObject([
      { subject_name: 'item set SEASON', after: { counts: { made: 2 }, unmapped: [{}, {}] } },
    ]);
  });

  test('of the same again changes nothing', async () => {
    desk.vendor.events = [vendorEvent('G1'), vendorEvent('G2')];
    await importNow({ createVenues: true });
    const before = await everything();
    const again = await importNow({ createVenues: true });
    expect(again.counts).toEqual({ made: 0, changed: 0, same: 2, cancelled: 0, not_listed: 0, newer: 0 });
    expect(await everything()).toEqual(before);
  });

  test('is all or nothing', async () => {
    desk.vendor.events = [vendorEvent('G1'), vendorEvent('G2', { manifest: 'BAD' })];
    const { pool } = desk.app.ctx.database;
    await pool.query(
      `alter table ${desk.store.schemaName}.event_imports add constraint planted check (manifest <> 'BAD')`,
    );
    const before = await everything();
    expect((await ask('import', { createVenues: true })).status).toBe(500);
    expect(await everything()).toEqual(before);
  });

  test('at the same time as others makes each event once', async () => {
    desk.vendor.events = ['G1', 'G2', 'G3'].map((code) => vendorEvent(code));
    const reports = await Promise.all([1, 2, 3, 4].map(() => importNow({ createVenues: true })));
    expect(reports.map(({ counts }) => counts.made).sort((a, b) => a - b)).toEqual([0, 0, 0, 3]);
    expect((await desk.editor.get(desk.path)).body.items).toHaveLength(3);
    expect((await desk.editor.get(`/api/stores/${desk.store.key}/venues`)).body.items).toHaveLength(1);
  });

  test('that asked earlier leaves alone what a later one knows', async () => {
    desk.vendor.events = [vendorEvent('G1', { name: 'Old' })];
    const { opened, open } = gate();
    const asked = gate();
    desk.vendor.pause = () => {
      asked.open();
      return opened;
    };
    const slow = importNow();
    await asked.opened;
    desk.vendor.pause = async () => {};
    const stale = structuredClone(desk.vendor.events);
    desk.app.clock.advance(minute);
    desk.vendor.events = [vendorEvent('G1', { name: 'New' })];
    await importNow();
    desk.vendor.events = stale;
    open();
    expect(outcomes(await slow)).toEqual({ G1: 'newer' });
    expect((await find('G1')).name).toBe('New');
  });
});

describe('a further import', () => {
  beforeEach(async () => {
    desk.vendor.events = [vendorEvent('G1'), vendorEvent('G2')];
    await importNow({ createVenues: true });
  });

  test('follows the vendor, keeps what staff edited, and shows what it says instead', async () => {
    await edit('G1', { name: 'Christmas game' });
    desk.vendor.events = [
      vendorEvent('G1', { name: 'GSW LAL', time: at('17:00') }),
      vendorEvent('G2', { name: 'Renamed' }),
    ];
    const changes = [{ field: 'time', ours: '19:30', vendor: '17:00' }];
    const kept = [{ field: 'name', ours: 'Christmas game', vendor: 'GSW LAL', because: 'edited' }];
    for (const report of [await preview(), await importNow()]) {
      expect(rowOf(report, 'G1')).toMatchObject({ outcome: 'changed', changes, kept, time: at('17:00') });
      expect(rowOf(report, 'G2')).toMatchObject({ outcome: 'changed', name: 'Renamed', kept: [] });
    }
    const event = await find('G1');
    expect(event).toMatchObject({ name: 'Christmas game', startsAt: '2026-12-26T01:00:00.000Z', version: 3 });
    expect(event.vendor.differences).toEqual([{ field: 'name', vendor: 'GSW LAL', isFixed: false }]);
    expect((await listStoreEntries(desk.app, desk.store, event.id)).at(-1)).toMatchObject({
      action: 'events.follow',
      before: { time: at('19:30') },
      after: { time: at('17:00') },
    });
    expect((await importNow()).counts).toMatchObject({ changed: 0, same: 2 });
  });

  test('follows again in a field that staff took over from the vendor', async () => {
    await edit('G1', { name: 'Ours', opponent: null });
    await importNow();
    const taken = await take(desk.editor, 'G1', ['name']);
    expect([taken.status, taken.body.name, taken.body.version]).toEqual([200, 'Game G1', 3]);
    expect(taken.body.vendor.differences).toEqual([{ field: 'opponent', vendor: 'Lakers', isFixed: false }]);
    expect((await listStoreEntries(desk.app, desk.store, taken.body.id)).at(-1)).toMatchObject({
      action: 'events.take_vendor',
      before: { name: 'Ours' },
      after: { name: 'Game G1' },
    });
    desk.vendor.events = [vendorEvent('G1', { name: 'Later' })];
    await importNow();
    expect(await find('G1')).toMatchObject({ name: 'Later', opponent: null });
  });

  test('finds by code what is not where it was: moved, or gone for good', async () => {
    desk.vendor.events = [vendorEvent('G1', { date: on('2027-01-05') })];
    const report = await importNow({ query: december });
    expect(desk.vendor.asked.slice(-2)).toEqual(['findEvents range', 'findEvents codes']);
    expect(outcomes(report)).toEqual({ G1: 'changed', G2: 'not_listed' });
    expect(await find('G1')).toMatchObject({ date: on('2027-01-05') });
    const gone = await find('G2');
    expect([gone.state, gone.vendor.isListed]).toEqual(['draft', false]);
    expect((await desk.editor.get(`${desk.path}/import/findings`)).body.items).toEqual([
      {
        code: 'event.vendor_not_listed',
        severity: 'warning',
        at: '/state',
        params: { eventCode: 'G2', event: 'Game G2' },
        eventId: gone.id,
      },
    ]);
    desk.vendor.events.push(vendorEvent('G2'));
    await importNow();
    expect((await desk.editor.get(`${desk.path}/import/findings`)).body.items).toEqual([]);
  });

  test('does not make a cancelled event, and leaves one that is there to staff', async () => {
    await act('publish', ['G1']);
    desk.vendor.events = [vendorEvent('G1', { isCancelled: true }), vendorEvent('G3', { isCancelled: true })];
    const report = await importNow({ query: { kind: 'codes', codes: ['G1', 'G3', 'G4'] } });
    expect(outcomes(report)).toEqual({ G1: 'same', G3: 'cancelled' });
    expect(report.unmapped).toEqual([{ code: 'code_unknown', eventCode: 'G4', value: 'G4' }]);
    expect([(await find('G1')).state, await find('G3')]).toEqual(['published', undefined]);
    const { items } = (await desk.editor.get(`${desk.path}/import/findings`)).body;
    expect(items).toMatchObject([{ code: 'event.vendor_cancelled', severity: 'error', params: { eventCode: 'G1' } }]);
    await act('archive', ['G1']);
    expect((await desk.editor.get(`${desk.path}/import/findings`)).body.items).toEqual([]);
  });

  test('changes nothing in an archived event, which follows after it is unarchived', async () => {
    await act('archive', ['G1']);
    desk.vendor.events = [vendorEvent('G1', { name: 'New' }), vendorEvent('G2')];
    expect(rowOf(await importNow(), 'G1')).toMatchObject({ outcome: 'same', kept: [{ because: 'archived' }] });
    expect(await find('G1')).toMatchObject({ state: 'archived', name: 'Game G1' });
    expect((await take(desk.editor, 'G1', ['name'])).body.code).toBe('event.archived');
    await act('unarchive', ['G1']);
    await importNow();
    expect((await find('G1')).name).toBe('New');
  });

  test('fills an event that was made by hand where it was left blank', async () => {
    await desk.editor.post(desk.path, { code: 'HAND', name: 'By hand', date: on('2026-12-31') });
    desk.vendor.events = [vendorEvent('HAND')];
    await importNow();
    const event = await find('HAND');
    expect(event).toMatchObject({ name: 'By hand', date: on('2026-12-31'), opponent: 'Lakers', time: at('19:30') });
    expect(event.vendor.differences.map(({ field }: { field: string }) => field)).toEqual(['name', 'date']);
  });
});
