import { describe, expect, test } from 'vitest';
import { makeStore } from '../../../test/factories/store.ts';
import { makeVenue } from '../../../test/factories/venue.ts';
import { setUpImportDesk } from '../../../test/harness/import-desk.ts';
import { vendorEvent } from '../../../test/vendors/rehearsed-vendor.ts';
import { withStore } from '../../core/ctx.ts';
import { archiveVenue, editVenue } from '../venues/venues.service.ts';

const desk = setUpImportDesk();
const { ask, edit, find, importNow, preview, take } = desk;

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });

describe('venues', () => {
  const venues = async () =>
    (await desk.editor.get(`/api/stores/${desk.store.key}/venues?includeArchived=true`)).body.items;

  test('that nobody knows are named, and their events have none', async () => {
    desk.vendor.events = [vendorEvent('G1')];
    const report = await importNow();
    expect(report.venues).toMatchObject([{ vendorName: 'Chase Center', is: 'unknown', venueId: null }]);
    expect(report.unmapped).toEqual([{ code: 'venue_unknown', eventCode: 'G1', value: 'Chase Center' }]);
    expect(await find('G1')).toMatchObject({ venueId: null, startsAt: null });
  });

  test('are made on request, with zone, sections and a first map of the seats, however large the garage', async () => {
    desk.vendor.events = [
      vendorEvent('PARK', { manifest: 'PARKING', capacity: 20_000, opponent: null }),
      vendorEvent('G1'),
      vendorEvent('G2'),
      vendorEvent('AWAY', { venueName: 'Msg', timeZone: 'America/New_York' }),
      vendorEvent('ODD', { venueName: 'Odd', timeZone: 'Mars/Base' }),
    ];
    desk.vendor.sections.set('G1', ['102', 'FLR1']).set('G2', ['101', '201']).set('PARK', ['GARAGE']);
    const planned = await preview({ createVenues: true });
    expect(planned.venues[0]).toMatchObject({ is: 'new', venueId: null, name: 'Chase Center', sectionsAdded: 5 });
    const report = await importNow({ createVenues: true });
    expect(report.unmapped.map(({ code, value }) => [code, value])).toEqual([
      ['sections_unknown', 'Msg'],
      ['sections_unknown', 'Odd'],
      ['zone_unknown', 'Mars/Base'],
    ]);
    expect((await venues()).map(({ name, timeZone }: { name: string; timeZone: string }) => [name, timeZone])).toEqual([
      ['Chase Center', 'America/Los_Angeles'],
      ['Msg', 'America/New_York'],
      ['Odd', 'America/Los_Angeles'],
    ]);
    const path = `/api/stores/${desk.store.key}/venues/${report.venues[0]?.venueId}`;
    const { sections, maps } = (await desk.editor.get(path)).body;
    expect(sections.map(({ sectionName }: { sectionName: string }) => sectionName)).toEqual([
      'FLR1',
      '101',
      '102',
      '201',
      'GARAGE',
    ]);
    const map = (await desk.editor.get(`${path}/maps/${maps[0].id}`)).body;
    expect([map.isDefault, map.drawing.shapes.length, map.undrawn]).toEqual([true, 4, ['GARAGE']]);
  });

  test('that staff have filled are not touched, and one without sections is filled', async () => {
    const sections = [{ sectionName: '1', displayName: 'Mine', level: 'all' }];
    const mine = await makeVenue(desk.app, desk.store, { name: 'Chase Center', sections });
    const empty = await makeVenue(desk.app, desk.store, { name: 'Msg' });
    desk.vendor.events = [vendorEvent('G1'), vendorEvent('G2', { venueName: 'MSG' })];
    desk.vendor.sections.set('G1', ['101']).set('G2', ['301']);
    await importNow({ createVenues: true });
    const read = async (id: string) => (await desk.editor.get(`/api/stores/${desk.store.key}/venues/${id}`)).body;
    expect(await read(mine.id)).toMatchObject({ sections, maps: [], version: mine.version });
    expect(await read(empty.id)).toMatchObject({ sections: [{ sectionName: '301' }], maps: [{ isDefault: true }] });
  });

  test('are remembered by the name of the vendor, also when staff rename theirs or said which it is', async () => {
    const garden = await makeVenue(desk.app, desk.store, { name: 'The Garden' });
    const venue = await makeVenue(desk.app, desk.store, { name: 'Chase Center' });
    desk.vendor.events = [vendorEvent('G1'), vendorEvent('G2', { venueName: 'MSG IV', timeZone: 'America/New_York' })];
    const report = await importNow({ venues: [{ vendorName: 'msg iv', venueId: garden.id }] });
    expect(report.venues[1]).toMatchObject({
      is: 'known',
      name: 'The Garden',
      timeZone: 'America/Los_Angeles',
      vendorTimeZone: 'America/New_York',
    });
    await editVenue(withStore(desk.app.ctx, desk.store), venue.id, 1, { name: 'Our house' });
    desk.vendor.events.push(vendorEvent('G3'), vendorEvent('G4', { venueName: 'MSG IV' }));
    await importNow({ createVenues: true });
    expect([(await find('G3')).venueId, (await find('G4')).venueId]).toEqual([venue.id, garden.id]);
    expect(await venues()).toHaveLength(2);
  });

  test('that are archived are not given to an event; those of another store are none', async () => {
    const { id } = await makeVenue(desk.app, desk.store, { name: 'Chase Center' });
    desk.vendor.events = [vendorEvent('G1')];
    await importNow();
    await archiveVenue(withStore(desk.app.ctx, desk.store), id);
    desk.vendor.events.push(vendorEvent('G2'));
    const report = await importNow();
    expect(report.unmapped.map(({ code, eventCode }) => [code, eventCode])).toEqual([
      ['venue_archived', 'G1'],
      ['venue_archived', 'G2'],
    ]);
    expect([(await find('G1')).venueId, (await find('G2')).venueId]).toEqual([id, null]);
    const elsewhere = await makeVenue(desk.app, await makeStore(desk.app));
    const named = await ask('import', { venues: [{ vendorName: 'x', venueId: elsewhere.id }] });
    expect([named.status, named.body.code, named.body.errors[0].at]).toEqual([
      404,
      'venue.not_found',
      '/body/venues/0/venueId',
    ]);
  });
});

