import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Offer } from '../../../shared/contract/catalog.ts';
import { readOffer } from '../../../shared/rules/offer.ts';
import { idOf, makeCondition, makePack, makeRule, makeTier } from '../../../test/factories/program-content.ts';
import { makeReleased } from '../../../test/factories/release.ts';
import { makeSeason, prices, type Season } from '../../../test/factories/season.ts';
import { makeActive } from '../../../test/factories/switching.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { day, hour } from '../../../test/harness/clock.ts';
import { asSystem, withStore } from '../../core/ctx.ts';
import { compressAll, type Ready } from '../../core/http/ready.ts';
import { closeStore } from '../lifecycle/lifecycle.switch.service.ts';
import { changeSetting, restoreSetting } from '../stores/stores.settings-changes.service.ts';
import { suspendStore } from '../stores/stores.states.service.ts';
import { everybodys } from './catalog.service.ts';
import { presentTerms, termsOfRelease } from './catalog.terms.service.ts';

let app: TestApp;
let season: Season;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.set('2026-10-01T12:00:00.000Z');
  season = await makeSeason(app, 6);
});

const path = (rest = '/offer') => `/api/stores/${season.store.key}${rest}`;
const get = (rest?: string, headers?: Record<string, string>) => app.client().get(path(rest), headers);
const sells = (name: string, ticketTypeCode: string, rest: object = {}) =>
  makeRule(name, { rows: [{ eventCode: null, priceCode: 'C', ticketTypeCode }], ...rest });

describe('the offer', () => {
  it('of a store in which nothing is active says that it is closed', async () => {
    const other = await makeSeason(app, 1);
    const answer = await app.client().get(`/api/stores/${other.store.key}/offer`);
    expect([answer.status, answer.body]).toEqual([200, { state: 'closed' }]);
    await makeActive(app, other.store, { eventCodes: other.eventCodes });
    expect((await app.client().get(`/api/stores/${other.store.key}/offer`)).body.state).toBe('open');
    app.clock.advance(1);
    await closeStore(withStore(app.ctx, other.store), 'the season is over');
    expect((await app.client().get(`/api/stores/${other.store.key}/offer`)).body.state).toBe('closed');
  });

  it('of an active program has its events and the amounts its rules sell at', async () => {
    const program = await makeActive(app, season.store, {
      eventCodes: season.eventCodes,
      rules: [sells('all', '3GP')],
    });
    const { body } = await get();
    expect(body).toMatchObject({
      state: 'open',
      release: { programId: program.id, number: 1 },
      currency: 'USD',
      columns: [['C', '3GP']],
      rules: [{ id: idOf('all'), when: [], rows: [[0, null]] }],
    });
    expect(body.events).toHaveLength(6);
    expect(body.events[0]).toMatchObject({
      code: 'G01',
      name: 'Game G01',
      date: '2026-12-24',
      time: '19:30',
      cents: [prices.C['3GP']],
    });
    expect(body.venues).toEqual([expect.objectContaining({ timeZone: expect.any(String) })]);
  });

  it('leaves an event out from the instant it begins, by the clock alone', async () => {
    await makeActive(app, season.store, { eventCodes: season.eventCodes });
    const startsAt = (await get()).body.events[0].startsAt;
    app.clock.set(startsAt);
    app.clock.advance(-1);
    expect((await get()).body.events.map(({ code }: { code: string }) => code)).toContain('G01');
    app.clock.set(startsAt);
    expect((await get()).body.events.map(({ code }: { code: string }) => code)).not.toContain('G01');
  });

  it('before its opening says when it opens, and that there is a presale, but sends nothing to sell', async () => {
    const presale = { id: idOf('p'), name: 'Members first', accountGroups: ['STH'], emailDomains: [], allow: [] };
    const access = {
      opensAt: '2026-10-05T00:00:00.000Z',
      presales: [{ ...presale, startsAt: '2026-10-02T00:00:00.000Z', endsAt: '2026-10-04T00:00:00.000Z' }],
    };
    await makeActive(app, season.store, { eventCodes: season.eventCodes, access });
    const { body } = await get();
    expect(body).toEqual({
      state: 'opens_later',
      set: expect.stringMatching(/^[0-9a-f]{32}$/),
      opensAt: access.opensAt,
      presales: [{ id: presale.id, name: presale.name, ...datesOf(access.presales[0]), isYours: false }],
    });
    expect((await get('/offer/availability')).body.events).toEqual([]);
    expect((await get('/offer/copy')).body).toMatchObject({
      events: {},
      presentation: { headline: { en: 'Pick your games' } },
    });
    app.clock.set('2026-10-02T00:00:00.000Z');
    const member = { email: 'm@x.test', accountGroups: ['STH'] };
    expect(await presentTerms(withStore(app.ctx, season.store), member)).toMatchObject({ state: 'open' });
    app.clock.set('2026-10-04T00:00:00.000Z');
    expect((await get()).body.presales).toEqual([]);
    app.clock.set('2026-10-05T00:00:00.000Z');
    expect((await get()).body.state).toBe('open');
  });

  it('behind a gate asks to sign in and sends nothing to sell', async () => {
    const gate = { accountGroups: ['STH'], emailDomains: [], allow: [] };
    await makeActive(app, season.store, { eventCodes: season.eventCodes, access: { gate } });
    const { body, text } = await get();
    expect(body).toMatchObject({ state: 'gated', gate: 'sign_in' });
    expect(text).not.toMatch(/G01|STH/);
    const refused = await app.client().post(path('/quote'), { partySize: 1, events: [] });
    expect([refused.status, refused.body.code]).toEqual([409, 'offer.closed']);
  });

  it('of a suspended store, or of none, is a problem', async () => {
    const other = await makeSeason(app, 1);
    await suspendStore(withStore(app.ctx, other.store), 'maintenance of the arena');
    const answer = await app.client().get(`/api/stores/${other.store.key}/offer`);
    expect([answer.status, answer.body.code]).toEqual([503, 'store.closed']);
    expect((await app.client().get('/api/stores/no-such-store/offer')).body.code).toBe('store.not_found');
  });

  it('never has what another store has', async () => {
    const other = await makeSeason(app, 2);
    await makeActive(app, season.store, { eventCodes: season.eventCodes });
    await makeActive(app, other.store, { eventCodes: other.eventCodes, rules: [sells('theirs', 'BF25')] });
    const [mine, theirs] = [await get(), await app.client().get(`/api/stores/${other.store.key}/offer`)];
    expect(mine.text).not.toContain('BF25');
    expect([mine.body.events.length, theirs.body.events.length]).toEqual([6, 2]);
    expect(theirs.headers.etag).not.toBe(mine.headers.etag);
  });
});

