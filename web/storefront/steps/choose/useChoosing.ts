import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { Choice as CartChoice } from '../../../../shared/contract/carts.ts';
import type { Choice } from '../../../../shared/rules/choice-space.ts';
import { useApp, useCartPart, useOpenOffer, useShop } from '../../app/state.ts';
import { fitting, hindranceIn, makePlan, markChosen, type Plan } from './plan.ts';
import { buyerIn } from './useCaps.ts';

export type Choosing = {
  /** What is chosen is as it is now; what that comes to follows a moment later, where it takes long to work out. */
  plan: Plan | null;
  /** The plan as it was worked out last. */
  settled: Plan | null;
  choice: CartChoice;
  suiteId: string | null;
  toggle: (eventCode: string) => void;
  setParty: (partySize: number) => void;
  setAccessible: (accessibleSeats: number) => void;
  setSuite: (suiteId: string, partySize: number) => void;
  /** Takes the choice as it is shown, also when nothing was changed. False: it cannot be bought as it is. */
  confirm: () => boolean;
};

/** The fan's choice within a pack, a package or a plan of their own. Each change goes to the cart. */
export function useChoosing(within: Choice, isWhole: boolean): Choosing {
  const app = useApp();
  const shop = useShop();
  const { program } = useOpenOffer();
  const known = useCartPart((state) => state.choice);
  const buyer = useCartPart((state) => buyerIn(state.cart));
  const { put } = app.cart;
  const { packId, packageId } = within;
  const { min, max } = program.partySize;
  const [wanted, setWanted] = useState<string | null>(null);
  const suiteId = known?.events[0]?.suiteId ?? wanted;
  const choice = useMemo(
    () => choiceWithin(shop, { packId, packageId }, known, { isWhole, min, max, suiteId }),
    [shop, packId, packageId, known, isWhole, min, max, suiteId],
  );
  const answered = useDeferredValue(choice);
  const settled = useMemo(
    () => makePlan(shop, { packId, packageId }, answered, { suiteId, buyer }),
    [shop, packId, packageId, answered, suiteId, buyer],
  );
  const plan = useMemo(() => (settled === null ? null : markChosen(shop, settled, choice)), [shop, settled, choice]);
  // it asks for the choice when it is called, so that it stays the same for the cards
  const toggle = useCallback(
    (eventCode: string) => {
      const { choice: latest, cart } = app.cart.state.get();
      const sold = app.shop.get();
      const now = choiceWithin(sold, { packId, packageId }, latest, { isWhole, min, max, suiteId });
      // what is shown may be of a moment ago: the tap before this one may have filled the plan
      const of = { suiteId, buyer: buyerIn(cart) };
      if (hindranceIn(sold, now, eventCode, of) !== null && !hasGame(now, eventCode)) return;
      app.cart.put({ ...now, events: toggled(now.events, { eventCode, suiteId }) });
    },
    [app, packId, packageId, isWhole, min, max, suiteId],
  );
  return {
    plan,
    settled,
    choice,
    suiteId,
    toggle,
    setParty(partySize) {
      put({ ...choice, partySize, accessibleSeats: Math.min(choice.accessibleSeats ?? 0, partySize) });
    },
    setAccessible(accessibleSeats) {
      put({ ...choice, accessibleSeats });
    },
    setSuite(id, partySize) {
      setWanted(id);
      put({ ...choice, partySize, events: choice.events.map((event) => ({ ...event, suiteId: id })) });
    },
    confirm() {
      // a game may have been given back since the plan was worked out
      const now = answered === choice ? settled : makePlan(shop, { packId, packageId }, choice, { suiteId, buyer });
      if (now?.isComplete !== true) return false;
      if (JSON.stringify(known) !== JSON.stringify(choice)) put(choice);
      return true;
    },
  };
}

function hasGame({ events }: CartChoice, code: string): boolean {
  return events.some(({ eventCode }) => eventCode === code);
}

function toggled(events: CartChoice['events'], one: CartChoice['events'][number]): CartChoice['events'] {
  const others = events.filter(({ eventCode }) => eventCode !== one.eventCode);
  return others.length < events.length ? others : [...events, one];
}

type Limits = { isWhole: boolean; min: number; max: number; suiteId: string | null };

/** What of the cart's choice holds here: all of it in the same pack, the games that fit in another. A package is whole. */
function choiceWithin(
  shop: Parameters<typeof fitting>[0],
  within: Choice,
  known: CartChoice | null,
  { isWhole, min, max, suiteId }: Limits,
): CartChoice {
  const { packId, packageId } = within;
  const partySize = Math.min(max, Math.max(min, known?.partySize ?? Math.max(min, 2)));
  const isHere = known !== null && known.packId === packId && known.packageId === packageId && known.forOrderId == null;
  const base: CartChoice = {
    packId,
    packageId,
    partySize,
    accessibleSeats: Math.min(known?.accessibleSeats ?? 0, partySize),
    events: [],
    addOns: isHere ? (known.addOns ?? []) : [],
    forOrderId: null,
  };
  if (isWhole) {
    const codes = wholeOf(shop, packageId);
    return { ...base, events: codes.map((eventCode) => ({ eventCode, suiteId })) };
  }
  if (isHere) return { ...base, events: known.events.filter(({ eventCode }) => isOffered(shop, eventCode)) };
  const carried = known?.forOrderId == null ? (known?.events ?? []).map(({ eventCode }) => eventCode) : [];
  return { ...base, events: fitting(shop, within, carried).map((eventCode) => ({ eventCode, suiteId })) };
}

/** A game that has left the offer leaves the choice; the news say so. */
function isOffered({ offer }: Parameters<typeof fitting>[0], eventCode: string): boolean {
  return offer.state === 'open' && offer.events.some(({ code }) => code === eventCode);
}

function wholeOf({ offer }: Parameters<typeof fitting>[0], packageId: string | null): string[] {
  if (offer.state !== 'open') return [];
  const found = offer.packages.find(({ id }) => id === packageId);
  const codes = [...offer.events.map(({ code }) => code), ...offer.gone];
  return (found?.events ?? []).flatMap((place) => codes[place] ?? []);
}
