import { DatabaseError } from 'pg';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { problem } from '../problem.ts';
import { faultFacts, fieldErrors, toProblem } from './errors.ts';

function databaseError(code: string, more: object = {}): DatabaseError {
  return Object.assign(new DatabaseError('a message', 10, 'error'), { code, ...more });
}
function coded(code: string, more: object = {}): Error {
  return Object.assign(new Error('a message'), { code, ...more });
}

describe('whatever is thrown', () => {
  it.each([
    ['a problem', problem('store.not_found'), 'store.not_found'],
    ['an error', new Error('a message'), 'server.failed'],
    ['a text', 'a message', 'server.failed'],
    ['nothing', undefined, 'server.failed'],
    ['a connection the database refuses', coded('ECONNREFUSED'), 'server.unavailable'],
    ['a connection that broke', coded('ECONNRESET'), 'server.unavailable'],
    ['a connection that ended', new Error('Connection terminated unexpectedly'), 'server.unavailable'],
    ['a database that shuts down', databaseError('57P01'), 'server.unavailable'],
    ['a database without a free connection', databaseError('53300'), 'server.unavailable'],
    ['a statement that took too long', databaseError('57014'), 'server.unavailable'],
    ['a deadlock', databaseError('40P01'), 'server.unavailable'],
    ['a broken constraint', databaseError('23505'), 'server.failed'],
    ['a fault in a statement', databaseError('42601'), 'server.failed'],
    ['a client that went away', coded('ECONNRESET', { statusCode: 400 }), 'request.malformed'],
    ['a body that is too large', coded('FST_ERR_CTP_BODY_TOO_LARGE'), 'request.too_large'],
    ['an error of the framework that we do not know', coded('FST_ERR_NEW'), 'server.failed'],
  ])('%s becomes a problem', (_name, thrown, code) => {
    expect(toProblem(thrown, 1_000).code).toBe(code);
  });

  it('keeps its cause for the log, and says nothing of it in the answer', () => {
    const cause = new Error('secret internals');
    const found = toProblem(cause);
    expect(found.cause).toBe(cause);
    expect(found.message).not.toContain('secret');
  });
});

describe('errors of fields', () => {
  const errorsOf = (schema: z.ZodType, value: unknown) => {
    const { error } = schema.safeParse(value);
    return error === undefined ? [] : fieldErrors('body', error);
  };

  it('are at JSON pointers, with slashes and tildes escaped', () => {
    const schema = z.strictObject({ 'a/b': z.strictObject({ 'c~d': z.array(z.int()) }) });
    expect(errorsOf(schema, { 'a/b': { 'c~d': [1, 'x'] } }).map(({ at }) => at)).toEqual(['/body/a~1b/c~0d/1']);
    expect(errorsOf(schema, { 'a/b': { 'c~d': [] }, 'x/y': 1 }).map(({ at }) => at)).toEqual(['/body/x~1y']);
  });

  it('never repeat the value', () => {
    const schema = z.strictObject({ password: z.string().min(8), role: z.enum(['a', 'b']), at: z.iso.datetime() });
    const errors = errorsOf(schema, { password: 'S3CRET', role: 'S3CRET', at: 'S3CRET' });
    expect(errors.length).toBe(3);
    expect(JSON.stringify(errors)).not.toContain('S3CRET');
  });

  it('are at most fifty, each with a short place', () => {
    const errors = errorsOf(z.strictObject({}), Object.fromEntries([[`${'k'.repeat(9_999)}\ud83d\ude00`, 1]]));
    expect(errors[0]?.at.length).toBeLessThan(210);
    expect(errorsOf(z.array(z.int()), Array(1_000).fill('x')).length).toBe(50);
  });
});

describe('a fault in the log', () => {
  it('has type, code, message, stack and cause', () => {
    const facts = faultFacts(new TypeError('outer', { cause: coded('E_INNER') }));
    expect(facts).toMatchObject({
      type: 'TypeError',
      message: 'outer',
      cause: { code: 'E_INNER', message: 'a message' },
    });
    expect(String(facts.stack)).toContain('errors.test.ts');
  });

  it('of the database has no values of rows or parameters', () => {
    const unique = databaseError('23505', {
      detail: 'Key (email)=(S3CRET) already exists.',
      where: 'S3CRET',
      hint: 'S3CRET',
      table: 'staff',
      constraint: 'staff_email_key',
    });
    expect(faultFacts(unique)).toMatchObject({ code: '23505', table: 'staff', constraint: 'staff_email_key' });
    const unreadable = databaseError('22P02');
    unreadable.message = 'invalid input syntax for type uuid: "S3CRET"';
    unreadable.stack = `error: ${unreadable.message}\n    at query (db.ts:1:1)`;
    expect(faultFacts(unreadable)).toMatchObject({ code: '22P02', stack: expect.stringContaining('at query') });
    expect(JSON.stringify([faultFacts(unique), faultFacts(unreadable)])).not.toContain('S3CRET');
  });

  it('that is no error is only its kind', () => {
    expect(faultFacts('S3CRET')).toEqual({ type: 'string' });
  });
});
