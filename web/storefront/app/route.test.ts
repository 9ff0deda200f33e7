import { describe, expect, it } from 'vitest';
import { parsePath, pathOf, type Route } from './route.ts';

const routes: Route[] = [
  { step: 'home' },
  { step: 'choose', packId: null },
  { step: 'choose', packId: 'a/b c?' },
  { step: 'seats', eventCode: null },
  { step: 'seats', eventCode: 'GSW 05#1' },
  { step: 'add-ons' },
  { step: 'review' },
  { step: 'pay' },
  { step: 'orders', orderId: null },
  { step: 'orders', orderId: '01a2' },
  { step: 'sign-in' },
];

describe('an address', () => {
  it.each(routes.map((route) => [pathOf(route), route] as const))('%s leads where it was made for', (path, route) => {
    expect(parsePath(path)).toEqual(route);
  });

  it('may end with a slash', () => {
    expect(parsePath('/choose/')).toEqual({ step: 'choose', packId: null });
    expect(parsePath('/orders/1/')).toEqual({ step: 'orders', orderId: '1' });
  });

  it.each(['/nowhere', '/choose/a/b', '/pay/1', '/seats//', '/constructor'])('%s leads nowhere', (path) => {
    expect(parsePath(path)).toEqual({ step: 'missing' });
  });

  it('that is not well encoded is not an error', () => {
    expect(parsePath('/seats/%zz')).toEqual({ step: 'seats', eventCode: '\uFFFD' });
  });
});
