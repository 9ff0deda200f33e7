/** The figures of docs/rules/insights.md, counted one by one from what happened, without a database. */

export type GameStory = { eventCode: string; tier: string | null; fate: 'none' | 'held' | 'lost' | 'refused' | 'gone' };
export type CartStory = {
  begunAt: number;
  programId: string;
  choiceId: string | null;
  partySize: number;
  addsToOrder: boolean;
  games: GameStory[];
  hasPaid: boolean;
  end: 'bought' | 'open' | 'ended';
};
export type OrderStory = {
  soldAt: number;
  programId: string;
  choiceId: string | null;
  feesCents: number;
  seats: { eventCode: string; tier: string | null; amountCents: number; isAddOn: boolean; isBack: boolean }[];
};

type Numbers = Record<string, number>;

/** By which part the figures are: a program, a pack or package of it, a tier of that, an event. */
export type By = 'program' | 'choice' | 'tier' | 'event';

/** The day a clock on the wall shows. */
export function wallDay(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
}

/** Figures that are not zero, by part: a part is what `by` says, joined by blanks, after the day if it is asked for. */
export function countNaively(
  { carts, orders }: { carts: readonly CartStory[]; orders: readonly OrderStory[] },
  of: { by: By; timeZone: string; firstOn: string; lastOn: string; isByDay?: boolean },
): Record<string, Numbers> {
  const found: Record<string, Numbers> = {};
  const note = (at: number, part: string, name: string, count = 1) => {
    const on = wallDay(at, of.timeZone);
    if (on < of.firstOn || on > of.lastOn || count === 0) return;
    const key = of.isByDay === true ? `${on} ${part}` : part;
    const numbers = found[key] ?? {};
    numbers[name] = (numbers[name] ?? 0) + count;
    found[key] = numbers;
  };
  for (const cart of carts) {
    for (const [part, games] of partsOf(cart, of.by)) {
      note(cart.begunAt, part, 'chosen');
      const isHeld = cart.hasPaid || [...games].some(({ fate }) => fate === 'held' || fate === 'lost');
      if (isHeld) note(cart.begunAt, part, 'held');
      if (cart.hasPaid) note(cart.begunAt, part, 'paying');
      const reason = reasonOf(cart, games, isHeld);
      note(cart.begunAt, part, reason);
      if (reason !== 'bought' && reason !== 'open') {
        note(cart.begunAt, part, 'unfinishedSeats', cart.partySize * games.length);
      }
    }
  }
  for (const order of orders) {
    const parts = new Set<string>();
    for (const seat of order.seats) {
      for (const part of partsOfSeat(order, seat, of.by)) {
        parts.add(part);
        note(order.soldAt, part, seat.isAddOn ? 'addOnSeats' : 'seats');
        note(order.soldAt, part, 'grossCents', seat.amountCents);
        if (!seat.isBack) continue;
        if (!seat.isAddOn) note(order.soldAt, part, 'refundedSeats');
        note(order.soldAt, part, 'refundedCents', seat.amountCents);
      }
    }
    if (of.by === 'program') parts.add(order.programId);
    if (of.by === 'choice') parts.add(`${order.programId} ${order.choiceId}`);
    for (const part of parts) note(order.soldAt, part, 'orders');
    if (of.by === 'program') note(order.soldAt, order.programId, 'feesCents', order.feesCents);
    if (of.by === 'choice') note(order.soldAt, `${order.programId} ${order.choiceId}`, 'feesCents', order.feesCents);
  }
  return found;
}

function partsOf(cart: CartStory, by: By): [string, GameStory[]][] {
  if (by === 'event') return cart.games.map((game) => [game.eventCode, [game]]);
  if (cart.addsToOrder) return [];
  if (by === 'program') return [[cart.programId, cart.games]];
  if (by === 'choice') return [[`${cart.programId} ${cart.choiceId}`, cart.games]];
  const tiers = new Set(cart.games.flatMap(({ tier }) => (tier === null ? [] : [tier])));
  return [...tiers].map((tier) => [
    `${cart.programId} ${cart.choiceId} ${tier}`,
    cart.games.filter((game) => game.tier === tier),
  ]);
}

function partsOfSeat(order: OrderStory, seat: OrderStory['seats'][number], by: By): string[] {
  if (by === 'event') return [seat.eventCode];
  if (by === 'program') return [order.programId];
  if (by === 'choice') return [`${order.programId} ${order.choiceId}`];
  return seat.tier === null || seat.isAddOn ? [] : [`${order.programId} ${order.choiceId} ${seat.tier}`];
}

function reasonOf(cart: CartStory, games: readonly GameStory[], isHeld: boolean): string {
  if (cart.end !== 'ended') return cart.end;
  if (cart.hasPaid) return 'notPaid';
  if (isHeld) return games.some(({ fate }) => fate === 'lost') ? 'expired' : 'letGo';
  if (games.some(({ fate }) => fate === 'refused')) return 'refused';
  return games.some(({ fate }) => fate === 'gone') ? 'seatsGone' : 'neverHeld';
}
