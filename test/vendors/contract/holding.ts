import { describe, expect, test } from 'vitest';
import { expectRefusal, findHold, hold, newCartRef, type OpenRig, placesIn, placesOf, sync, useRig } from './rig.ts';

export function describeHolds(open: OpenRig) {
  describe('a hold of named seats', () => {
    const rig = useRig(open);

    test('puts them into the cart at their price, and takes them from everybody else', async () => {
      const { vendor, facts } = rig();
      const { wanted, amountCents } = await findHold(rig(), 3);
      const cart = await vendor.holdSpecific(wanted, hold);
      expect(cart).toMatchObject({ state: 'open', orderNumber: null, totalCents: 3 * amountCents });
      expect(placesOf(cart.seats)).toEqual(placesIn(wanted.seats));
      for (const seat of cart.seats) {
        expect(seat).toMatchObject({ className: facts.className, ticketTypeCode: facts.ticketTypeCode, amountCents });
      }
      expect(await vendor.readCart(wanted.cartRef, hold)).toEqual(cart);
      await expectRefusal(vendor.holdSpecific({ ...wanted, cartRef: newCartRef() }, hold), 'seat_gone');
    });

    test('says when it ends, where the vendor does', async () => {
      const { vendor } = rig();
      const { wanted } = await findHold(rig(), 1);
      const { expiresAt } = await vendor.holdSpecific(wanted, hold);
      if (vendor.capabilities.holdLifetime.kind === 'returned') expect(expiresAt).toBeInstanceOf(Date);
      const later = await findHold(rig(), 1);
      const cart = await vendor.holdSpecific({ ...later.wanted, cartRef: wanted.cartRef }, hold);
      expect(cart.expiresAt).toEqual(expiresAt);
    });

    test('is all or nothing', async () => {
      const { vendor, control } = rig();
      const { wanted } = await findHold(rig(), 3);
      const [run] = wanted.seats;
      if (run === undefined) throw new Error('no seats');
      control.sellByOthers(wanted.eventCode, [{ ...run, firstSeat: run.lastSeat }]);
      await expectRefusal(vendor.holdSpecific(wanted, hold), 'seat_gone');
      expect((await vendor.readCart(wanted.cartRef, hold)).seats).toEqual([]);
    });

    test('is refused for a class that is not granted, a price that is not made, an event that is not there', async () => {
      const { vendor, facts } = rig();
      const { wanted } = await findHold(rig(), 1);
      await expectRefusal(vendor.holdSpecific({ ...wanted, className: facts.otherClass }, hold), 'class_not_granted');
      const unpriced = { ...wanted, ticketTypeCode: facts.unpricedTicketType };
      await expectRefusal(vendor.holdSpecific(unpriced, hold), 'not_priced');
      await expectRefusal(vendor.holdSpecific({ ...wanted, eventCode: 'NO-SUCH-EVENT' }, hold), 'event_not_found');
    });

    test('joins seats of several events in one cart, where the vendor can', async () => {
      const { vendor, facts } = rig();
      const first = await findHold(rig(), 2, facts.eventCodes[0]);
      const second = await findHold(rig(), 2, facts.eventCodes[1]);
      await vendor.holdSpecific(first.wanted, hold);
      const { cartRef } = vendor.capabilities.multiEventCart ? first.wanted : second.wanted;
      const cart = await vendor.holdSpecific({ ...second.wanted, cartRef }, hold);
      const events = vendor.capabilities.multiEventCart ? [...facts.eventCodes] : [facts.eventCodes[1]];
      expect([...new Set(cart.seats.map(({ eventCode }) => eventCode))].sort()).toEqual(events.sort());
    });

    test('ends by itself, and its seats are free again', async () => {
      const { vendor, control } = rig();
      const { wanted } = await findHold(rig(), 2);
      await vendor.holdSpecific(wanted, hold);
      control.letCartsExpire();
      expect(await vendor.readCart(wanted.cartRef, hold)).toMatchObject({ state: 'expired', expiresAt: null });
      await expectRefusal(vendor.holdSpecific(wanted, hold), 'cart_expired');
      const again = await vendor.holdSpecific({ ...wanted, cartRef: newCartRef() }, hold);
      expect(placesOf(again.seats)).toEqual(placesIn(wanted.seats));
    });
  });
}

