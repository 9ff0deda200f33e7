import type { FaultName } from '../../sandbox/types.ts';
import { ProblemError } from '../../server/core/problem.ts';
import { registeredStatements } from '../../server/core/sql.ts';
import { sweepCarts } from '../../server/modules/carts/carts.sweep.service.ts';
import type { Purchase } from '../../server/modules/checkout/checkout.types.ts';
import { type Browser, makeBuyer, openBrowser } from '../factories/buyer.ts';
import { findDiscrepancies, findHeld } from '../factories/sales-truth.ts';
import { openShop, type Shop } from '../factories/shop.ts';
import type { TestApp } from '../harness/app.ts';
import { minute, second } from '../harness/clock.ts';
import { atPoint, nameOf, type Point, recordSteps } from '../harness/points.ts';
import { openSeller, type Seller } from '../harness/seller.ts';
import { settle } from '../harness/settling.ts';

/** What the fan is doing when the process is killed. */
export type Act = 'hold' | 'checkout';
/** When the vendor misbehaves: in the call the process was at, or in the first calls after its death. */
export type Moment = 'then' | 'afterwards';
export type Case = { act: Act; point: Point; fault: FaultName | null; moment: Moment };

export const faults: readonly (FaultName | null)[] = [
  null,
  'lost_answer',
  'timeout_after',
  'timeout_before',
  'lost_request',
  '429',
  '503',
  'holds_lost',
  'garbage',
  'half',
];

/** Milliseconds after which no hold of the vendor is left. */
const holdsEnd = 11 * minute;
/** What the vendor adds to every order, so that an order's amount is not only that of its seats. */
const feeCents = 325;
/** A shop is used for so many cases: every sale takes a seat out of it, and its season goes on. */
const casesOfShop = 60;

export function titleOf({ act, point, fault, moment }: Case): string {
  const what = fault === null ? 'nothing else' : `${fault} ${moment}`;
  return `${act}: killed ${nameOf(point)}, ${what}`;
}

/** Every step of a good hold and a good checkout, each with every misbehaviour at both moments. */
export async function allCases(app: TestApp): Promise<Case[]> {
  const shop = await openFaultShop(app);
  const { taps, steps } = recordSteps();
  const seller = await openSeller(app, shop, { ...taps });
  const fan = await newFan(shop);
  await fan.browser.choose(seller, [fan.eventCode]);
  const chosen = [...steps];
  const { cart } = await fan.browser.hold(seller, [fan.eventCode], fan.priceCode);
  const held = [...steps];
  await fan.browser.buy(seller, cart, { feeCents });
  await seller.close();
  await shop.sandbox.close();
  return [
    ...pointsBetween(chosen, held).flatMap((point) => casesOf('hold', point)),
    ...pointsBetween(held, steps).flatMap((point) => casesOf('checkout', point)),
  ];
}

/** Before every call, write and commit, and after those whose effect outlives the process. Reading changes nothing. */
function pointsBetween(earlier: readonly Step[], steps: readonly Step[]): Point[] {
  return steps
    .slice(earlier.length)
    .filter(changesSomething)
    .flatMap((step) => {
      const nth = step.nth - earlier.filter(({ kind, name }) => kind === step.kind && name === step.name).length;
      const lasts = step.kind === 'call' || step.name === 'commit' || !isInTransaction(steps, step);
      const sides = lasts ? (['before', 'after'] as const) : (['before'] as const);
      return sides.map((side) => ({ ...step, nth, side }));
    });
}

function changesSomething({ kind, name }: Step): boolean {
  if (kind === 'call' || name === 'commit') return true;
  const text = registeredStatements().find((statement) => statement.name === name)?.text ?? '';
  return /\b(insert into|update|delete from)\b/.test(text);
}

type Step = Omit<Point, 'side'>;

function isInTransaction(steps: readonly Step[], step: Step): boolean {
  const last = steps.slice(0, steps.indexOf(step)).findLast(({ name }) => name === 'begin' || name === 'commit');
  return last?.name === 'begin';
}

function casesOf(act: Act, point: Point): Case[] {
  return faults.flatMap((fault) =>
    (fault === null ? (['then'] as const) : (['then', 'afterwards'] as const)).map((moment) => ({
      act,
      point,
      fault,
      moment,
    })),
  );
}

export async function openFaultShop(app: TestApp): Promise<Shop> {
  const shop = await openShop(app, { feeCents, holdSeconds: 600 });
  app.clock.advance(second);
  await shop.activate();
  return shop;
}

let fans = 0;
async function newFan(shop: Shop) {
  fans += 1;
  const { games } = shop;
  const eventCode = games[fans % games.length] ?? '';
  const priceCode = ['C', 'D', 'J', 'K'][Math.floor(fans / games.length) % 4] ?? '';
  return { browser: openBrowser(shop, await makeBuyer(shop, (fans % 300) + 1)), eventCode, priceCode };
}

