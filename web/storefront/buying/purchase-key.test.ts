import { beforeEach, expect, it, vi } from 'vitest';
import { keepIn } from './keeping.ts';
import { purchaseKey } from './purchase-key.ts';

beforeEach(() => sessionStorage.clear());

it('a cart keeps its key over clicks and reloads', () => {
  const key = purchaseKey('cart-1').take();
  expect(key).toMatch(/^[0-9a-f-]{36}$/);
  const reloaded = purchaseKey('cart-1');
  expect([reloaded.isTaken(), reloaded.take(), reloaded.take()]).toEqual([true, key, key]);
});

it('another cart, and the next try after one that sold nothing, have another key', () => {
  const first = purchaseKey('cart-1');
  const key = first.take();
  expect(purchaseKey('cart-2').take()).not.toBe(key);
  first.drop();
  expect([first.isTaken(), purchaseKey('cart-1').isTaken()]).toEqual([false, false]);
  expect(first.take()).not.toBe(key);
});

it('a browser that keeps nothing has one key as long as the page is open', () => {
  const broken = keepIn<string>(
    'x',
    (value): value is string => typeof value === 'string',
    () => {
      throw new Error('denied');
    },
  );
  const key = purchaseKey('cart-1', broken);
  expect(key.take()).toBe(key.take());
});

it('what is kept but is no key is not used', () => {
  sessionStorage.setItem('flex.pay.cart-1', '{"key":1}');
  expect(purchaseKey('cart-1').isTaken()).toBe(false);
  vi.spyOn(Storage.prototype, 'setItem').mockImplementationOnce(() => {
    throw new Error('full');
  });
  expect(() => purchaseKey('cart-1').take()).not.toThrow();
});