describe('the answer', () => {
  it('has a strong tag of its bytes, is kept but asked for, and is not sent twice', async () => {
    await makeActive(app, season.store, { eventCodes: season.eventCodes });
    const first = await get();
    expect(first.headers).toMatchObject({
      etag: expect.stringMatching(/^"[\w-]{22}"$/),
      'cache-control': 'no-cache',
      vary: 'accept-encoding',
      'content-type': 'application/json',
    });
    const again = await get('/offer', { 'if-none-match': String(first.headers.etag) });
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', first.headers.etag]);
    await makeActive(app, season.store, { eventCodes: season.eventCodes.slice(1) });
    app.clock.advance(1);
    expect((await get('/offer', { 'if-none-match': String(first.headers.etag) })).status).toBe(200);
  });

  it('is small: 41 games at 4 price codes take less than 15 kB, and 2 kB with Brotli', async () => {
    const big = await makeSeason(app, 41);
    const codes = ['A', 'B', 'C', 'D'];
    await app.ctx.database.pool.query(`delete from ${big.store.schemaName}.vendor_prices`);
    await app.ctx.database.pool.query(
      `insert into ${big.store.schemaName}.vendor_prices (event_code, price_code, ticket_type_code, amount_cents)
       select event_code, price_code, 'ADULT', 4000 + (row_number() over () * 7919 % 16000)::integer / 100 * 100
       from ${big.store.schemaName}.event_inventory, unnest($1::text[]) as price_code`,
      [codes],
    );
    const rows = codes.map((priceCode) => ({ eventCode: null, priceCode, ticketTypeCode: 'ADULT' }));
    await makeActive(app, big.store, { eventCodes: big.eventCodes, rules: [makeRule('all', { rows })] });
    const ready = await everybodys(withStore(app.ctx, big.store), 'offer');
    await compressAll(ready);
    const { br, gzip } = bodiesOf(ready);
    expect(JSON.parse(ready.plain.toString()).events[40].cents).toHaveLength(4);
    expect(brotliDecompressSync(br).equals(ready.plain) && gunzipSync(gzip).equals(ready.plain)).toBe(true);
    expect([ready.plain.length < 15_000, br.length < 2_000]).toEqual([true, true]);
  });
});

