import { expect, test } from 'vitest';
import { redact } from './redaction.ts';

test.each([
  ['bad key abc-123', ['abc-123'], 'bad key [removed]'],
  ['JANE DOE is locked', ['Jane', 'Doe'], '[removed] [removed] is locked'],
  ['mail to someone@example.com.', [], 'mail to [removed]'],
  ['card 4111 1111 1111 1111 declined', [], 'card [removed] declined'],
  ['call 555-123-4567', [], 'call [removed]'],
  ['section 101, row 12, seat 5', [], 'section 101, row 12, seat 5'],
  ['a\tb\n\u0000c', [], 'a b c'],
  ['account-1 and account-12', ['account-1', 'account-12'], '[removed] and [removed]'],
  ['a.c abc', ['a.c'], '[removed] abc'],
  ['a name of one letter is no secret', ['a'], 'a name of one letter is no secret'],
])('"%s" is kept as "%s" of "%s"', (words, secrets, kept) => expect(redact(words, secrets)).toBe(kept));

test('what is kept has an end', () => expect(redact('word '.repeat(100), [])).toHaveLength(200));
