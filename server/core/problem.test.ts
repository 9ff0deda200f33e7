import { describe, expect, it } from 'vitest';
import { isProblem, problem, problemBody } from './problem.ts';

describe('a problem', () => {
  it('fills its detail from its params, and leads to its entry in the documentation', () => {
    const body = problemBody(problem('request.rate_limited', { seconds: 12 }), 'request-1');
    expect(body).toEqual({
      type: '/api/docs/problems#request.rate_limited',
      title: 'Too many requests',
      status: 429,
      detail: 'Wait 12 seconds and try again.',
      code: 'request.rate_limited',
      instance: 'request-1',
      params: { seconds: 12 },
    });
  });

  it('does not compile without what its detail names', () => {
    const needsSeconds: [code: 'request.rate_limited'] extends Parameters<typeof problem<'request.rate_limited'>>
      ? false
      : true = true;
    const needsNothing: [code: 'store.not_found'] extends Parameters<typeof problem<'store.not_found'>> ? true : false =
      true;
    expect([needsSeconds, needsNothing]).toEqual([true, true]);
  });

  it('is told from others by its code', () => {
    expect(isProblem(problem('store.not_found'), 'store.not_found')).toBe(true);
    expect(isProblem(problem('store.not_found'), 'client.not_found')).toBe(false);
    expect(isProblem(new Error('store.not_found'), 'store.not_found')).toBe(false);
  });
});
