import { describe, expect, it } from 'vitest';
import { answerToKeep } from './webhooks.answer.service.ts';

describe('of an answer is kept', () => {
  it.each([
    ['thanks', 'thanks'],
    ['', null],
    [' \n\t ', null],
    ['a\u0000b\r\nc', 'a b c'],
    ['order 0190a0a0-0000-7000-8000-00000000000a taken', 'order 0190a0a0-0000-7000-8000-00000000000a taken'],
    ['<html><body>Not found</body></html>', '<html><body>Not found</body></html>'],
  ])('%j as %j', (given, kept) => {
    expect(answerToKeep(given)).toBe(kept);
  });

  it.each([
    '{"api_key":"k-1234"}',
    '{"password": "hunter2"}',
    'Authorization: Bearer abcdef.ghi',
    'your secret is whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'we expected v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN',
    'hello fan@example.test',
    'token=zzz&x=1',
    'session eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9xyz',
  ])('nothing secret or of a person: %s', (given) => {
    const kept = answerToKeep(given) ?? '';
    expect(kept).toContain('[removed]');
    expect(kept).not.toMatch(/k-1234|hunter2|abcdef\.ghi|MfKQ9|K5oZ|fan@|zzz|eyJ/);
  });

  it('the beginning, and no half of a secret at its end', () => {
    expect(answerToKeep('x'.repeat(20).concat(' ').repeat(50))).toHaveLength(500);
    const kept = answerToKeep(`${'a b '.repeat(122)}"secret":"${'s'.repeat(300)}"`) ?? '';
    expect(kept).not.toContain('ss');
  });
});
