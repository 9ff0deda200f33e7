import { type Keeping, keepIn } from './keeping.ts';

/**
 * The Idempotency-Key of a cart's purchase: the same for every try whose outcome is not known, over reloads too, so that
 * nothing is bought twice. When a try has certainly sold nothing the next one has another.
 */
export type PurchaseKey = { take: () => string; isTaken: () => boolean; drop: () => void };

export function purchaseKey(cartId: string, keeping: Keeping<string> = keptKey(cartId)): PurchaseKey {
  let known = keeping.read();
  return {
    take() {
      known ??= keeping.read() ?? crypto.randomUUID();
      keeping.write(known);
      return known;
    },
    isTaken: () => known !== null,
    drop() {
      known = null;
      keeping.write(null);
    },
  };
}

function keptKey(cartId: string): Keeping<string> {
  return keepIn(`flex.pay.${cartId}`, (value): value is string => typeof value === 'string' && value.length >= 8);
}
