import { describe, expect, it } from 'vitest';
import { isReservedHost, readHost } from './hosts.ts';

describe('readHost', () => {
  it.each([
    ['tickets.example.com', 'tickets.example.com'],
    [' Tickets.Example.COM ', 'tickets.example.com'],
    ['billets.équipe.fr', 'billets.xn--quipe-9ra.fr'],
    ['xn--quipe-9ra.fr', 'xn--quipe-9ra.fr'],
    ['a-b.c1.co', 'a-b.c1.co'],
    [`${'a'.repeat(63)}.com`, `${'a'.repeat(63)}.com`],
  ])('%s is stored as %s', (typed, stored) => expect(readHost(typed)).toBe(stored));

  it.each([
    '',
    'localhost',
    'https://tickets.example.com',
    'tickets.example.com/path',
    'tickets.example.com:8080',
    'tickets.example.com.',
    'user@example.com',
    'tickets..example.com',
    '-tickets.example.com',
    'tickets-.example.com',
    'tick_ets.example.com',
    'tickets.example.com?x',
    'tick%65ts.example.com',
    'tick ets.example.com',
    'tickets.example.com\r\nx: y',
    '*.example.com',
    '127.0.0.1',
    '0x7f.1',
    '[::1]',
    'xn--a.example.com',
    `${'a'.repeat(64)}.com`,
    `${'a.'.repeat(127)}com`,
  ])('"%s" is not a host name', (typed) => expect(readHost(typed)).toBeNull());
});

describe('isReservedHost', () => {
  it.each(['warriors.localhost', 'tickets.test', 'printer.local', '1.in-addr.arpa', 'shop.example'])('%s is', (host) =>
    expect(isReservedHost(host)).toBe(true),
  );
  it.each(['tickets.example.com', 'test.com', 'local.team.org'])('%s is not', (host) =>
    expect(isReservedHost(host)).toBe(false),
  );
});
