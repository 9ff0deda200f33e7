import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { VendorFailure } from '../../../server/modules/vendors/vendors.types.ts';
import {
  checkout,
  expectFailure,
  failureOf,
  fillCart,
  findHold,
  hold,
  lastOf,
  type Misbehaviour,
  newCartRef,
  type OpenRig,
  placesIn,
  placesOf,
  staff,
  sync,
  useRig,
} from './rig.ts';

/** Whether the vendor did what was asked before it went wrong. */
const wrongAnswers: readonly (readonly [Misbehaviour, boolean])[] = [
  ['lost_answer', true],
  ['garbage', true],
  ['half', true],
  ['odd', true],
  ['silence', true],
  ['lost_request', false],
];

export function describeUnknown(open: OpenRig) {
  describe('an answer that never comes, or makes no sense,', () => {
    const rig = useRig(open);
    const brief = (how: Misbehaviour) => (how === 'silence' ? { timeoutMs: 500 } : {});

    test.each(wrongAnswers)(
      '(%s) leaves a hold unknown, and the cart tells whether it was done',
      async (how, isDone) => {
        const { vendor, control } = rig();
        const { wanted } = await findHold(rig(), 2);
        control.misbehave('holdSpecific', how, 1);
        await expectFailure(vendor.holdSpecific(wanted, { ...hold, ...brief(how) }), 'unknown');
        const cart = await vendor.readCart(wanted.cartRef, hold);
        expect(placesOf(cart.seats)).toEqual(isDone ? placesIn(wanted.seats) : []);
      },
    );

    test.each(wrongAnswers)('(%s) leaves a payment unknown; it is not repeated, and can be', async (how, isDone) => {
      const { vendor, control } = rig();
      const { wanted, payment } = await fillCart(rig());
      control.misbehave('pay', how, 1);
      await expectFailure(vendor.pay(payment, { ...checkout, ...brief(how) }), 'unknown');
      expect(control.charges()).toBe(isDone ? 1 : 0);
      const cart = await vendor.readCart(payment.cartRef, checkout);
      expect(cart.state).toBe(isDone ? 'sold' : 'open');
      const owned = await vendor.readOwned(payment.accountId, checkout);
      expect(placesOf(owned)).toEqual(isDone ? placesIn(wanted.seats) : []);
      expect((await vendor.pay(payment, checkout)).paidCents).toBe(payment.amountCents);
      expect([control.charges(), control.sold().length]).toEqual([1, 2]);
    });

    test('leaves a release unknown', async () => {
      const { vendor, control } = rig();
      const { wanted } = await findHold(rig(), 2);
      await vendor.holdSpecific(wanted, hold);
      control.misbehave('release', 'lost_answer', 1);
      await expectFailure(vendor.release({ cartRef: wanted.cartRef, seats: null }, hold), 'unknown');
      expect((await vendor.readCart(wanted.cartRef, hold)).seats).toEqual([]);
    });

    test.each(['lost_answer', 'lost_request', 'garbage', 'half', 'odd', 'down'] as const)(
      '(%s) is asked for again when a question only reads',
      async (how) => {
        const { vendor, facts, control, seen } = rig();
        control.misbehave('readSummary', how, 1);
        expect((await vendor.readSummary(facts.eventCodes[0], sync)).counts.length).toBeGreaterThan(0);
        expect(lastOf(seen.records)).toMatchObject({ operation: 'readSummary', outcome: 'done', attempts: 2 });
        expect(seen.spent).toHaveLength(2);
      },
    );

    test('is not asked for without end', async () => {
      const { vendor, facts, control, seen } = rig();
      control.misbehave('readSeats', 'garbage', 1_000);
      await expectFailure(vendor.readSeats(facts.eventCodes[0], sync), 'unknown');
      expect(seen.spent.length).toBeLessThan(10);
    });
  });
}