export function describeBestAvailable(open: OpenRig) {
  describe('a hold of the best available seats', () => {
    const rig = useRig(open);
    const best = async (count: number) => {
      const { wanted, priceCode, amountCents } = await findHold(rig(), 2);
      const { seats: _, ...asked } = wanted;
      return { asked: { ...asked, priceCode, count, sectionName: null, isContiguous: true }, amountCents };
    };

    test('finds seats side by side of the class, price code and ticket type asked for', async () => {
      const { asked, amountCents } = await best(2);
      const { cart, added } = await rig().vendor.holdBestAvailable(asked, hold);
      expect(placesOf(added)).toEqual(placesOf(cart.seats));
      const [one, two] = [...added].sort((a, b) => a.seatNumber - b.seatNumber);
      expect([one?.sectionName, one?.rowName, Number(one?.seatNumber) + 1]).toEqual([
        ...[two?.sectionName, two?.rowName, two?.seatNumber],
      ]);
      const { className, priceCode, ticketTypeCode } = asked;
      for (const seat of added) expect(seat).toMatchObject({ className, priceCode, ticketTypeCode, amountCents });
    });

    test('says which seats it added to a cart that had some', async () => {
      const { asked } = await best(2);
      const first = await rig().vendor.holdBestAvailable(asked, hold);
      const second = await rig().vendor.holdBestAvailable({ ...asked, count: 1 }, hold);
      expect(second.added).toHaveLength(1);
      expect(placesOf(second.cart.seats)).toEqual(placesOf([...first.added, ...second.added]));
    });

    test('stays in the section that was asked for', async () => {
      const { asked } = await best(1);
      const { runs } = await rig().vendor.readSeats(asked.eventCode, sync);
      const fitting = runs.filter((run) => run.className === asked.className && run.priceCode === asked.priceCode);
      const sectionName = fitting.at(-1)?.sectionName ?? '';
      const { added } = await rig().vendor.holdBestAvailable({ ...asked, sectionName }, hold);
      expect(added.map((seat) => seat.sectionName)).toEqual([sectionName]);
    });

    test('is refused when there are not so many', async () => {
      const { asked } = await best(2);
      const { runs } = await rig().vendor.readSeats(asked.eventCode, sync);
      const count = 1 + Math.max(...runs.map(({ firstSeat, lastSeat }) => lastSeat - firstSeat + 1));
      await expectRefusal(rig().vendor.holdBestAvailable({ ...asked, count }, hold), 'no_block');
      expect((await rig().vendor.readCart(asked.cartRef, hold)).seats).toEqual([]);
    });
  });
}

export function describeReleases(open: OpenRig) {
  describe('a release', () => {
    const rig = useRig(open);

    test('gives back the seats that are named and keeps the others', async () => {
      const { vendor } = rig();
      const { wanted } = await findHold(rig(), 3);
      await vendor.holdSpecific(wanted, hold);
      const [run] = wanted.seats;
      if (run === undefined) throw new Error('no seats');
      const first = { ...run, lastSeat: run.firstSeat };
      const release = { cartRef: wanted.cartRef, seats: { eventCode: wanted.eventCode, seats: [first] } };
      const cart = await vendor.release(release, hold);
      expect(placesOf(cart.seats)).toEqual(placesIn([{ ...run, firstSeat: run.firstSeat + 1 }]));
      await vendor.holdSpecific({ ...wanted, cartRef: newCartRef(), seats: [first] }, hold);
    });

    test('of seats that are partly gone gives back the rest', async () => {
      const { vendor } = rig();
      const { wanted } = await findHold(rig(), 3);
      await vendor.holdSpecific(wanted, hold);
      const [run] = wanted.seats;
      if (run === undefined) throw new Error('no seats');
      const of = (seats: typeof wanted.seats) => ({
        cartRef: wanted.cartRef,
        seats: { eventCode: wanted.eventCode, seats },
      });
      await vendor.release(of([{ ...run, lastSeat: run.firstSeat }]), hold);
      expect((await vendor.release(of(wanted.seats), hold)).seats).toEqual([]);
      expect((await vendor.release(of(wanted.seats), hold)).seats).toEqual([]);
    });

    test('of everything empties the cart, as often as it is asked', async () => {
      const { vendor } = rig();
      const { wanted } = await findHold(rig(), 2);
      await vendor.holdSpecific(wanted, hold);
      const all = { cartRef: wanted.cartRef, seats: null };
      expect((await vendor.release(all, hold)).seats).toEqual([]);
      expect((await vendor.release(all, hold)).seats).toEqual([]);
      await vendor.holdSpecific({ ...wanted, cartRef: newCartRef() }, hold);
    });

    test('of a cart that is over, or never was, is none', async () => {
      const { vendor, control } = rig();
      const { wanted } = await findHold(rig(), 2);
      await vendor.holdSpecific(wanted, hold);
      control.letCartsExpire();
      expect((await vendor.release({ cartRef: wanted.cartRef, seats: null }, hold)).state).toBe('expired');
      expect((await vendor.release({ cartRef: newCartRef(), seats: null }, hold)).state).toBe('none');
      expect((await vendor.readCart(newCartRef(), hold)).state).toBe('none');
    });
  });
}