/** Shops for a run of cases, a fresh one when the last is used up. */
export function shopsFor(app: TestApp) {
  let shop: Shop | null = null;
  let used = 0;
  const close = async () => {
    await shop?.sandbox.close();
    shop = null;
  };
  return {
    close,
    async next(): Promise<Shop> {
      used += 1;
      if (shop !== null && used % casesOfShop !== 0) return shop;
      await close();
      shop = await openFaultShop(app);
      return shop;
    },
  };
}

/**
 * One process is killed at the point while the vendor misbehaves; another one finds out. Answers what is wrong after
 * that: between our books and the vendor's, with what is held past its end, and with the fan, who must be able to go on.
 */
export async function runCase(
  app: TestApp,
  shop: Shop,
  { act, point, fault, moment }: Case,
  successor: 'the next process' | 'nobody' = 'the next process',
): Promise<string[]> {
  const fan = await newFan(shop);
  const killing = atPoint(point, () => {
    if (fault !== null && moment === 'afterwards') misbehave(shop, fault);
    seller.kill();
  });
  const seller: Seller = await openSeller(app, shop, killing.taps);
  try {
    await untilKilled(shop, seller, fan, { act, arm: killing.arm, fault: moment === 'then' ? fault : null });
  } finally {
    await seller.close().catch(() => {});
  }
  if (successor === 'nobody') return findDiscrepancies(app, shop);
  await settle(app, shop).catch(() => {});
  shop.sandbox.faults.clear();
  await settle(app, shop);
  // that the vendor ended a cart early is found out by the fan's next act
  const wrong = fault === 'holds_lost' ? [] : await findDiscrepancies(app, shop);
  const stuck = await goOn(app, shop, fan.browser, fan);
  const afterwards = await findDiscrepancies(app, shop);
  app.clock.advance(holdsEnd);
  await sweepCarts(shop.ctx);
  return [...wrong, ...stuck, ...afterwards, ...(await findHeld(app, shop))];
}

type Fan = Awaited<ReturnType<typeof newFan>>;

async function untilKilled(
  shop: Shop,
  seller: Seller,
  { browser, eventCode, priceCode }: Fan,
  { act, arm, fault }: { act: Act; arm: () => void; fault: FaultName | null },
) {
  const begin = () => {
    if (fault !== null) misbehave(shop, fault);
    arm();
  };
  await browser.choose(seller, [eventCode]);
  try {
    if (act === 'hold') begin();
    const { cart } = await browser.hold(seller, [eventCode], priceCode);
    if (act === 'checkout') begin();
    await browser.buy(seller, cart, { feeCents });
  } catch {
    // it died, or said no because of the fault
  }
}

/** Long enough that what only reads, and is tried three times, fails as well. */
function misbehave({ sandbox }: Shop, fault: FaultName) {
  sandbox.faults.add({ cmd: '*', fault, times: 3, ...(fault === '429' ? { delayMs: 20_000 } : { delayMs: 20 }) });
}

/** Whoever has not bought does so now; after a hold that was lost, with other seats. */
async function goOn(app: TestApp, shop: Shop, browser: Browser, fan: Fan): Promise<string[]> {
  let ended = '';
  for (let tries = 0; tries < 3; tries += 1) {
    // by then a vendor that would not be called takes calls again
    if (tries > 0) app.clock.advance(minute);
    try {
      ended = await tryAgain(app, shop, browser, fan);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      ended = `${error.code} ${JSON.stringify(error.errors)}`;
    }
    if (ended === 'sold') return [];
  }
  return [`the fan cannot go on: ${ended}`];
}

async function tryAgain(app: TestApp, shop: Shop, browser: Browser, { eventCode, priceCode }: Fan): Promise<string> {
  const cart = await browser.cart(app);
  if (cart === null) return (await hasBought(app, shop, browser)) ? 'sold' : 'neither a cart nor an order';
  if (cart.state === 'holding') return stateOf(await browser.buy(app, cart, { feeCents }));
  const { cart: held, notHeld } = await browser.hold(app, [eventCode], priceCode);
  if (notHeld.length > 0) return `not held: ${notHeld[0]?.reason}`;
  return stateOf(await browser.buy(app, held, { feeCents }));
}

function stateOf({ state, failure }: Purchase): string {
  return failure === null ? state : `${state}: ${failure.reason}`;
}

async function hasBought({ ctx }: TestApp, { store }: Shop, browser: Browser): Promise<boolean> {
  const { actor } = browser.at({ ctx });
  const { rowCount } = await ctx.database.pool.query(`select 1 from "${store.schemaName}".orders where fan_id = $1`, [
    actor.kind === 'fan' ? actor.fanId : null,
  ]);
  return (rowCount ?? 0) > 0;
}
