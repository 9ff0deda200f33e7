import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProblemError } from '../../server/core/problem.ts';
import { sweepCarts } from '../../server/modules/carts/carts.sweep.service.ts';
import { resumePurchase } from '../../server/modules/checkout/checkout.resume.service.ts';
import { makeBuyer, openBrowser } from '../factories/buyer.ts';
import { findDiscrepancies, findHeld } from '../factories/sales-truth.ts';
import { openShop, type Shop } from '../factories/shop.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { hour, second } from '../harness/clock.ts';
import { atPoint, isDurable, nameOf, type Point, recordSteps } from '../harness/points.ts';
import { openSeller, type Seller, type SellerTaps } from '../harness/seller.ts';
import { settle } from '../harness/settling.ts';
import { isSoak, sampleOf } from '../harness/soak.ts';

const holdSeconds = 600;

let app: TestApp;
let shop: Shop;
let made = 0;
const opened: Seller[] = [];
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app, { holdSeconds });
  await shop.activate();
});
afterAll(async () => {
  for (const seller of opened) await seller.close();
  await app.close();
  await shop.sandbox.close();
});

async function open(taps: SellerTaps = {}): Promise<Seller> {
  const seller = await openSeller(app, shop, taps);
  opened.push(seller);
  return seller;
}

/** A fan holds a seat, then buys it; what became of it is a state, or the code of a refusal. */
async function holdAndBuy(seller: Seller, between: () => void = () => {}): Promise<string> {
  made += 1;
  const browser = openBrowser(shop, await makeBuyer(shop, made));
  const eventCode = shop.games[made % shop.games.length] ?? '';
  await browser.choose(seller, [eventCode]);
  const { cart, notHeld } = await browser.hold(seller, [eventCode], made % 2 === 0 ? 'D' : 'J');
  expect(notHeld).toEqual([]);
  between();
  try {
    const { state, failure } = await browser.buy(seller, cart);
    return failure?.reason ?? state;
  } catch (error) {
    if (error instanceof ProblemError) return error.code;
    throw error;
  }
}

async function pointsOfCheckout(): Promise<Point[]> {
  const { taps, steps } = recordSteps();
  let held: typeof steps = [];
  await holdAndBuy(await open(taps), () => {
    held = [...steps];
  });
  const earlier = ({ kind, name }: Point) => held.filter((one) => one.kind === kind && one.name === name).length;
  return steps
    .slice(held.length)
    .filter(isDurable)
    .flatMap((step) =>
      (['before', 'after'] as const).map((side) => ({ ...step, side, nth: step.nth - earlier({ ...step, side }) })),
    );
}

/** What other processes do meanwhile: they take over what nobody seems to be at. */
async function othersGoOn() {
  const found = await app.ctx.database.pool.query(
    `select id from "${shop.store.schemaName}".purchases where state not in ('sold', 'failed')`,
  );
  for (const { id } of found.rows) await resumePurchase(shop.ctx, id);
  await sweepCarts(shop.ctx);
}

/** In `npm test`: of all steps of a checkout some, others in every run. */
const sampleSize = 9;

describe.each([
  ['until the hold has ended', holdSeconds * second + 90 * second],
  ['until its lease has run out', 65 * second],
  ['until the hold is about to end', holdSeconds * second - 3 * second],
])('a checkout whose process stands still %s', (_, pause) => {
  test('at any step sells once or not at all, and the books say which', async () => {
    const ends = new Map<string, string>();
    const points = await pointsOfCheckout();
    for (const point of isSoak ? points : sampleOf(points, sampleSize)) {
      const { taps, arm, wasMet } = atPoint(point, async () => {
        app.clock.advance(pause);
        // a transaction that is not over yet holds its rows, so others cannot look at them
        if (point.name !== 'commit' || point.side === 'after') await othersGoOn();
      });
      const answer = await holdAndBuy(await open(taps), arm);
      if (wasMet()) ends.set(nameOf(point), answer);
      await settle(app, shop);
      expect([nameOf(point), answer, await findDiscrepancies(app, shop)]).toEqual([nameOf(point), answer, []]);
    }
    expect(new Set(ends.values()).size).toBeGreaterThan(1);
    expect([...ends.values()]).toContain('sold');
    app.clock.advance(hour);
    await sweepCarts(shop.ctx);
    expect(await findHeld(app, shop)).toEqual([]);
  });
});

test('a payment would be made that others have given up, if nobody looked whose purchase it is', async () => {
  const point: Point = { kind: 'call', name: 'readAmountDue', nth: 1, side: 'after' };
  const { taps, arm } = atPoint(point, async () => {
    app.clock.advance(65 * second);
    await othersGoOn();
  });
  const rewrite = (name: string, text: string) => {
    if (name !== 'checkout.advance_purchase') return text;
    return text
      .replace(/set state = (\$\d+),/, `set state = case when $1::text = '' then $1::text else state end,`)
      .replace(/and lease_token = (\$\d+)[\s\S]*$/, 'and (lease_token = $1 or true)');
  };
  await holdAndBuy(await open({ ...taps, statements: { ...taps.statements, rewrite } }), arm);
  expect(await findDiscrepancies(app, shop)).not.toEqual([]);
});
