import { expect, it } from 'vitest';
import { frameAddress, readMessage } from './card-frame.ts';

it.each([
  [{ cardForm: 1, type: 'ready' }, { type: 'ready' }],
  [
    { cardForm: 1, type: 'height', px: 210.2 },
    { type: 'height', px: 211 },
  ],
  [
    { cardForm: 1, type: 'height', px: 9_999_999 },
    { type: 'height', px: 1_200 },
  ],
  [
    { cardForm: 1, type: 'token', token: 'tok_1', lastFour: '4242', number: 'never' },
    { type: 'token', token: 'tok_1', lastFour: '4242' },
  ],
])('%j is a message of the form', (data, message) => expect(readMessage(data)).toEqual(message));

it.each([
  'token',
  null,
  { type: 'token', token: 'tok_1' },
  { cardForm: 1, type: 'token', token: '' },
  { cardForm: 1, type: 'token', token: 'x'.repeat(501) },
  { cardForm: 1, type: 'height', px: '100' },
  { cardForm: 1, type: 'navigate' },
])('%j is none', (data) => expect(readMessage(data)).toBeNull());

it('the form is told who frames it and in which language', () => {
  expect(frameAddress('https://pay.example/card-form?dsn=a', 'https://shop.example', 'fr')).toBe(
    'https://pay.example/card-form?dsn=a&origin=https%3A%2F%2Fshop.example&locale=fr',
  );
});
