import { describe, expect, it } from 'vitest';
import { makeQuotas } from './quota.ts';

const start = Date.UTC(2026, 0, 15, 23, 50);

describe('a minute', () => {
  it('is any 60 seconds: a burst at the end of one calendar minute counts in the next', () => {
    const quotas = makeQuotas(['a'], { perMinute: 3, perDay: 100 });
    const taken = [0, 50_000, 59_000, 59_500, 60_000, 60_001].map((ms) => quotas.take('a', start + ms));
    expect(taken).toEqual([null, null, null, 1, null, 50]);
  });

  it('is not lengthened by calls that were refused', () => {
    const quotas = makeQuotas(['a'], { perMinute: 1, perDay: 100 });
    expect(quotas.take('a', start)).toBe(null);
    for (let ms = 1000; ms < 60_000; ms += 1000) expect(quotas.take('a', start + ms)).toBe(60 - ms / 1000);
    expect(quotas.take('a', start + 60_000)).toBe(null);
    expect(quotas.list(start + 60_000).a).toEqual({
      quota: { perMinute: 1, perDay: 100 },
      usedInMinute: 1,
      usedToday: 2,
    });
  });
});

it('a day is one of UTC, and the wait goes to its end', () => {
  const quotas = makeQuotas(['a'], { perMinute: 100, perDay: 2 });
  expect([0, 1, 2].map((ms) => quotas.take('a', start + ms))).toEqual([null, null, 600]);
  expect(quotas.take('a', start + 600_000)).toBe(null);
  expect(quotas.list(start + 600_000).a?.usedToday).toBe(1);
});

it('every account has its own', () => {
  const quotas = makeQuotas(['a', 'b'], { perMinute: 1, perDay: 9 });
  expect([quotas.take('a', start), quotas.take('a', start), quotas.take('b', start)]).toEqual([null, 60, null]);
  quotas.set(null, 'a');
  expect([quotas.take('a', start), quotas.take('a', start), quotas.take('b', start)]).toEqual([null, null, 60]);
  quotas.set({ perMinute: 0, perDay: 9 });
  expect([quotas.take('a', start), quotas.take('b', start)]).toEqual([60, 60]);
});

it('without a quota nothing is refused, and calls are counted still', () => {
  const quotas = makeQuotas(['a'], null);
  for (let call = 0; call < 200; call += 1) expect(quotas.take('a', start)).toBe(null);
  expect(quotas.list(start).a).toEqual({ quota: null, usedInMinute: 0, usedToday: 200 });
});
