import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OfferMap, OfferSeats } from '../../../shared/contract/catalog.map.ts';
import { ChangeSetting } from '../../../shared/contract/settings.ts';
import { makeSeatField } from '../../../shared/rules/seat-field.ts';
import { makeInventory, makeRun } from '../../../test/factories/inventory.ts';
import { makeCondition, makeRule } from '../../../test/factories/program-content.ts';
import { makeSeason, prices, type Season } from '../../../test/factories/season.ts';
import { makeActive } from '../../../test/factories/switching.ts';
import { makeSections } from '../../../test/factories/venue.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { minute } from '../../../test/harness/clock.ts';
import { withStore } from '../../core/ctx.ts';
import { compressAll } from '../../core/http/ready.ts';
import { getSetting } from '../stores/stores.settings.service.ts';
import { changeSetting } from '../stores/stores.settings-changes.service.ts';
import { createMap } from '../venues/venues.maps.service.ts';
import { putSections } from '../venues/venues.sections.service.ts';
import { everybodysSeats } from './catalog.seats.service.ts';

let app: TestApp;
let season: Season;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.set('2026-10-01T12:00:00.000Z');
  season = await makeSeason(app, 3);
});

const path = (rest: string) => `/api/stores/${season.store.key}/offer${rest}`;
const get = (rest: string, headers?: Record<string, string>) => app.client().get(path(rest), headers);
const seatsOf = async (code: string) => OfferSeats.parse((await get(`/events/${code}/seats`)).body);
const copy = (code: string, ...runs: Parameters<typeof makeRun>[0][]) =>
  makeInventory(app, season.store, code, { prices, runs: runs.map(makeRun) });
const later = () => app.clock.advance(2 * minute);

describe('the seats of an event', () => {
  it('are those that any game has shown, and say which are free here', async () => {
    await copy('G01', { firstSeat: 3, lastSeat: 4, aisle: 2 });
    await copy('G02', { firstSeat: 1, lastSeat: 4, aisle: 3 }, { rowName: 'B', firstSeat: 1, lastSeat: 2 });
    await copy('G03', { sectionName: '99', rowName: '1', firstSeat: 7, lastSeat: 7 });
    await makeActive(app, season.store, { eventCodes: season.eventCodes });
    expect(await seatsOf('G01')).toEqual({
      eventCode: 'G01',
      kinds: [{ className: 'FLEX', priceCode: 'C' }],
      sections: [
        ['99', [['1', 7, '-']]],
        [
          '101',
          [
            ['A', 1, '|--AA|'],
            ['B', 1, '--'],
          ],
        ],
      ],
    });
  });

  it('that are free, but not sold to the fan, look like any that are taken', async () => {
    await copy(
      'G01',
      { firstSeat: 1, lastSeat: 1 },
      { firstSeat: 2, lastSeat: 2, className: 'HELD' },
      { firstSeat: 3, lastSeat: 3, priceCode: 'Z' },
    );
    await makeActive(app, season.store, { eventCodes: season.eventCodes });
    const seats = await get('/events/G01/seats');
    expect(seats.body.sections).toEqual([['101', [['A', 1, 'A---------']]]]);
    expect(seats.text).not.toMatch(/HELD|"Z"/);
  });

  it('of an accessible class say so', async () => {
    const ctx = withStore(app.ctx, season.store);
    await copy('G01', { firstSeat: 1, lastSeat: 1 }, { firstSeat: 2, lastSeat: 2, className: 'ADA' });
    const { value, version } = await getSetting(ctx, 'inventory');
    const change = ChangeSetting.parse({ name: 'inventory', value: { ...Object(value), accessibleClasses: ['ADA'] } });
    await changeSetting(ctx, 'inventory', version, change);
    await makeActive(app, season.store, { eventCodes: season.eventCodes, definition: { classNames: ['ADA', 'FLEX'] } });
    const seats = await seatsOf('G01');
    expect(seats.kinds).toEqual([
      { className: 'ADA', priceCode: 'C', isAccessible: true },
      { className: 'FLEX', priceCode: 'C' },
    ]);
    expect(seats.sections).toEqual([['101', [['A', 1, 'BA--------']]]]);
  });

  it('have a tag that lasts as long as the copy', async () => {
    await makeActive(app, season.store, { eventCodes: season.eventCodes });
    const first = await get('/events/G01/seats');
    const tag = { 'if-none-match': String(first.headers.etag) };
    expect((await get('/events/G01/seats', tag)).status).toBe(304);
    later();
    await copy('G01', { lastSeat: 9 });
    const second = await get('/events/G01/seats', tag);
    expect([second.status, second.body.sections]).toEqual([200, [['101', [['A', 1, 'AAAAAAAAA-']]]]]);
  });

  it('that appear at the game itself are there at once, those of others within a minute', async () => {
    await makeActive(app, season.store, { eventCodes: season.eventCodes });
    expect((await seatsOf('G01')).sections).toHaveLength(1);
    app.clock.advance(1);
    await copy('G01', {}, { sectionName: '200' });
    await copy('G02', {}, { sectionName: '300' });
    expect((await seatsOf('G01')).sections.map(([name]) => name)).toEqual(['101', '200']);
    later();
    expect((await seatsOf('G01')).sections.map(([name]) => name)).toEqual(['101', '200', '300']);
  });

  it('are not answered for an event that the offer has not got, nor when it is not open', async () => {
    const code = async (eventCode: string) => (await get(`/events/${eventCode}/seats`)).body.code;
    expect(await code('G01')).toBe('offer.event_not_found');
    await makeActive(app, season.store, { eventCodes: ['G01', 'G02'] });
    expect([await code('G03'), await code('NONE')]).toEqual(['offer.event_not_found', 'offer.event_not_found']);
    const gate = { accountGroups: ['STH'], emailDomains: [], allow: [] };
    app.clock.advance(1);
    await makeActive(app, season.store, { eventCodes: season.eventCodes, access: { gate } });
    expect(await code('G01')).toBe('offer.event_not_found');
  });

  it('of a set are those its price codes sell, to nobody else', async () => {
    await makeActive(app, season.store, {
      eventCodes: season.eventCodes,
      rules: [
        makeRule('members', {
          priority: 1,
          conditions: [makeCondition({ accountGroup: 'STH' })],
          rows: [{ eventCode: null, priceCode: 'C', ticketTypeCode: '5GP' }],
        }),
      ],
    });
    expect((await seatsOf('G01')).sections).toEqual([['101', [['A', 1, '----------']]]]);
    const { set } = (await get('/set')).body;
    const base = `/api/stores/${season.store.key}/offers`;
    const mine = await app.client().get(`${base}/${set}/events/G01/seats`);
    expect([mine.status, mine.headers['cache-control']]).toEqual([200, 'private, no-cache']);
    const other = await app.client().get(`${base}/${'0'.repeat(32)}/events/G01/seats`);
    expect([other.status, other.body.code]).toEqual([404, 'offer.not_yours']);
  });

  it('are small: 18,064 of them take less than 60 kB, and 20 kB with Brotli', async () => {
    const runs = Array.from({ length: 60 * 19 }, (_, at) => {
      const place = { sectionName: String(101 + Math.floor(at / 19)), rowName: String((at % 19) + 1) };
      return [3, 7, 12].map((firstSeat) => ({ ...place, firstSeat, lastSeat: firstSeat + ((at * 7 + firstSeat) % 4) }));
    }).flat();
    await copy('G01', ...runs);
    await copy('G02', ...runs.map((run) => ({ ...run, firstSeat: 1, lastSeat: 16 })).filter((_, at) => at % 3 === 0));
    await makeActive(app, season.store, { eventCodes: season.eventCodes });
    const ready = await everybodysSeats(withStore(app.ctx, season.store), 'G01');
    await compressAll(ready);
    const seats = OfferSeats.parse(JSON.parse(ready.plain.toString()));
    expect(makeSeatField(seats, null).count).toBeGreaterThan(18_000);
    expect([ready.plain.length < 60_000, (ready.variants.get('br')?.body?.length ?? 1e6) < 20_000]).toEqual([
      true,
      true,
    ]);
  });
});

