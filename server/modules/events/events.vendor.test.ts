import { beforeEach, describe, expect, test } from 'vitest';
import type { ImportReport } from '../../../shared/contract/events.import.ts';
import { makeEvent } from '../../../test/factories/event.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import { minute } from '../../../test/harness/clock.ts';
import { setUpImportDesk } from '../../../test/harness/import-desk.ts';
import { vendorEvent } from '../../../test/vendors/rehearsed-vendor.ts';

const desk = setUpImportDesk();
const { act, find, importNow, take, withRole } = desk;

const on = (date: string) => ({ state: 'set' as const, on: date });
const at = (time: string) => ({ state: 'set' as const, at: time });
const rowOf = ({ events: rows }: ImportReport, code: string) => rows.find((row) => row.code === code);
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });

describe('a published event', () => {
  const moved = { date: on('2026-12-27'), time: at('18:00'), venueName: 'Oracle Arena', name: 'New name' };
  beforeEach(async () => {
    desk.vendor.events = [vendorEvent('G1'), vendorEvent('G2')];
    await importNow({ createVenues: true });
    await act('publish', ['G1', 'G2']);
    desk.vendor.events = [vendorEvent('G1', moved), vendorEvent('G2')];
  });

  test('keeps what publishing fixed; each difference is a finding until staff take it, who may publish', async () => {
    const report = await importNow({ createVenues: true });
    expect(rowOf(report, 'G1')?.kept).toEqual([
      { field: 'venueId', ours: 'Chase Center', vendor: 'Oracle Arena', because: 'fixed' },
      { field: 'date', ours: '2026-12-25', vendor: '2026-12-27', because: 'fixed' },
      { field: 'time', ours: '19:30', vendor: '18:00', because: 'fixed' },
    ]);
    expect(await find('G1')).toMatchObject({ state: 'published', name: 'New name', date: on('2026-12-25') });
    const findings = async () => (await desk.editor.get(`${desk.path}/import/findings`)).body.items;
    expect((await findings()).map(({ code, at: where }: { code: string; at: string }) => [code, where])).toEqual([
      ['event.vendor_differs', '/venueId'],
      ['event.vendor_differs', '/date'],
      ['event.vendor_differs', '/time'],
    ]);
    const refused = await take(desk.editor, 'G1', ['date']);
    expect([refused.status, refused.body.code]).toEqual([403, 'permission.denied']);
    expect((await find('G1')).vendor.differences).toHaveLength(3);

    desk.app.clock.advance(minute);
    const taken = await take(await withRole('publisher'), 'G1', ['venueId', 'date', 'time']);
    expect(taken.body).toMatchObject({
      state: 'published',
      startsAt: '2026-12-28T02:00:00.000Z',
      publishedAt: desk.app.clock.now().toISOString(),
      vendor: { differences: [] },
      version: 5,
    });
    expect(await findings()).toEqual([]);
    expect((await listStoreEntries(desk.app, desk.store, taken.body.id)).map(({ action }) => action)).toEqual([
      'events.create',
      'events.publish',
      'events.follow',
      'events.take_vendor',
      'events.publish',
    ]);
  });

  test('follows by itself once it was unpublished', async () => {
    await importNow({ createVenues: true });
    await act('unpublish', ['G1']);
    await importNow();
    expect(await find('G1')).toMatchObject({ state: 'draft', date: on('2026-12-27'), vendor: { differences: [] } });
  });

  test('cannot take what the vendor does not say, nor from an old version, nor one never imported', async () => {
    desk.vendor.events = [vendorEvent('G1', { venueName: 'Unheard of' }), vendorEvent('G2', { venueName: '' })];
    await importNow();
    const publisher = await withRole('publisher');
    const unclear = await take(publisher, 'G1', ['venueId', 'name']);
    expect([unclear.status, unclear.body.code, unclear.body.params]).toEqual([
      409,
      'event.vendor_unclear',
      { fields: ['venueId'] },
    ]);
    expect((await take(publisher, 'G2', ['venueId'])).body.code).toBe('event.vendor_unclear');
    const { id } = await find('G1');
    expect((await publisher.post(`${desk.path}/${id}/take`, { fields: ['name'] }, ifMatch(1))).status).toBe(412);
    const hand = await makeEvent(desk.app, desk.store);
    expect((await take(publisher, hand.code, ['name'])).body.code).toBe('event.not_imported');
  });
});

test('imports, takings, edits and publishing at once end, and leave every event as one of them made it', async () => {
  const codes = ['G1', 'G2', 'G3'];
  desk.vendor.events = codes.map((code) => vendorEvent(code));
  await importNow({ createVenues: true });
  await Promise.all(codes.map((code) => desk.edit(code, { name: `Our ${code}` })));
  desk.vendor.events = codes.map((code) => vendorEvent(code, { opponent: 'Suns', venueName: 'Elsewhere' }));
  const answers = await Promise.all([
    desk.ask('import', { createVenues: true }),
    ...codes.map((code) => take(desk.editor, code, ['name'])),
    act('publish', codes),
    desk.ask('import', { createVenues: true }),
    ...codes.map((code) => desk.edit(code, { minSeats: 2 })),
    ...codes.map((code) => take(desk.editor, code, ['opponent', 'name'])),
  ]);
  expect(answers.filter(({ status }) => ![200, 412].includes(status)).map(({ text }) => text)).toEqual([]);
  for (const code of codes) {
    const event = await find(code);
    expect(['Our', 'Game']).toContain(event.name.slice(0, -3));
    expect([event.state, event.opponent]).toEqual(['published', 'Suns']);
    const entries = await listStoreEntries(desk.app, desk.store, event.id);
    expect(entries).toHaveLength(event.version);
  }
});