describe('a set', () => {
  const member = sells('member', '5GP', { priority: 1, conditions: [makeCondition({ accountGroup: 'STH' })] });

  it("is everybody's for somebody who has not signed in, and its offer is not answered to them under another hash", async () => {
    await makeActive(app, season.store, { eventCodes: season.eventCodes, rules: [member, sells('all', 'ADULT')] });
    const { body } = await get('/offer/set');
    expect(body).toEqual({ set: (await get()).body.set, isForEverybody: true });
    expect((await get(`/offers/${body.set}`)).text).toBe((await get()).text);
    const other = await get(`/offers/${'0'.repeat(32)}`);
    expect([other.status, other.body.code]).toEqual([404, 'offer.not_yours']);
  });

  it('with a price of its own has it, and nobody else is sent it', async () => {
    await makeActive(app, season.store, { eventCodes: season.eventCodes, rules: [member, sells('all', 'ADULT')] });
    expect((await get()).text).not.toMatch(/5GP|\[8000|STH/);
    const found = await presentTerms(withStore(app.ctx, season.store), { email: 'm@x.test', accountGroups: ['STH'] });
    if (found.state !== 'open') throw new Error(found.state);
    expect(found.terms.quoted.content.pricing.rules.map(({ id }) => id)).toEqual([member.id]);
  });
});

describe('the texts', () => {
  it('go with the offer and are not part of it', async () => {
    const tiers = [makeTier('Rivals', season.eventCodes.slice(0, 2)), makeTier('Rest', season.eventCodes.slice(2))];
    const pack = makePack('Mix', tiers, { description: { en: 'A bit of everything' } });
    await makeActive(app, season.store, {
      packs: [pack],
      definition: { type: 'game_packs', packStructure: 'packs_with_tiers' },
    });
    const [offer, copy] = [await get(), await get('/offer/copy')];
    expect(offer.text).not.toMatch(/Mix|Rivals|everything/);
    expect(offer.body.packs[0].tiers.map(({ events }: { events: number[] }) => events)).toEqual([
      [0, 1],
      [2, 3, 4, 5],
    ]);
    expect(copy.body.packs[pack.id]).toMatchObject({ name: { en: 'Mix' }, description: { en: 'A bit of everything' } });
    expect(Object.values(copy.body.tiers)).toEqual([{ en: 'Rivals' }, { en: 'Rest' }]);
    expect(copy.body).toMatchObject({ store: { key: season.store.key }, languages: { default: 'en' }, brand: {} });
    expect(Object.keys(copy.body.events)).toEqual(season.eventCodes);
  });

  it('claim that fees are included once the team says so', async () => {
    const store = withStore(asSystem(app.ctx, 'demo'), season.store);
    await makeActive(app, season.store, { eventCodes: season.eventCodes });
    expect((await get('/offer/copy')).body.prices).toEqual({ feesIncluded: false });
    const change = { name: 'prices' as const, value: { feesIncluded: true } };
    await changeSetting(store, 'prices', 0, change);
    expect((await get('/offer/copy')).body.prices).toEqual({ feesIncluded: true });
    await restoreSetting(store, 'prices', 1, { version: 0 });
    expect((await get('/offer/copy')).body.prices).toEqual({ feesIncluded: false });
  });
});

describe('the free seats', () => {
  it("are those of the program's classes, by section and price code, with their age", async () => {
    await makeActive(app, season.store, { eventCodes: season.eventCodes });
    expect((await get('/offer/availability')).body).toMatchObject({
      sectionNames: ['101'],
      priceCodes: ['C'],
      cells: [[0, 0]],
      events: season.eventCodes.map((code) => ({ code, readAt: expect.any(String), seats: [10] })),
    });
    await makeActive(app, season.store, { eventCodes: season.eventCodes, definition: { classNames: ['OTHER'] } });
    app.clock.advance(1);
    expect((await get('/offer/availability')).body.events[0].seats).toEqual([]);
  });
});

describe('a quote', () => {
  const ask = (events: string[], rest: object = {}) =>
    app.client().post(path('/quote'), {
      partySize: 2,
      events: events.map((eventCode) => ({ eventCode, seats: [{ priceCode: 'C', count: 2 }] })),
      ...rest,
    });

  it('says the price, what is missing, what is cheaper and what may come next', async () => {
    const rules = [
      sells('three', '3GP', { priority: 1, conditions: [makeCondition({ minEvents: 3 })] }),
      sells('all', 'ADULT'),
    ];
    const definition = { minEvents: 2, maxEvents: 3 };
    await makeActive(app, season.store, { eventCodes: season.eventCodes, rules, definition });
    const two = await ask(['G01', 'G02'], { next: true });
    expect(two.body).toMatchObject({ totalCents: 2 * 2 * prices.C.ADULT, currency: 'USD', ruleId: idOf('all') });
    expect(two.body.findings).toContainEqual(
      expect.objectContaining({
        code: 'selection.better_price',
        params: expect.objectContaining({ more: 1, savedCents: 4_000 }),
      }),
    );
    expect(two.body.next.events).toContainEqual({ eventCode: 'G03', refusal: null });
    const three = await ask(['G01', 'G02', 'G03'], { next: true });
    expect(three.body.next.events).toContainEqual({
      eventCode: 'G04',
      refusal: { reason: 'selection_full', maxEvents: 3 },
    });
    const one = await ask(['G01']);
    expect([one.body.next, one.body.findings[0].code]).toEqual([null, 'selection.short']);
  });

  it('says why an event that is not on sale yet cannot be added', async () => {
    const { schemaName } = season.store;
    const onSaleAt = new Date(app.clock.now().getTime() + hour);
    await app.ctx.database.pool.query(`update ${schemaName}.events set on_sale_at = $1 where code = 'G06'`, [onSaleAt]);
    await makeActive(app, season.store, { eventCodes: season.eventCodes });
    const refusalOf = async () =>
      (await ask(['G01'], { next: true })).body.next.events.find(
        ({ eventCode }: { eventCode: string }) => eventCode === 'G06',
      ).refusal;
    expect(await refusalOf()).toEqual({ reason: 'not_available' });
    app.clock.advance(hour);
    expect(await refusalOf()).toBeNull();
  });

  it('refuses what is no selection, naming the field', async () => {
    const answer = await app.client().post(path('/quote'), { partySize: 0, events: [], discount: 50 });
    expect([answer.status, answer.body.errors.map(({ at }: { at: string }) => at)]).toEqual([
      400,
      ['/body/partySize', '/body/discount'],
    ]);
  });

  it('is what the browser works out of the offer it was sent', async () => {
    await makeActive(app, season.store, { eventCodes: season.eventCodes });
    const offer = Offer.parse((await get()).body);
    if (offer.state !== 'open') throw new Error('it is open');
    const amounts = readOffer(offer, app.clock.now().getTime()).amounts;
    expect((await ask(['G01'])).body.lines[0].eachCents).toBe(amounts('G01', 'C', 'ADULT'));
  });
});

describe('staff', () => {
  const preview = (query = '') => season.staff.get(path(`/offer-preview${query}`));

  it('see what is active as any group would, at any instant', async () => {
    const member = sells('member', '5GP', { priority: 1, conditions: [makeCondition({ accountGroup: 'STH' })] });
    await makeActive(app, season.store, { eventCodes: season.eventCodes, rules: [member, sells('all', 'ADULT')] });
    expect((await preview()).body.offer.columns).toEqual([['C', 'ADULT']]);
    expect((await preview('?group=STH&group=OTHER')).body.offer.columns).toEqual([['C', '5GP']]);
    const later = new Date(Date.parse('2026-12-25T12:00:00.000Z') + day).toISOString();
    expect((await preview(`?at=${later}`)).body.offer.events).toHaveLength(4);
  });

  it('see a working copy or a release that nobody has seen yet', async () => {
    const program = await makeReleased(app, season.store, { eventCodes: season.eventCodes.slice(0, 2) });
    const draft = await preview(`?programId=${program.id}`);
    expect(draft.body).toMatchObject({
      offer: { state: 'open', release: { number: 0 } },
      copy: { store: { key: season.store.key } },
    });
    expect((await preview(`?programId=${program.id}&release=1`)).body.offer.release.number).toBe(1);
    expect((await preview(`?programId=${program.id}&release=9`)).body.code).toBe('release.not_found');
    expect((await app.client().get(path('/offer-preview'))).status).toBe(401);
  });

  it('see that nothing was active before the first program was', async () => {
    const other = await makeSeason(app, 1);
    const answer = await other.staff.get(`/api/stores/${other.store.key}/offer-preview`);
    expect(answer.body.offer).toEqual({ state: 'closed' });
  });
});

describe('the terms of a release', () => {
  it('stay those of the release after a switch, with the rules of the groups of then', async () => {
    const ctx = withStore(app.ctx, season.store);
    const member = sells('member', '5GP', { priority: 1, conditions: [makeCondition({ accountGroup: 'STH' })] });
    await makeActive(app, season.store, { eventCodes: season.eventCodes, rules: [member, sells('all', 'ADULT')] });
    const found = await presentTerms(ctx, null);
    if (found.state !== 'open') throw new Error(found.state);
    const { releaseId } = found.terms;
    app.clock.advance(1);
    await makeActive(app, season.store, {
      eventCodes: season.eventCodes,
      access: { gate: { accountGroups: ['X'], emailDomains: [], allow: [] } },
    });
    const kept = await termsOfRelease(ctx, releaseId, ['STH']);
    expect([kept.isActive, kept.quoted.content.pricing.rules.map(({ id }) => id)]).toEqual([false, [member.id]]);
    await expect(termsOfRelease(ctx, idOf('nothing'), [])).rejects.toMatchObject({ code: 'release.not_found' });
  });
});

function datesOf(presale: { startsAt: string; endsAt: string } | undefined) {
  return { startsAt: presale?.startsAt, endsAt: presale?.endsAt };
}

function bodiesOf({ variants }: Ready) {
  const [br, gzip] = [variants.get('br')?.body, variants.get('gzip')?.body];
  if (br == null || gzip == null) throw new Error('not compressed');
  return { br, gzip };
}