export function describeRefusals(open: OpenRig) {
  describe('a vendor that takes no call', () => {
    const rig = useRig(open);

    test('because it is down did nothing', async () => {
      const { vendor, control } = rig();
      const { payment } = await fillCart(rig());
      control.misbehave('pay', 'down', 1);
      await expectFailure(vendor.pay(payment, checkout), 'unavailable');
      expect(control.charges()).toBe(0);
    });

    test('because of its quota did nothing, and says so to everybody', async () => {
      const { vendor, control, seen } = rig();
      const { payment } = await fillCart(rig());
      control.misbehave('pay', 'quota', 1);
      const failure = await failureOf(vendor.pay(payment, checkout));
      expect(failure.kind).toBe('busy');
      expect(seen.exhausted).toEqual([failure.line?.retryAt]);
      expect(control.charges()).toBe(0);
    });

    test('because our budget is used up was not asked', async () => {
      const busy = new VendorFailure('busy', 'wait', { line: { retryAt: new Date(0), place: 3 } });
      const { vendor, seen } = rig().connect({ spend: () => Promise.reject(busy) });
      expect(await failureOf(vendor.ping(staff))).toBe(busy);
      expect(seen.records).toEqual([]);
      await vendor.close();
    });
  });
}

export function describeHooks(open: OpenRig) {
  describe('every request', () => {
    const rig = useRig(open);

    test('takes from the budget for its purpose, and so does every poll', async () => {
      const { vendor, control, seen } = rig();
      control.misbehave('ping', 'polls', 1);
      await vendor.ping({ ...staff, lineKey: 'a fan' });
      const { polls } = lastOf(seen.records) ?? { polls: 0 };
      expect(polls).toBeGreaterThan(0);
      expect(seen.spent).toEqual([
        { purpose: 'staff', isPoll: false, lineKey: 'a fan' },
        ...Array.from({ length: polls }, () => ({ purpose: 'staff', isPoll: true, lineKey: 'a fan' })),
      ]);
    });

    test('that is polled ends with the answer, and a payment is done once', async () => {
      const { vendor, control, seen } = rig();
      const { payment } = await fillCart(rig());
      control.misbehave('pay', 'polls', 1);
      expect((await vendor.pay(payment, checkout)).paidCents).toBe(payment.amountCents);
      expect(lastOf(seen.records)).toMatchObject({ operation: 'pay', attempts: 1, outcome: 'done' });
      expect(control.charges()).toBe(1);
    });

    test('ends with its limit of time, however often it is polled', async () => {
      const { vendor, control } = rig();
      control.misbehave('ping', 'silence', 10);
      await expectFailure(vendor.ping({ ...staff, timeoutMs: 300 }), 'unknown');
    });

    test('is written down once, with what it was about and how it ended', async () => {
      const { vendor, facts, seen } = rig();
      const { wanted } = await findHold(rig(), 1);
      await vendor.holdSpecific(wanted, hold);
      await failureOf(vendor.holdSpecific({ ...wanted, cartRef: newCartRef() }, hold));
      const [eventCode] = facts.eventCodes;
      expect(seen.records).toMatchObject([
        { operation: 'readSeats', purpose: 'sync', eventCode, outcome: 'done', attempts: 1, polls: 0, detail: null },
        { operation: 'readPrices', purpose: 'sync', eventCode, outcome: 'done' },
        { operation: 'holdSpecific', purpose: 'hold', eventCode, outcome: 'done' },
        { operation: 'holdSpecific', purpose: 'hold', eventCode, outcome: 'refused', detail: expect.any(String) },
      ]);
      for (const { durationMs, startedAt } of seen.records) {
        expect([durationMs >= 0, startedAt]).toEqual([true, expect.any(Date)]);
      }
    });
  });
}

export function describeSecrecy(open: OpenRig) {
  describe('what is written down or thrown', () => {
    const rig = useRig(open);

    test('names no secret and nothing of a person', async () => {
      const { vendor, facts, control, seen, secrets } = rig();
      const { payment } = await fillCart(rig());
      const failures: VendorFailure[] = [];
      for (const how of ['lost_answer', 'garbage', 'half', 'odd', 'down'] as const) {
        control.misbehave('pay', how, 1);
        control.misbehave('findCustomer', how, 3);
        failures.push(await failureOf(vendor.pay({ ...payment, cartRef: newCartRef() }, checkout)));
        failures.push(await failureOf(vendor.findCustomer({ email: facts.customer.email }, staff)));
      }
      failures.push(await failureOf(vendor.findCustomer({ email: facts.lockedEmail }, staff)));
      failures.push(await failureOf(vendor.pay({ ...payment, token: facts.declinedToken }, checkout)));
      const said = inspect([seen.records, failures], { depth: 10 });
      const { customer, declinedToken, lockedEmail } = facts;
      for (const secret of [
        ...secrets,
        payment.token,
        declinedToken,
        customer.email,
        customer.accountId,
        lockedEmail,
      ]) {
        expect(said).not.toContain(secret);
      }
    });
  });
}
