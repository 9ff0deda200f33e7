import type { Cart } from '../../../shared/contract/carts.ts';
import type { App } from './context.ts';
import type { Shop } from './shop.ts';

type Pinned = Pick<Shop, 'offer' | 'copy'>;

/**
 * Whoever holds seats goes on with the offer they were held with, also over a reload and after the team has switched to
 * another. Afterwards the offer of now is read. Answers how to stop.
 */
export function keepPin({ shop, cart, offers }: Pick<App, 'shop' | 'cart' | 'offers'>): () => void {
  const name = `flex.offer.${shop.get().storeKey}`;
  let wasHeld = false;
  const look = () => {
    const { cart: held } = cart.state.get();
    const isHeld = held !== null && held.state !== 'choosing';
    if (isHeld && !wasHeld) pin(shop.get(), held);
    if (!isHeld && wasHeld) {
      forget(name);
      void offers.refresh();
    }
    wasHeld = isHeld;
  };
  const pin = ({ offer, copy }: Shop, held: Cart) => {
    if (isOf(offer, held)) return write(name, { offer, copy });
    const kept = read(name);
    if (kept !== null && isOf(kept.offer, held)) shop.set((before) => ({ ...before, ...kept }));
  };
  look();
  return cart.state.subscribe(look);
}

function isOf(offer: Shop['offer'], { program }: Cart): boolean {
  return (
    offer.state === 'open' && offer.release.programId === program.id && offer.release.number === program.releaseNumber
  );
}

function read(name: string): Pinned | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(name) ?? 'null');
    return isPinned(kept) ? kept : null;
  } catch {
    return null;
  }
}

function write(name: string, pinned: Pinned): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(pinned));
  } catch {
    // without it a reload shows the offer of now, with the names the server says of the cart
  }
}

function forget(name: string): void {
  try {
    sessionStorage.removeItem(name);
  } catch {
    // nothing was kept
  }
}

/** What this page wrote itself; of another version it would not match the cart. */
function isPinned(kept: unknown): kept is Pinned {
  return typeof kept === 'object' && kept !== null && 'offer' in kept && 'copy' in kept && kept.copy !== null;
}
