import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { seatIndexOf } from '../../server/modules/inventory/inventory.index.service.ts';
import { runRound } from '../../server/modules/inventory/inventory.round.service.ts';
import { listAvailability, listSectionAvailability } from '../../server/modules/inventory/inventory.service.ts';
import { type CopiedStore, makeConnectedStore } from '../factories/copied-store.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { hour, minute } from '../harness/clock.ts';
import { type Rounds, roundsOf } from '../harness/rounds.ts';
import { pictureOfCopy, pictureOfVendor } from '../harness/sandbox-truth.ts';

let app: TestApp;
let sandbox: Sandbox;
let here: CopiedStore;
let rounds: Rounds;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  app.clock.set('2026-10-01T12:00:00.000Z');
  sandbox = await openSandbox({ now: () => app.clock.now().getTime() });
  here = await makeConnectedStore(app, sandbox);
  rounds = roundsOf(app, sandbox, here);
  await runRound(here.ctx);
});
afterEach(() => sandbox.close());
afterAll(() => app.close());

describe('what changes at the vendor', () => {
  test('is seen within one cadence where the summary shows it, and only the sections that changed are written', async () => {
    const { sold } = sandbox.acts.sellByOthers({ eventName: rounds.first, count: 3, className: 'FLEX' });
    const sections = new Set(sold.map(({ section_name: name }) => name));
    const { cadenceSeconds } = await rounds.freshness(rounds.first);
    const { index } = await seatIndexOf(here.ctx, rounds.first);
    await rounds.pass((cadenceSeconds ?? 0) * 1_000);
    await rounds.expectTruth([rounds.first]);
    const written = await listSectionAvailability(here.ctx, [rounds.first], { after: 1 });
    expect(new Set(written.map(({ sectionName }) => sectionName))).toEqual(sections);
    const [change] = await rounds.changes(rounds.first);
    expect(change).toMatchObject({ outcome: 'changed', revision: 2, prices: [] });
    expect((change?.seatsBefore ?? 0) - (change?.seatsAfter ?? 0)).toBe(3);
    expect(change?.sections.map(([name]) => name).sort()).toEqual([...sections].sort());
    expect((await seatIndexOf(here.ctx, rounds.first)).index).not.toBe(index);
  });

  test('is seen within one whole reading where equal counts hide it', async () => {
    sandbox.acts.tradeSeats({ eventName: rounds.first, className: 'FLEX' });
    const truth = await pictureOfVendor(sandbox, rounds.first);
    await rounds.pass(hour);
    expect((await pictureOfCopy(here.ctx, rounds.first)).seats).not.toEqual(truth.seats);
    for (let hours = 1; hours < 6; hours += 1) await rounds.pass(hour);
    await rounds.expectTruth([rounds.first]);
  });

  test('is seen in amounts without reading the seats', async () => {
    sandbox.acts.changePrices({ eventName: rounds.first, ticketTypeCode: 'ADULT', percent: 110 });
    expect(await rounds.callsOf(() => rounds.pass(hour))).toBe(here.codes.length);
    await rounds.expectTruth([rounds.first]);
    const [change] = await rounds.changes(rounds.first);
    expect(change?.sections).toEqual([]);
    expect(change?.prices.length).toBeGreaterThan(0);
    for (const [, ticketTypeCode, beforeCents, afterCents] of change?.prices ?? []) {
      expect([ticketTypeCode, afterCents]).toEqual(['ADULT', Math.round((beforeCents ?? 0) * 1.1)]);
    }
    const [event] = await listAvailability(here.ctx, [rounds.first]);
    expect([event?.revision, event?.pricesRevision]).toEqual([2, 2]);
  });

  test('an amount that is taken away is gone from the copy', async () => {
    sandbox.acts.changePrices({ eventName: rounds.first, ticketTypeCode: 'ADULT', price: null });
    await rounds.pass(hour);
    await rounds.expectTruth([rounds.first]);
    const { body } = await here.staff.get(`${here.path}/events/${rounds.first}/prices`);
    expect(body.items.map(({ ticketTypeCode }: { ticketTypeCode: string }) => ticketTypeCode)).not.toContain('ADULT');
  });

  test('a section that sells out stays, with no seats', async () => {
    const [one] = await listSectionAvailability(here.ctx, [rounds.first]);
    const seats = (await pictureOfCopy(here.ctx, rounds.first)).seats.filter((seat) =>
      seat.startsWith(`${one?.sectionName}/`),
    );
    const named = seats.map((seat) => {
      const [sectionName = '', rowName = '', rest = ''] = seat.split('/');
      const number = Number(rest.split(' ')[0]);
      return { sectionName, rowName, firstSeat: number, lastSeat: number };
    });
    sandbox.acts.sellByOthers({ eventName: rounds.first, seats: named });
    await rounds.pass(hour);
    await rounds.expectTruth([rounds.first]);
    const { body } = await here.staff.get(`${here.path}/events/${rounds.first}/sections`);
    expect(
      body.items.find(({ sectionName }: { sectionName: string }) => sectionName === one?.sectionName),
    ).toMatchObject({ seatCount: 0 });
  });

  test('an event that is cancelled has nothing free and is read no more, until the vendor lists it again', async () => {
    sandbox.acts.cancelEvent({ eventName: rounds.first });
    await rounds.pass(hour);
    expect(await rounds.freshness(rounds.first)).toMatchObject({
      vendorState: 'cancelled',
      nextDueAt: null,
      seatCount: 0,
    });
    expect((await pictureOfCopy(here.ctx, rounds.first)).seats).toEqual([]);
    expect((await rounds.changes(rounds.first))[0]).toMatchObject({ outcome: 'cancelled', seatsAfter: 0 });
    expect((await here.staff.get(`${here.path}/events?only=gone`)).body.items).toHaveLength(1);
    expect(await rounds.callsOf(() => rounds.pass(hour))).toBe(here.codes.length - 1);
  });

  test('an event that the vendor does not know is missing, is looked for, and comes back', async () => {
    const rule = sandbox.faults.add({ cmd: 'get_avail_seats', fault: 'refuse', code: 4004 });
    await rounds.pass(30 * minute);
    sandbox.faults.clear(rule.id);
    const { body } = await here.staff.get(`${here.path}/events?only=gone`);
    const gone: string[] = body.items.map(({ eventCode }: { eventCode: string }) => eventCode);
    expect(gone.length).toBeGreaterThan(0);
    for (const code of gone) {
      expect(await rounds.freshness(code)).toMatchObject({
        vendorState: 'missing',
        seatCount: 0,
        failingSince: null,
      });
      expect((await rounds.changes(code))[0]).toMatchObject({ outcome: 'missing' });
    }
    await rounds.pass(hour + minute);
    await rounds.expectTruth(gone);
    expect(await rounds.freshness(gone[0] ?? '')).toMatchObject({ vendorState: 'listed', vendorStateAt: null });
  });
});
