import { type Ctx, type StoreCtx, transaction, withStore } from '../../core/ctx.ts';
import { faultFacts } from '../../core/http/errors.ts';
import { enqueueForStore } from '../../core/jobs.ts';
import { writeOutbox } from '../../core/outbox.ts';
import { isProblem } from '../../core/problem.ts';
import { keyOf } from '../carts/carts.compare.service.ts';
import { recountBought } from '../carts/carts.payment.service.ts';
import { listEveryStore } from '../stores/stores.registry.service.ts';
import { vendorOf } from '../vendors/vendors.service.ts';
import { type CallPurpose, type OwnedSeat, VendorFailure } from '../vendors/vendors.types.ts';
import { seatsReturned, ticketsJob } from './checkout.news.service.ts';
import * as orderSeats from './checkout.order-seats.repository.ts';
import * as orders from './checkout.orders.repository.ts';
import * as refunds from './checkout.refunds.repository.ts';
import type { SeatOfOrder } from './checkout.types.ts';

const hour = 3_600_000;
/** Orders of the last two days are looked at every hour, others once a day until their last event is long over. */
const recentFor = 48 * hour;
const recentEvery = hour;
const every = 24 * hour;
/** Accounts of a store in one round: one vendor call each. The next round goes on. */
const atMost = 25;
const callLimit = 20_000;
/** Accounts after each other whose answers say nothing, before a round ends. */
const mostSilent = 3;
const notListed = 'The vendor does not list all seats of this order any more.';

/**
 * By store, accounts of which the vendor said nothing when it was asked last, longest unasked first. They come after
 * all others, or a round's worth of them would keep those waiting for ever. Known to this process alone: another learns
 * them in its own rounds.
 */
const silentAccounts = new Map<string, Set<string>>();

/** Reads what became of sold seats at the vendor, a few accounts of each store; stops where the vendor has no time. */
export async function readRefunds(ctx: Ctx): Promise<void> {
  for (const store of await listEveryStore(ctx)) {
    await readRefundsOf(withStore(ctx, store)).catch((error: unknown) => {
      if (error instanceof VendorFailure || isProblem(error, 'vendor.not_connected')) return;
      ctx.log.error({ err: faultFacts(error), store: store.key }, 'what became of orders could not be read');
    });
  }
}

async function readRefundsOf(ctx: StoreCtx): Promise<void> {
  const now = ctx.clock.now();
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  const since = { recentAfter: ago(recentFor), recentBefore: ago(recentEvery), before: ago(every) };
  const known = silentAccounts.get(ctx.store.id) ?? new Set();
  silentAccounts.set(ctx.store.id, known);
  const due = { now, ...since, silent: [...known], limit: atMost };
  let silent = 0;
  for (const accountId of await refunds.listAccountsToCheck(ctx.store.db, due)) {
    try {
      await readAccount(ctx, accountId, 'sync');
      known.delete(accountId);
      silent = 0;
    } catch (error) {
      if (!(error instanceof VendorFailure) || !isOfAccount(error)) throw error;
      known.delete(accountId);
      known.add(accountId);
      silent += error.kind === 'refused' ? 0 : 1;
      // what is wrong with one account keeps no other waiting
      if (silent === mostSilent) throw error;
      ctx.log.warn({ err: faultFacts(error) }, 'what became of the orders of an account could not be read');
    }
  }
}

/** A refusal, or an answer that says nothing; every other failure is the same for all accounts. */
function isOfAccount({ kind }: VendorFailure): boolean {
  return kind === 'refused' || kind === 'unknown';
}

/** Asks the vendor what an account owns and keeps what it says of our orders. Throws `VendorFailure`. */
export async function readAccount(ctx: StoreCtx, accountId: string, purpose: CallPurpose): Promise<void> {
  const vendor = await vendorOf(ctx);
  // an order that is made meanwhile is not in the answer
  const soldBefore = ctx.clock.now();
  const owned = await vendor.readOwned(accountId, { purpose, timeoutMs: callLimit });
  const of = { vendorAccountId: accountId, now: ctx.clock.now(), soldBefore };
  const found = await refunds.listOfAccount(ctx.store.db, of);
  for (const order of found) {
    const said = owned.filter(({ orderNumber }) => orderNumber === order.vendorOrderNumber);
    await keepWord(ctx, order, said);
  }
}

type Asked = { id: string; cartId: string; attention: string | null };

/** One transaction an order: the seats' states, the fan's caps, and fresh tickets when seats are gone. */
async function keepWord(ctx: StoreCtx, { id, cartId, attention }: Asked, said: readonly OwnedSeat[]): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const before = await orderSeats.list(ctx.store.db, [id]);
    const seats = said.map(({ eventCode, sectionName, rowName, seatNumber, status }) => ({
      ...{ eventCode, sectionName, rowName, seatNumber, status },
    }));
    const changes = await orderSeats.setStatuses(ctx.store.db, { orderId: id, seats });
    const listed = new Set(said.map(keyOf));
    const missing = before.some((seat) => seat.status === 'sold' && !listed.has(keyOf(seat)));
    if (missing && attention === null) await orders.setAttention(ctx.store.db, { id, attention: notListed });
    if (changes > 0) {
      const after = await orderSeats.list(ctx.store.db, [id]);
      await recountBought(ctx, cartId, countByEvent(after));
      await enqueueForStore(ctx, ticketsJob, { orderId: id, tries: 0 }, { key: `tickets:${id}` });
      const isReturn = countGone(after) > countGone(before);
      const reportedAt = ctx.clock.now().toISOString();
      if (isReturn) await writeOutbox(ctx, seatsReturned, { orderId: id, reportedAt });
    }
    await refunds.markChecked(ctx.store.db, { id, at: ctx.clock.now() });
  });
}

function countGone(seats: readonly SeatOfOrder[]): number {
  return seats.filter(({ status }) => status !== 'sold').length;
}

/** Seats still sold, by event; also of events that have none left. */
function countByEvent(seats: readonly SeatOfOrder[]) {
  const own = seats.filter(({ addOnId }) => addOnId === null);
  const codes = [...new Set(own.map(({ eventCode }) => eventCode))];
  return codes.map((eventCode) => ({
    eventCode,
    seats: own.filter((seat) => seat.eventCode === eventCode && seat.status === 'sold').length,
  }));
}
