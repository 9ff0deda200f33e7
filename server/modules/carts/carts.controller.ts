import { cartRoutes } from '../../../shared/contract/carts.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import { chooseCart } from './carts.choose.service.ts';
import { dropFromCart, leaveCart, releaseCart } from './carts.drops.service.ts';
import { holdCart } from './carts.holds.service.ts';
import { findSeats } from './carts.seats.service.ts';
import { presentCart } from './carts.service.ts';
import { viewCart } from './carts.view.service.ts';

export const cartsController = defineController(cartRoutes, {
  readCart: async (ctx) => {
    const cart = await presentCart(ctx);
    return { cart: cart === null ? null : await viewCart(ctx, cart) };
  },
  chooseCart: async (ctx, { body }) => {
    const { cart, cookie } = await chooseCart(ctx, body);
    return reply(await viewCart(ctx, cart), { cookies: cookie === null ? [] : [cookie] });
  },
  findSeats: (ctx, { body }) => findSeats(ctx, body),
  holdCart: async (ctx, { body }) => {
    const { cart, notHeld, line } = await holdCart(ctx, body.events);
    const waits = line === null ? null : { place: line.place, retryAt: line.retryAt.toISOString() };
    return { cart: await viewCart(ctx, cart), notHeld, line: waits };
  },
  dropFromCart: async (ctx, { body }) => {
    const { cart, newTotalCents } = await dropFromCart(ctx, body);
    return { cart: await viewCart(ctx, cart), newTotalCents };
  },
  releaseCart: async (ctx) => viewCart(ctx, await releaseCart(ctx)),
  leaveCart: (ctx) => leaveCart(ctx),
});