test('categories are those of the name, made on request; staff may add others beside', async () => {
  const path = `/api/stores/${desk.store.key}/categories`;
  const [rivalry] = (await desk.editor.put(path, { items: [{ name: 'Rivalry' }] }, ifMatch(1))).body.items;
  desk.vendor.events = [vendorEvent('G1', { category: 'BASKETBALL' })];
  expect((await importNow()).unmapped.map(({ code }) => code)).toEqual(['venue_unknown', 'category_unknown']);
  expect((await importNow({ createCategories: true })).categoriesMade).toEqual(['BASKETBALL']);
  const names = async () => {
    const { items } = (await desk.editor.get(path)).body;
    const { categoryIds } = await find('G1');
    return items.filter(({ id }: { id: string }) => categoryIds.includes(id)).map(({ name }: { name: string }) => name);
  };
  expect(await names()).toEqual(['BASKETBALL']);
  const { categoryIds } = await find('G1');
  await edit('G1', { categoryIds: [...categoryIds, rivalry.id] });
  desk.vendor.events = [vendorEvent('G1', { category: 'Playoffs' })];
  await importNow({ createCategories: true });
  expect(await names()).toEqual(['Rivalry', 'Playoffs']);
  await edit('G1', { categoryIds: [rivalry.id] });
  expect((await find('G1')).vendor.differences).toMatchObject([{ field: 'categoryId', vendor: 'Playoffs' }]);
  await importNow();
  expect(await names()).toEqual(['Rivalry']);
  await take(desk.editor, 'G1', ['categoryId']);
  expect(await names()).toEqual(['Rivalry', 'Playoffs']);
});
