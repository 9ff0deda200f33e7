import { expect, test } from 'vitest';
import { isSecretName, withoutSecrets } from './redact.ts';

test.each([
  'password',
  'newPassword',
  'passwordHash',
  'token',
  'accessToken',
  'refresh_token',
  'X-Api-Key',
  'apiKey',
  'clientSecret',
  'oidc_client_secret',
  'Authorization',
  'set-cookie',
  'privateKey',
])('a field called %s is a secret', (name) => expect(isSecretName(name)).toBe(true));

test.each(['name', 'key', 'storeKey', 'keyId', 'passwordChangedAt', 'tokenizer', 'secretary', 'at', ''])(
  'a field called "%s" is not',
  (name) => expect(isSecretName(name)).toBe(false),
);

test('secrets are replaced at any depth, and what is not secret stays', () => {
  const value = {
    name: 'Ann',
    password: 'x',
    apiKey: null,
    hasPassword: true,
    passwordChangedAt: new Date(0),
    deep: [{ token: { value: 'x' } }, 'text'],
    secret: ['a'],
    bytes: new Uint8Array(3),
    cents: 12n,
    nothing: undefined,
  };
  expect(withoutSecrets(value)).toEqual({
    name: 'Ann',
    password: '[removed]',
    apiKey: null,
    hasPassword: true,
    passwordChangedAt: '1970-01-01T00:00:00.000Z',
    deep: [{ token: '[removed]' }, 'text'],
    secret: '[removed]',
    bytes: '[removed]',
    cents: '12',
  });
});

test('a boolean with a secret name stays, because it tells only that there is one', () => {
  expect(withoutSecrets({ password: true })).toEqual({ password: true });
});

test('characters that PostgreSQL cannot keep become the replacement character', () => {
  expect(withoutSecrets({ cut: 'a\uD83C', nul: 'b\0c', whole: '🏀' })).toEqual({
    cut: 'a\uFFFD',
    nul: 'b\uFFFDc',
    whole: '🏀',
  });
});
