import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPasswordFault, normalizePassword } from './passwords.ts';

const owner = { email: 'maria.gonzalez@warriors-tickets.example', name: 'María González' };
const faultOf = (password: string) => findPasswordFault(password, owner);

describe('length', () => {
  test('fourteen characters are too short and fifteen are enough', () => {
    expect(faultOf('vexing-kiln-ju')).toBe('password.too_short');
    expect(faultOf('vexing-kiln-jum')).toBeNull();
  });
  test('two hundred characters are allowed and one more is not', () => {
    const long = Array.from({ length: 67 }, (_, index) =>
      String.fromCodePoint(0x4e00 + index * 37, 0x5e00 + index * 53, 0x6e00 + index * 71),
    ).join('');
    expect(faultOf(long.slice(0, 200))).toBeNull();
    expect(faultOf(long)).toBe('password.too_long');
  });
  test('a character outside the basic plane counts once', () => {
    expect(faultOf('🐙🦊🐝🦉🐳🦔🐢🦜🐌🦂🐊🦥🐪🦦')).toBe('password.too_short');
  });
  test('compatibility forms count as the characters they stand for', () => {
    expect(normalizePassword('ﬁ①Å')).toBe('fi1Å');
    expect(faultOf('ﬃ ﬃ vexing')).toBe('password.too_short');
    expect(faultOf('ﬃx ﬃy vexing')).toBeNull();
  });
});

describe('easy guesses are refused', () => {
  test.each([
    'passwordpassword',
    'Password123456789!',
    'P@ssw0rd-P@ssw0rd',
    'aaaaaaaaaaaaaaaaaaaa',
    '123456789012345678',
    'qwertyuiopasdfghjkl',
    'abcdefghijklmnopqrs',
    'zyxwvutsrqponmlkj',
    '1q2w3e 1q2w3e 1q2w3e 1q2w3e',
    'Kx9q!Kx9q!Kx9q!Kx9q!',
    'correct horse battery staple',
    'correcthorsebatterystaple',
    'iloveyouforever2026',
    'this is my password',
    'maytheforcebewithyou',
    'letmeinletmeinletmein',
  ])('%s', (password) => {
    expect(faultOf(password)).toBe('password.too_common');
  });
});

describe('words of the person and the product are refused', () => {
  test.each([
    'maria.gonzalez@warriors-tickets.example',
    'MariaGonzalez2026!',
    'María-González-María',
    'warriors-tickets-2026',
    'AttendFlexAttendFlex',
    'cortexticketsflex!!!!',
  ])('%s', (password) => {
    expect(faultOf(password)).toBe('password.too_common');
  });
  test('they are no secret only to their owner', () => {
    expect(faultOf('gonzalez bricklane')).toBeNull();
    expect(findPasswordFault('hrvoje.kovacevic@adria', { email: 'hrvoje.kovacevic@adria.example', name: 'H' })).toBe(
      'password.too_common',
    );
    expect(findPasswordFault('hrvoje.kovacevic@adria', owner)).toBeNull();
  });
});

describe('good ones are taken', () => {
  test.each([
    'marble tugboat under lamplight',
    'le chat dort sous la table verte',
    'seventeen pelicans queue politely',
    'J7f-qs2-Lm9-ztx',
    'колодец на краю степи',
    '静かな湖畔の森の影から男と女の声がする',
  ])('%s', (password) => {
    expect(faultOf(password)).toBeNull();
  });
  test('of any composition: random letters are never called common', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'bcdfghjkmnpqrtvwxyz'), minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(letters, (password) => {
        fc.pre(new Set(password).size >= 12);
        expect(faultOf(password)).toBeNull();
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });
});

test('any text gets an answer', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (password) => {
      expect(['password.too_short', 'password.too_long', 'password.too_common', null]).toContain(faultOf(password));
    }),
    { seed: 20261121 },
  );
});
