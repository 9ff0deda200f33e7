import { describe, expect, it } from 'vitest';
import { ApiProblem, connectionFailed, fieldErrors, isProblem, problemFacts } from './problem.ts';

function problemWith(errors: { at: string; message: string }[]): ApiProblem {
  return new ApiProblem({
    code: 'request.invalid',
    status: 400,
    title: 'The request is not valid',
    detail: 'See the fields.',
    requestId: 'r-1',
    params: {},
    errors: errors.map((error) => ({ ...error, code: 'custom' })),
  });
}

describe('field errors', () => {
  it('are found by the path of the field, the first one of each', () => {
    const problem = problemWith([
      { at: '/body/name', message: 'first' },
      { at: '/body/name', message: 'second' },
      { at: '/body/hosts/0/host', message: 'third' },
    ]);
    expect(fieldErrors(problem)).toEqual({ name: 'first', 'hosts.0.host': 'third' });
  });

  it('about anything but the body belong to no field', () => {
    expect(fieldErrors(problemWith([{ at: '/query/limit', message: 'too many' }]))).toEqual({});
    expect(fieldErrors(problemWith([{ at: '/body', message: 'not an object' }]))).toEqual({});
    expect(fieldErrors(new Error('no problem at all'))).toEqual({});
  });
});

describe('a problem', () => {
  it('is told by its code', () => {
    const problem = problemWith([]);
    expect(isProblem(problem)).toBe(true);
    expect(isProblem(problem, 'request.invalid', 'version.stale')).toBe(true);
    expect(isProblem(problem, 'version.stale')).toBe(false);
    expect(isProblem(new Error('other'), 'version.stale')).toBe(false);
  });

  it('is made of anything that was thrown, so that a screen can always say something', () => {
    expect(problemFacts(connectionFailed(new TypeError('fetch failed'))).code).toBe('connection.failed');
    expect(problemFacts(new Error('a bug'))).toMatchObject({ title: 'This screen failed', requestId: null });
  });
});
