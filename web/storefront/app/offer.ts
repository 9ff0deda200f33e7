import type { OfferCopy } from '../../../shared/contract/catalog.copy.ts';
import type { Availability, Offer } from '../../../shared/contract/catalog.ts';
import { call } from '../../api/client.ts';
import { isProblem } from '../../api/problem.ts';
import type { CartDesk } from './cart.ts';
import { freeCodesOf, type Shop } from './shop.ts';
import type { Store } from './store.ts';

export type OfferDesk = {
  /** Reads the offer, its texts and its free seats again. While seats are held the offer they were held with stays. */
  refresh: () => Promise<void>;
  /** Reads the free seats. */
  refreshAvailability: () => Promise<void>;
};

type Read = { offer: Offer; copy: OfferCopy; availability: Availability };

export function makeOfferDesk(shop: Store<Shop>, cart: CartDesk): OfferDesk {
  const { storeKey } = shop.get();
  let wanted = 0;
  const refresh = async () => {
    if (isHeld(cart)) return;
    wanted += 1;
    const mine = wanted;
    const read = await readOffer(storeKey).catch(() => null);
    if (read === null || mine !== wanted || isHeld(cart)) return;
    const { offer, copy, availability } = read;
    shop.set((before) => ({
      ...before,
      offer,
      copy,
      availability,
      free: freeCodesOf(availability),
      at: Date.now(),
    }));
  };
  return {
    refresh,
    async refreshAvailability() {
      if (shop.get().isPreview) return;
      const availability = await readAvailability(storeKey, await setOf(storeKey)).catch(() => null);
      if (availability !== null) shop.set((before) => ({ ...before, availability, free: freeCodesOf(availability) }));
    },
  };
}

function isHeld({ state }: CartDesk): boolean {
  const { cart } = state.get();
  return cart !== null && cart.state !== 'choosing';
}

/** The set of whoever looks, when it is another than everybody's. Another one that is signed in meanwhile is asked for anew. */
async function readOffer(storeKey: string): Promise<Read> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const setHash = await setOf(storeKey);
      const [offer, copy, availability] = await Promise.all([
        readSetOffer(storeKey, setHash),
        readCopy(storeKey, setHash),
        readAvailability(storeKey, setHash),
      ]);
      return { offer, copy, availability };
    } catch (error) {
      if (attempt > 0 || !isProblem(error, 'offer.not_yours')) throw error;
    }
  }
}

async function setOf(storeKey: string): Promise<string | null> {
  const { set, isForEverybody } = await call('GET /api/stores/{storeKey}/offer/set', { params: { storeKey } });
  return isForEverybody ? null : set;
}

function readSetOffer(storeKey: string, setHash: string | null): Promise<Offer> {
  return setHash === null
    ? call('GET /api/stores/{storeKey}/offer', { params: { storeKey } })
    : call('GET /api/stores/{storeKey}/offers/{setHash}', { params: { storeKey, setHash } });
}

function readCopy(storeKey: string, setHash: string | null): Promise<OfferCopy> {
  return setHash === null
    ? call('GET /api/stores/{storeKey}/offer/copy', { params: { storeKey } })
    : call('GET /api/stores/{storeKey}/offers/{setHash}/copy', { params: { storeKey, setHash } });
}

function readAvailability(storeKey: string, setHash: string | null): Promise<Availability> {
  return setHash === null
    ? call('GET /api/stores/{storeKey}/offer/availability', { params: { storeKey } })
    : call('GET /api/stores/{storeKey}/offers/{setHash}/availability', { params: { storeKey, setHash } });
}
