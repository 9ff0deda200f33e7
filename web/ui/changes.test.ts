import { describe, expect, it } from 'vitest';
import { changesBetween, pathInWords } from './changes.ts';

describe('changes between two values', () => {
  it('are the leaves that differ, in the order of the fields', () => {
    const before = { name: 'A', colours: { primary: '#000000', accent: '#ffffff' }, radius: 8 };
    const after = { name: 'A', colours: { primary: '#111111', accent: '#ffffff' }, radius: 0 };
    expect(changesBetween(before, after)).toEqual([
      { path: 'colours.primary', kind: 'changed', before: '#000000', after: '#111111' },
      { path: 'radius', kind: 'changed', before: '8', after: '0' },
    ]);
  });

  it('say what appeared and what went', () => {
    expect(changesBetween({ a: 1 }, { b: 2 })).toEqual([
      { path: 'a', kind: 'removed', before: '1', after: '' },
      { path: 'b', kind: 'added', before: '', after: '2' },
    ]);
  });

  it('of something that was made are all its fields', () => {
    expect(changesBetween(null, { key: 'flex', logo: { url: null } })).toEqual([
      { path: 'key', kind: 'added', before: '', after: 'flex' },
      { path: 'logo.url', kind: 'added', before: '', after: 'none' },
    ]);
  });

  it('tell a null from a missing field, and an empty list from none', () => {
    expect(changesBetween({ email: null, list: [] }, { email: 'a@b.test', list: ['en', 'fr'] })).toEqual([
      { path: 'email', kind: 'changed', before: 'none', after: 'a@b.test' },
      { path: 'list', kind: 'changed', before: 'none', after: 'en, fr' },
    ]);
  });

  it('compare lists of objects place by place', () => {
    const before = { hosts: [{ host: 'a', isPrimary: true }] };
    const after = {
      hosts: [
        { host: 'a', isPrimary: false },
        { host: 'b', isPrimary: true },
      ],
    };
    expect(changesBetween(before, after).map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'changed hosts.0.isPrimary',
      'added hosts.1.host',
      'added hosts.1.isPrimary',
    ]);
  });

  it('tell of nothing that has fields on the other side by the fields alone', () => {
    const [before, after] = [
      { list: [], logo: null, link: 'a' },
      { list: [{ id: 1 }], logo: { url: 'b' }, link: { to: 'c' } },
    ];
    expect(changesBetween(before, after).map(({ path }) => path)).toEqual(['link', 'list.0.id', 'logo.url', 'link.to']);
  });

  it('between equal values are none', () => {
    expect(changesBetween({ a: { b: [1, 2] } }, { a: { b: [1, 2] } })).toEqual([]);
    expect(changesBetween(null, null)).toEqual([]);
  });
});

describe('a path in words', () => {
  it.each([
    ['name', 'Name'],
    ['colours.onPrimary', 'Colours › on primary'],
    ['hosts.0.isPrimary', 'Hosts › 1 › is primary'],
    ['faviconUrl', 'Icon address'],
    ['', 'Value'],
  ])('of %j is %j', (path, words) => {
    expect(pathInWords(path)).toBe(words);
  });
});
