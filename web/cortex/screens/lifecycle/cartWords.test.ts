import { describe, expect, it } from 'vitest';
import { cartsInWords } from './cartWords.ts';

describe('what becomes of carts', () => {
  it('says that held seats keep their offer, however many hold some', () => {
    expect(cartsInWords({ choosing: 0, holding: 1, paying: 0 }, false)).toEqual([
      '1 cart holds seats: they keep the offer and the prices they started with.',
    ]);
    expect(cartsInWords({ choosing: 2, holding: 3, paying: 1 }, false)).toEqual([
      '3 carts hold seats: they keep the offer and the prices they started with.',
      '1 cart is paying: the vendor finishes these sales as they are.',
      '2 carts are still choosing and hold nothing: fans are shown what changed in their choice.',
    ]);
  });

  it('tells those who only choose that the store closes', () => {
    expect(cartsInWords({ choosing: 1, holding: 0, paying: 0 }, true)).toEqual([
      '1 cart is still choosing and holds nothing: fans are told that the store is closed.',
    ]);
  });

  it('says when there is nobody', () => {
    expect(cartsInWords({ choosing: 0, holding: 0, paying: 0 }, false)).toEqual(['Nobody is buying at this moment.']);
  });
});
