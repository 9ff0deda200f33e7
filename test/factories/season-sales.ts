import type { StoreCtx } from '../../server/core/ctx.ts';
import { newId } from '../../server/core/ids.ts';
import { followCarts, noteTried } from '../../server/modules/insights/insights.follow.service.ts';
import { listNewest } from '../../server/modules/lifecycle/lifecycle.releases.repository.ts';
import { insert as insertActivation } from '../../server/modules/lifecycle/lifecycle.schedule.repository.ts';
import type { TestApp } from '../harness/app.ts';
import { minute } from '../harness/clock.ts';
import type { CartStory, GameStory, OrderStory } from '../oracle/naive-insights.ts';
import { makeFan } from './fan.ts';
import { idOf, makePack, makePackage, makeTier } from './program-content.ts';
import { makeReleased } from './release.ts';
import {
  type CartParts,
  endCart,
  finishPurchase,
  holdSeats,
  makeCart,
  makeOrder,
  makePurchase,
  refundSeats,
  type SoldSeat,
  tellCart,
} from './selling.ts';

export const games = ['G1', 'G2', 'G3', 'G4', 'G5', 'G6'];
const tiers: Record<string, string> = {
  G1: 'rivals',
  G2: 'rivals',
  G3: 'others',
  G4: 'others',
  G5: 'others',
  G6: 'others',
};
const parking = 'PARK';

export type Offered = {
  programId: string;
  releaseId: string;
  choiceId: string | null;
  kind: 'none' | 'pack' | 'package';
};

/** Three published programs: Build Your Own, a pack with tiers, a package. */
export async function makeThreePrograms(app: TestApp, ctx: StoreCtx) {
  const { store } = ctx;
  const own = await makeReleased(app, store, { name: 'Regular', eventCodes: games });
  const shown = Object.entries(tiers);
  const pack = makePack('five', [
    makeTier(
      'rivals',
      shown.filter(([, tier]) => tier === 'rivals').map(([code]) => code),
    ),
    makeTier(
      'others',
      shown.filter(([, tier]) => tier === 'others').map(([code]) => code),
    ),
  ]);
  const packs = await makeReleased(app, store, {
    name: '=Sale',
    definition: { type: 'game_packs', packStructure: 'packs_with_tiers' },
    packs: [pack],
  });
  const packages = await makeReleased(app, store, {
    name: 'Packages',
    definition: { type: 'preset_packages' },
    packages: [makePackage('weekend', ['G1', 'G3'])],
  });
  const newest = new Map(
    (await listNewest(ctx.store.db, [own.id, packs.id, packages.id])).map((row) => [row.programId, row.id]),
  );
  const of = (programId: string, kind: Offered['kind'], name: string | null): Offered => ({
    ...{ programId, kind },
    releaseId: newest.get(programId) ?? '',
    choiceId: name === null ? null : idOf(name),
  });
  return [of(own.id, 'none', null), of(packs.id, 'pack', 'five'), of(packages.id, 'package', 'weekend')];
}

/** Writes into the ledger that the program's newest release was active then. */
export async function activate(ctx: StoreCtx, programId: string, startsAt: string, endsAt: string | null) {
  const [release] = await listNewest(ctx.store.db, [programId]);
  await insertActivation(ctx.store.db, {
    ...{ id: newId(), programId, planId: null, releaseId: release?.id ?? '' },
    startsAt: new Date(startsAt),
    endsAt: endsAt === null ? null : new Date(endsAt),
  });
}

