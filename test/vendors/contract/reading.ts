import { describe, expect, test } from 'vitest';
import { expectRefusal, type OpenRig, staff, sync, useRig } from './rig.ts';

export function describeEvents(open: OpenRig) {
  describe('events', () => {
    const rig = useRig(open);

    test('the vendor says that it is there', async () => {
      await expect(rig().vendor.ping(staff)).resolves.toBeUndefined();
    });

    test('are found by date, both days included', async () => {
      const { vendor, facts } = rig();
      const { events: found, odd } = await vendor.findEvents({ kind: 'range', ...facts.range }, staff);
      expect(found.map(({ code }) => code)).toEqual(expect.arrayContaining([...facts.eventCodes]));
      expect(odd).toEqual([]);
      const on = found.flatMap(({ date }) => (date.state === 'set' ? [date.on] : []))[0] ?? '';
      const { events: again } = await vendor.findEvents({ kind: 'range', from: on, until: on }, staff);
      expect(again.length).toBeGreaterThan(0);
      for (const { date } of again) expect(date).toEqual({ state: 'set', on });
    });

    test('are found by item set', async () => {
      const { vendor, facts } = rig();
      const { events: found } = await vendor.findEvents({ kind: 'item_set', itemSet: facts.itemSet }, staff);
      expect(found.map(({ code }) => code)).toEqual(expect.arrayContaining([...facts.eventCodes]));
      for (const { itemSets } of found) expect(itemSets).toContain(facts.itemSet);
    });

    test('are found by code, and those that do not exist are left out', async () => {
      const { vendor, facts } = rig();
      const [first, second] = facts.eventCodes;
      const codes = [second, 'NO-SUCH-EVENT', first, 'a,b', ''];
      const { events: found } = await vendor.findEvents({ kind: 'codes', codes }, staff);
      expect(found.map(({ code }) => code).sort()).toEqual([first, second].sort());
      expect(await vendor.findEvents({ kind: 'codes', codes: [] }, staff)).toEqual({ events: [], odd: [] });
    });

    test('say what an import needs', async () => {
      const { vendor, facts } = rig();
      const { events } = await vendor.findEvents({ kind: 'codes', codes: [facts.eventCodes[0]] }, staff);
      const [event] = events;
      expect(event).toMatchObject({ code: facts.eventCodes[0], isCancelled: false });
      for (const text of [event?.name, event?.venueName, event?.manifest]) expect(text).toMatch(/\S/);
    });
  });
}

export function describeInventory(open: OpenRig) {
  describe('inventory', () => {
    const rig = useRig(open);

    test('the summary counts the free seats that the detail names', async () => {
      const { vendor, facts } = rig();
      const [event] = facts.eventCodes;
      const { counts } = await vendor.readSummary(event, sync);
      const { runs, unmapped } = await vendor.readSeats(event, sync);
      const counted = new Map<string, number>();
      for (const { sectionName, className, priceCode, firstSeat, lastSeat } of runs) {
        const key = [sectionName, className, priceCode].join('/');
        counted.set(key, (counted.get(key) ?? 0) + lastSeat - firstSeat + 1);
      }
      const summed = counts.map((one) => [[one.sectionName, one.className, one.priceCode].join('/'), one.count]);
      expect(unmapped).toEqual([]);
      expect(counted.size).toBeGreaterThan(0);
      expect(Object.fromEntries(summed)).toEqual(Object.fromEntries(counted));
    });

    test('only classes that we may sell are named', async () => {
      const { vendor, facts } = rig();
      const { grantedClasses, counts } = await vendor.readSummary(facts.eventCodes[0], sync);
      expect(grantedClasses).toContain(facts.className);
      expect(grantedClasses).not.toContain(facts.otherClass);
      for (const { className } of counts) expect(grantedClasses).toContain(className);
    });

    test('prices are the same in the summary and by themselves', async () => {
      const { vendor, facts } = rig();
      const { prices } = await vendor.readSummary(facts.eventCodes[0], sync);
      const priced = new Map(
        (await vendor.readPrices(facts.eventCodes[0], sync)).map((one) => [
          `${one.priceCode}/${one.ticketTypeCode}`,
          one,
        ]),
      );
      expect(prices.length).toBeGreaterThan(0);
      for (const one of prices) expect(priced.get(`${one.priceCode}/${one.ticketTypeCode}`)).toEqual(one);
      expect(prices.map((one) => one.ticketTypeCode)).not.toContain(facts.unpricedTicketType);
    });

    test('a seat that others bought is gone', async () => {
      const { vendor, facts, control } = rig();
      const [event] = facts.eventCodes;
      const [run] = (await vendor.readSeats(event, sync)).runs;
      if (run === undefined) throw new Error('no free seat');
      const { sectionName, rowName, firstSeat } = run;
      control.sellByOthers(event, [{ sectionName, rowName, firstSeat, lastSeat: firstSeat }]);
      const left = (await vendor.readSeats(event, sync)).runs.filter(
        (one) => one.sectionName === sectionName && one.rowName === rowName && one.firstSeat <= firstSeat,
      );
      expect(left.every((one) => one.lastSeat < firstSeat)).toBe(true);
    });

    test('of an event that does not exist is refused', async () => {
      const { vendor } = rig();
      await expectRefusal(vendor.readSummary('NO-SUCH-EVENT', sync), 'event_not_found');
      await expectRefusal(vendor.readSeats('NO-SUCH-EVENT', sync), 'event_not_found');
      await expectRefusal(vendor.readPrices('NO-SUCH-EVENT', sync), 'event_not_found');
    });
  });
}

export function describeCustomers(open: OpenRig) {
  describe('customers', () => {
    const rig = useRig(open);
    const nora = { email: 'nora.new@example.com', firstName: 'Nora', lastName: 'New' };

    test('are found by address, in whatever case, and by account', async () => {
      const { vendor, facts } = rig();
      const found = await vendor.findCustomer({ email: facts.customer.email.toUpperCase() }, staff);
      expect(found).toMatchObject(facts.customer);
      expect(await vendor.findCustomer({ accountId: facts.customer.accountId }, staff)).toEqual(found);
    });

    test('that do not exist are none', async () => {
      const { vendor } = rig();
      expect(await vendor.findCustomer({ email: 'nobody@example.com' }, staff)).toBeNull();
      expect(await vendor.findCustomer({ accountId: '999999999' }, staff)).toBeNull();
    });

    test('that are locked are refused', async () => {
      const { vendor, facts } = rig();
      await expectRefusal(vendor.findCustomer({ email: facts.lockedEmail }, staff), 'customer_locked');
    });

    test('are added once', async () => {
      const { vendor } = rig();
      const added = await vendor.addCustomer(nora, staff);
      expect(added).toMatchObject(nora);
      expect(await vendor.addCustomer({ ...nora, firstName: 'Other' }, staff)).toEqual(added);
      expect(await vendor.findCustomer({ email: nora.email }, staff)).toEqual(added);
    });

    test('are added once when the answer is lost', async () => {
      const { vendor, control } = rig();
      control.misbehave('addCustomer', 'lost_answer', 1);
      const added = await vendor.addCustomer(nora, staff);
      expect(await vendor.findCustomer({ email: nora.email }, staff)).toEqual(added);
    });

    test('own nothing before they bought', async () => {
      const { vendor, facts } = rig();
      expect(await vendor.readOwned(facts.customer.accountId, staff)).toEqual([]);
      await expectRefusal(vendor.readOwned('999999999', staff), 'customer_not_found');
    });
  });
}
