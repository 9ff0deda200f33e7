import { randomUUID } from 'node:crypto';
import { asSystem, type Ctx, type StoreCtx, withStore } from '../../server/core/ctx.ts';
import { chooseCart } from '../../server/modules/carts/carts.choose.service.ts';
import { findCart } from '../../server/modules/carts/carts.find.service.ts';
import { type HoldOutcome, holdCart } from '../../server/modules/carts/carts.holds.service.ts';
import type { Cart, CartChoice } from '../../server/modules/carts/carts.types.ts';
import { buy } from '../../server/modules/checkout/checkout.buy.service.ts';
import type { Purchase } from '../../server/modules/checkout/checkout.types.ts';
import { keepFan } from '../../server/modules/fans/fans.service.ts';
import type { Shop } from './shop.ts';

/** A customer the sandbox knows, who is a fan of the shop. */
export type Buyer = { fanId: string; email: string };
/** One browser: whoever it is signed in as, with the cart it chose. */
export type Browser = {
  /** As a request of it comes to a process. */
  at: (process: Pick<{ ctx: Ctx }, 'ctx'>) => StoreCtx;
  signIn: (buyer: Buyer) => void;
  choose: (process: { ctx: Ctx }, eventCodes: readonly string[], rest?: Partial<CartChoice>) => Promise<Cart>;
  hold: (process: { ctx: Ctx }, eventCodes: readonly string[], priceCode: string) => Promise<HoldOutcome>;
  cart: (process: { ctx: Ctx }) => Promise<Cart | null>;
  /** For what its seats cost and `feeCents`. */
  buy: (process: { ctx: Ctx }, cart: Cart, more?: { key?: string; feeCents?: number }) => Promise<Purchase>;
};

/** `fan1@example.com` and so on, up to 300, with their accounts at the vendor. */
export async function makeBuyer(shop: Pick<Shop, 'ctx'>, number: number): Promise<Buyer> {
  const email = `fan${number}@example.com`;
  const account = { vendorAccountId: String(110_000 + number), email, name: `Fan ${number}`, accountGroups: [] };
  return { email, fanId: await keepFan(asSystem(shop.ctx, 'test'), account) };
}

export function openBrowser(shop: Pick<Shop, 'store'>, signedIn: Buyer | null = null, address = '127.0.0.1'): Browser {
  let buyer = signedIn;
  const cookies: Record<string, string> = {};
  const at: Browser['at'] = ({ ctx }) => ({
    ...withStore(ctx, shop.store),
    actor:
      buyer === null
        ? { kind: 'anonymous' }
        : { kind: 'fan', ...buyer, storeId: shop.store.id, sessionId: randomUUID(), name: 'Fan' },
    request: {
      address,
      userAgent: 'test',
      host: 'localhost',
      cookies: { ...cookies },
      headers: {},
      signal: new AbortController().signal,
    },
  });
  return {
    at,
    signIn(as) {
      buyer = as;
    },
    async choose(process, eventCodes, rest = {}) {
      const { cart, cookie } = await chooseCart(at(process), { ...plain, ...rest, events: chosen(eventCodes) });
      const [name = '', value = ''] = cookie?.split(';', 1)[0]?.split('=') ?? [];
      if (cookie !== null) cookies[name] = value;
      return cart;
    },
    hold: (process, eventCodes, priceCode) =>
      holdCart(
        at(process),
        eventCodes.map((eventCode) => ({ eventCode, seats: { kind: 'best', priceCode, sectionName: null } })),
      ),
    cart: (process) => findCart(at(process)),
    buy: (process, cart, { key = randomUUID(), feeCents = 0 } = {}) =>
      buy(at(process), key, { cartId: cart.id, agreedCents: costOf(cart) + feeCents, paymentToken: 'tok_visa' }),
  };
}

export function costOf({ seats }: Pick<Cart, 'seats'>): number {
  return seats.reduce((sum, { amountCents }) => sum + amountCents, 0);
}

const plain: Omit<CartChoice, 'events'> = {
  packId: null,
  packageId: null,
  partySize: 1,
  accessibleSeats: 0,
  addOns: [],
  forOrderId: null,
};

function chosen(eventCodes: readonly string[]) {
  return eventCodes.map((eventCode) => ({ eventCode, suiteId: null }));
}