/** Sells and loses as the numbers of `random` (0 to 1) have it, and tells what happened. */
export async function playSeason(
  app: TestApp,
  ctx: StoreCtx,
  { offers, instants, random }: { offers: readonly Offered[]; instants: readonly number[]; random: () => number },
) {
  const fanId = await makeFan(app, ctx.store, { email: 'secret.fan@example.test', name: 'Fanny Secret' });
  const carts: CartStory[] = [];
  const orders: (OrderStory & { id: string; sold: SoldSeat[] })[] = [];
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(random() * list.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  let seatNumber = 0;
  for (const begunAt of instants) {
    app.clock.set(new Date(begunAt).toISOString());
    const offer = pick(offers);
    const chosen = games.filter(() => random() < 0.5);
    const partySize = 1 + Math.floor(random() * 4);
    const forOrderId = random() < 0.1 ? (orders.at(-1)?.id ?? null) : null;
    const parts: CartParts = {
      ...{ programId: offer.programId, releaseId: offer.releaseId, fanId, partySize, forOrderId, eventCodes: chosen },
      ...(offer.kind === 'pack' && { packId: offer.choiceId }),
      ...(offer.kind === 'package' && { packageId: offer.choiceId }),
    };
    const cartId = await makeCart(ctx, parts);
    const tierOf = (code: string) => (offer.kind === 'pack' ? (idOf(tiers[code] ?? '') ?? null) : null);
    const end = pick(['bought', 'bought', 'open', 'ended', 'ended', 'ended'] as const);
    const hasPaid = end === 'bought' || random() < 0.2;
    const stories: GameStory[] = chosen.map((eventCode) => ({
      eventCode,
      tier: tierOf(eventCode),
      fate: pick(['none', 'held', 'lost', 'refused', 'gone', 'gone'] as const),
    }));
    const seat = (eventCode: string, addOnId: string | null = null): SoldSeat => {
      seatNumber += 1;
      return { eventCode, seatNumber, addOnId, amountCents: 1_000 + Math.floor(random() * 20_000) };
    };
    await playGames(app, ctx, cartId, stories, seat);
    const { programId, choiceId } = offer;
    const addsToOrder = forOrderId !== null;
    carts.push({ ...{ begunAt, programId, choiceId, partySize, addsToOrder, hasPaid, end }, games: stories });
    app.clock.advance(Math.floor(random() * 30 * 60) * minute);
    if (end === 'bought') {
      const sold = chosen.flatMap((code) => Array.from({ length: partySize }, () => seat(code)));
      if (random() < 0.3) sold.push(seat(parking, idOf('parking')));
      const feesCents = Math.floor(random() * 500);
      const id = await makeOrder(ctx, { ...parts, cartId }, { seats: sold, feesCents });
      const seats = sold.map(({ eventCode, amountCents, addOnId }) => ({
        ...{ eventCode, amountCents, tier: tierOf(eventCode), isAddOn: addOnId !== null, isBack: false },
      }));
      orders.push({ id, sold, soldAt: app.clock.now().getTime(), programId, choiceId, feesCents, seats });
      continue;
    }
    if (hasPaid) await finishPurchase(ctx, await makePurchase(ctx, { ...parts, cartId }), null);
    if (end === 'ended') await endCart(ctx, cartId, pick(['left', 'expired'] as const));
  }
  return { carts, orders };
}

/** The vendor says that some of the order's seats came back. */
export async function giveBack(ctx: StoreCtx, order: OrderStory & { id: string; sold: SoldSeat[] }, count: number) {
  const back = order.sold.slice(0, count);
  await refundSeats(ctx, order.id, back.slice(0, 1), 'cancelled');
  await refundSeats(ctx, order.id, back.slice(1));
  for (const seat of order.seats.slice(0, count)) seat.isBack = true;
}

async function playGames(
  app: TestApp,
  ctx: StoreCtx,
  cartId: string,
  stories: readonly GameStory[],
  seat: (code: string) => SoldSeat,
) {
  const codes = (...fates: GameStory['fate'][]) =>
    stories.filter(({ fate }) => fates.includes(fate)).map(({ eventCode }) => eventCode);
  app.clock.advance(1_000);
  await holdSeats(
    ctx,
    cartId,
    codes('held', 'lost').map((code) => seat(code)),
  );
  await followCarts(ctx);
  const at = app.clock.now().toISOString();
  await noteTried(ctx, { cartId, at, held: [], gone: codes('gone'), refused: [] });
  app.clock.advance(minute);
  await holdSeats(
    ctx,
    cartId,
    codes('held').map((code) => seat(code)),
  );
  const lost = codes('lost');
  await tellCart(ctx, cartId, [
    ...(lost.length === 0 ? [] : [{ code: 'seats.expired' as const, eventCodes: lost }]),
    ...codes('refused').map((eventCode) => ({
      ...{ code: 'price.changed' as const, eventCode, beforeCents: 1, afterCents: 2 },
    })),
  ]);
  await followCarts(ctx);
}
