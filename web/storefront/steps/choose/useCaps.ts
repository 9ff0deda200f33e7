import { useMemo } from 'react';
import type { Cart } from '../../../../shared/contract/carts.ts';
import type { Finding } from '../../../../shared/rules/finding.ts';
import type { Buyer } from '../../../../shared/rules/quote.ts';
import { nobody } from '../../app/prices.ts';
import { useCartPart } from '../../app/state.ts';

type Chosen = { codes: readonly string[]; partySize: number };

/** What the fan has already that stands against the plan. Only the server knows it; the hold would be refused for it. */
export function useCaps(chosen: readonly { code: string }[]): readonly Finding[] {
  const cart = useCartPart((state) => state.cart);
  const partySize = useCartPart((state) => state.choice?.partySize ?? 0);
  return useMemo(() => capsOf(cart, { codes: chosen.map(({ code }) => code), partySize }), [cart, chosen, partySize]);
}

/** Caps the server found in the cart as it has it, that the plan as it is now passes as well. */
export function capsOf(cart: Cart | null, { codes, partySize }: Chosen): readonly Finding[] {
  // of seats in hand the steps after this one tell
  if (cart === null || cart.state !== 'choosing' || cart.forOrderId !== null) return [];
  return cart.quote.findings.filter(({ code, params }) => {
    const passes = (count: number) => Number(params.already) + count > Number(params.cap);
    if (code === 'cap.plans') return true;
    if (code === 'cap.events') return passes(codes.length);
    return code === 'cap.seats_per_event' && codes.includes(String(params.eventCode)) && passes(partySize);
  });
}

let last: { key: string; buyer: Buyer } = { key: '[]', buyer: nobody };

/** What caps say the fan has already. The same object as long as that is the same: each plan is worked out for it. */
export function buyerIn(cart: Cart | null): Buyer {
  const isAsked = cart !== null && cart.state === 'choosing' && cart.forOrderId === null;
  const caps = isAsked ? cart.quote.findings.filter(({ code }) => code.startsWith('cap.')) : [];
  const key = JSON.stringify(caps.map(({ code, params }) => [code, params]));
  if (key !== last.key) last = { key, buyer: buyerOf(caps) };
  return last.buyer;
}

function buyerOf(caps: readonly Finding[]): Buyer {
  const seats = caps.filter(({ code }) => code === 'cap.seats_per_event');
  return {
    ...nobody,
    seatsByEvent: new Map(seats.map(({ params }) => [String(params.eventCode), Number(params.already)])),
    eventCount: Number(caps.find(({ code }) => code === 'cap.events')?.params.already ?? 0),
    planCount: Number(caps.find(({ code }) => code === 'cap.plans')?.params.cap ?? 0),
  };
}
