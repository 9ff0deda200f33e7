import { describe, expect, it } from 'vitest';
import { isAddress, isDomain, readAddresses, withoutAddresses } from './addresses.ts';

describe('pasted addresses', () => {
  it('are read from lines, commas, semicolons, tabs and spaces, in lower case', () => {
    const { added } = readAddresses(
      'Ann@Team.com, bob@team.com;cy@team.com\ndee@team.com\r\neve@team.com\tflo@team.com',
      [],
    );
    expect(added).toEqual(['ann', 'bob', 'cy', 'dee', 'eve', 'flo'].map((name) => `${name}@team.com`));
  });

  it('are taken out of what a mail program copies', () => {
    const { added, refused } = readAddresses(
      'Ann Smith <ann@team.com>; "Bob, Jr" <bob@team.com>, mailto:cy@team.com',
      [],
    );
    expect(added).toEqual(['ann@team.com', 'bob@team.com', 'cy@team.com']);
    expect(refused).toEqual(['bob']);
  });

  it('are added once, and those that are there or come twice are counted', () => {
    const pasted = readAddresses('a@team.com b@team.com A@team.com c@team.com', ['c@team.com']);
    expect(pasted).toEqual({ added: ['a@team.com', 'b@team.com'], knownCount: 2, refused: [] });
  });

  it('that are none are said, each once', () => {
    const pasted = readAddresses('Email\nann@team\n@team.com\nann@team\nok@team.com', []);
    expect(pasted.added).toEqual(['ok@team.com']);
    expect(pasted.refused).toEqual(['email', 'ann@team', '@team.com']);
  });

  it('are read by the ten thousand', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `fan${index}@team.com`).join('\n');
    expect(readAddresses(text, ['fan7@team.com'])).toMatchObject({ knownCount: 1, refused: [] });
  });

  it('take others out of the list', () => {
    expect(withoutAddresses(['a@team.com', 'b@team.com'], 'B@team.com, x@team.com')).toEqual(['a@team.com']);
  });
});

describe('an address', () => {
  it.each(['a@b.co', "o'neil@team.com", 'first.last+tag@mail.team.co.uk', 'x_y-z@a-b.org'])('is %s', (text) => {
    expect(isAddress(text)).toBe(true);
  });

  it.each([
    'a@b',
    'a b@c.com',
    '.a@b.com',
    'a..b@c.com',
    'a.@b.com',
    'a@-b.com',
    'a@b.c1',
    'a@@b.com',
    `${'a'.repeat(250)}@b.com`,
  ])('is not %s', (text) => {
    expect(isAddress(text)).toBe(false);
  });
});

it('a domain is a whole one, or the end of many', () => {
  expect(['berkeley.edu', '.edu', 'edu', 'a.b-c.org'].every(isDomain)).toBe(true);
  expect(['@team.com', 'team..com', 'team.com/', 'te am.com', ''].some(isDomain)).toBe(false);
});
