import { describe, expect, test } from 'vitest';
import {
  checkout,
  expectRefusal,
  fillCart,
  findHold,
  hold,
  newCartRef,
  type OpenRig,
  placesIn,
  placesOf,
  staff,
  useRig,
} from './rig.ts';

export function describeSales(open: OpenRig) {
  describe('a sale', () => {
    const rig = useRig(open);

    test('charges what is due, once, and the fan owns the seats', async () => {
      const { vendor, facts, control } = rig();
      const { wanted, payment, amountCents } = await fillCart(rig(), 2);
      const sale = await vendor.pay(payment, checkout);
      expect(sale.paidCents).toBe(payment.amountCents);
      expect(placesOf(sale.seats)).toEqual(placesIn(wanted.seats));
      for (const seat of sale.seats) expect(seat.amountCents).toBe(amountCents);
      expect(control.sold().map(({ seat }) => seat)).toEqual(placesIn(wanted.seats));
      expect(control.charges()).toBe(1);
      const owned = await vendor.readOwned(facts.customer.accountId, checkout);
      expect(placesOf(owned)).toEqual(placesIn(wanted.seats));
      for (const seat of owned) expect(seat).toMatchObject({ orderNumber: sale.orderNumber, status: 'sold' });
      expect(await vendor.readCart(payment.cartRef, checkout)).toMatchObject({
        ...{ state: 'sold', orderNumber: sale.orderNumber, expiresAt: null, accountId: facts.customer.accountId },
      });
    });

    test('that is paid again answers the same and charges nothing', async () => {
      const { vendor, control } = rig();
      const { payment } = await fillCart(rig());
      const sale = await vendor.pay(payment, checkout);
      expect(await vendor.pay(payment, checkout)).toEqual(sale);
      const [one, two] = await Promise.all([vendor.pay(payment, checkout), vendor.pay(payment, checkout)]);
      expect([one, two]).toEqual([sale, sale]);
      expect(control.charges()).toBe(1);
    });

    test('has a ticket for every seat', async () => {
      const { vendor } = rig();
      const { wanted, payment } = await fillCart(rig(), 2);
      const { orderNumber } = await vendor.pay(payment, checkout);
      const tickets = await vendor.readTickets({ accountId: payment.accountId, orderNumber }, checkout);
      expect(placesOf(tickets)).toEqual(placesIn(wanted.seats));
      expect(new Set(tickets.map((one) => one.barcode ?? one.qrPayload ?? one.walletUrl)).size).toBe(2);
    });

    test('survives the end of the cart, which was its hold', async () => {
      const { vendor, control } = rig();
      const { payment } = await fillCart(rig());
      const { orderNumber } = await vendor.pay(payment, checkout);
      control.letCartsExpire();
      expect(await vendor.readCart(payment.cartRef, checkout)).toMatchObject({ state: 'sold', orderNumber });
    });

    test('adds what is due from the seats and the fees', async () => {
      const { vendor } = rig();
      const { payment, amountCents } = await fillCart(rig(), 2);
      const due = await vendor.readAmountDue(payment, checkout);
      expect(due.totalCents).toBe(2 * amountCents);
      expect(due.dueCents).toBe(due.totalCents + due.feesCents);
      expect(await vendor.readAmountDue(payment, checkout)).toEqual(due);
    });
  });
}

export function describeRefusedSales(open: OpenRig) {
  describe('a sale is refused and nothing is charged', () => {
    const rig = useRig(open);
    const nothingSold = () => expect([rig().control.sold(), rig().control.charges()]).toEqual([[], 0]);

    test('when the card is declined; another one may be tried', async () => {
      const { vendor, facts, control } = rig();
      const { payment } = await fillCart(rig());
      await expectRefusal(vendor.pay({ ...payment, token: facts.declinedToken }, checkout), 'payment_declined');
      nothingSold();
      expect((await vendor.readCart(payment.cartRef, checkout)).state).toBe('open');
      await vendor.pay(payment, checkout);
      expect(control.charges()).toBe(1);
    });

    test('when the amount is not what is due', async () => {
      const { payment } = await fillCart(rig());
      const less = { ...payment, amountCents: payment.amountCents - 1 };
      await expectRefusal(rig().vendor.pay(less, checkout), 'amount_differs');
      nothingSold();
    });

    test("when the account is not the cart's", async () => {
      const { vendor, facts } = rig();
      const { payment } = await fillCart(rig());
      const other = { ...payment, accountId: facts.otherAccountId };
      await expectRefusal(vendor.pay(other, checkout), 'account_differs');
      nothingSold();
    });

    test('when the cart is over', async () => {
      const { payment } = await fillCart(rig());
      rig().control.letCartsExpire();
      await expectRefusal(rig().vendor.pay(payment, checkout), 'cart_expired');
      nothingSold();
    });

    test('when the cart is empty, or never was', async () => {
      const { vendor, facts } = rig();
      const { wanted } = await findHold(rig(), 1);
      await vendor.holdSpecific(wanted, hold);
      await vendor.release({ cartRef: wanted.cartRef, seats: null }, hold);
      const { accountId } = facts.customer;
      await expectRefusal(vendor.readAmountDue({ cartRef: wanted.cartRef, accountId }, checkout), 'cart_empty');
      await expectRefusal(vendor.readAmountDue({ cartRef: newCartRef(), accountId }, checkout), 'cart_not_found');
      nothingSold();
    });

    test("and there are no tickets of an order that is not there, or is somebody else's", async () => {
      const { vendor, facts } = rig();
      const { payment } = await fillCart(rig());
      const { orderNumber } = await vendor.pay(payment, checkout);
      const { accountId } = payment;
      await expectRefusal(vendor.readTickets({ accountId, orderNumber: '999999' }, staff), 'order_not_found');
      const others = { accountId: facts.otherAccountId, orderNumber };
      await expectRefusal(vendor.readTickets(others, staff), 'order_not_found');
    });
  });
}