describe('the map of a venue', () => {
  it('is the one that is shown, with what staff call its sections', async () => {
    const venueId = (await get('')).body.venues?.[0]?.id ?? (await venueOf());
    expect(OfferMap.parse((await get(`/venues/${venueId}/map`)).body)).toEqual({
      venueId,
      drawing: null,
      sections: [],
    });
    const ctx = withStore(app.ctx, season.store);
    await putSections(ctx, venueId, 1, makeSections(['101', '102']));
    const { drawing } = await createMap(ctx, venueId, { name: 'Bowl' });
    const answer = await get(`/venues/${venueId}/map`);
    expect(answer.body).toEqual({ venueId, drawing, sections: makeSections(['101', '102']) });
    const again = await get(`/venues/${venueId}/map`, { 'if-none-match': String(answer.headers.etag) });
    expect(again.status).toBe(304);
    expect((await get(`/venues/${season.store.id}/map`)).body.code).toBe('venue.not_found');
  });
});

async function venueOf(): Promise<string> {
  const { body } = await season.staff.get(`/api/stores/${season.store.key}/venues`);
  return body.items[0].id;
}

describe('staff', () => {
  it('see every free seat of an event, whatever its class', async () => {
    await copy('G01', { firstSeat: 1, lastSeat: 1 }, { firstSeat: 2, lastSeat: 2, className: 'HELD' });
    const base = `/api/stores/${season.store.key}/inventory/events`;
    expect((await season.staff.get(`${base}/G01/seats`)).body).toEqual({
      eventCode: 'G01',
      kinds: [
        { className: 'FLEX', priceCode: 'C' },
        { className: 'HELD', priceCode: 'C' },
      ],
      sections: [['101', [['A', 1, 'AB--------']]]],
    });
    expect((await season.staff.get(`${base}/NONE/seats`)).body.code).toBe('inventory.event_not_found');
    expect((await app.client().get(`${base}/G01/seats`)).status).toBe(401);
  });
});
