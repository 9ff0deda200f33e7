import { useMemo } from 'react';
import type { OfferAddOn } from '../../../shared/contract/catalog.ts';
import { useCart, useShop } from '../app/state.ts';

export type Extras = {
  /** Something to choose or to know, so that the step is worth showing. */
  hasExtras: boolean;
  chosen: readonly OfferAddOn[];
  forced: readonly OfferAddOn[];
  information: readonly OfferAddOn[];
};

const nothing: Extras = { hasExtras: false, chosen: [], forced: [], information: [] };

/** The add-ons that go with the cart's plan and games. */
export function useExtras(): Extras {
  const { offer } = useShop();
  const { cart } = useCart();
  return useMemo(() => {
    // what is added to a package has none, and a cart of an offer that is gone keeps those it has
    if (offer.state !== 'open' || cart === null || cart.forOrderId !== null) return nothing;
    if (cart.state !== 'choosing' && cart.program.id !== offer.release.programId) return nothing;
    const games = new Set(cart.events.map(({ eventCode }) => eventCode));
    const hasSuite = cart.events.some(({ suiteId }) => suiteId !== null);
    const mine = offer.addOns.filter(
      ({ kind, onlyPackIds, onlyEventCodes }) =>
        (onlyPackIds?.includes(cart.packId ?? '') ?? true) &&
        (onlyEventCodes?.some((code) => games.has(code)) ?? true) &&
        (kind !== 'overflow' || hasSuite),
    );
    const chosen = mine.filter(({ kind, cents }) => (kind === 'optional' || kind === 'overflow') && cents !== null);
    const information = mine.filter(({ kind }) => kind === 'informational');
    const forced = mine.filter(({ kind }) => kind === 'forced');
    return { hasExtras: chosen.length + information.length > 0, chosen, forced, information };
  }, [offer, cart]);
}
