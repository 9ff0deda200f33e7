import { describe, expect, it } from 'vitest';
import { mergeEdits } from './merge.ts';

const pack = (id: string, rest: object = {}) => ({ id, name: id, minEvents: 1, ...rest });

describe('two edits of one base', () => {
  it.each<[string, unknown, unknown, unknown, unknown, string[]]>([
    ['only mine', { a: 1, b: 1 }, { a: 2, b: 1 }, { a: 1, b: 1 }, { a: 2, b: 1 }, []],
    ['only theirs', { a: 1, b: 1 }, { a: 1, b: 1 }, { a: 1, b: 3 }, { a: 1, b: 3 }, []],
    ['different fields', { a: 1, b: 1 }, { a: 2, b: 1 }, { a: 1, b: 3 }, { a: 2, b: 3 }, []],
    ['the same field, alike', { a: 1 }, { a: 2 }, { a: 2 }, { a: 2 }, []],
    ['the same field, differently', { a: 1 }, { a: 2 }, { a: 3 }, { a: 2 }, ['/a']],
    [
      'fields within fields',
      { x: { a: 1, b: 1 } },
      { x: { a: 2, b: 1 } },
      { x: { a: 1, b: 2 } },
      { x: { a: 2, b: 2 } },
      [],
    ],
    ['a text taken away and another one set', { en: 'A', fr: 'B' }, { en: 'A' }, { en: 'C', fr: 'B' }, { en: 'C' }, []],
    ['codes added by both', ['A'], ['A', 'B'], ['A', 'C'], ['A', 'C', 'B'], []],
    ['a code removed by each', ['A', 'B', 'C'], ['B', 'C'], ['A', 'B'], ['B'], []],
    ['codes reordered by me, added by them', ['A', 'B'], ['B', 'A'], ['A', 'B', 'C'], ['B', 'A', 'C'], []],
    ['codes reordered by them, removed by me', ['A', 'B', 'C'], ['A', 'C'], ['C', 'B', 'A'], ['C', 'A'], []],
    ['lists that repeat themselves', [1, 1], [1, 2], [1, 3], [1, 2], ['']],
  ])('%s', (_, base, mine, theirs, merged, collisions) => {
    expect(mergeEdits(base, mine, theirs)).toEqual({ merged, collisions });
  });

  it.each<[string, object[], object[], object[], string[]]>([
    [
      'each changed another pack',
      [pack('p', { minEvents: 2 }), pack('q')],
      [pack('p'), pack('q', { name: 'Q' })],
      [pack('p', { minEvents: 2 }), pack('q', { name: 'Q' })],
      [],
    ],
    [
      'each changed another field of one pack',
      [pack('p', { minEvents: 2 }), pack('q')],
      [pack('p', { name: 'P' }), pack('q')],
      [pack('p', { minEvents: 2, name: 'P' }), pack('q')],
      [],
    ],
    ['I added one, they removed one', [pack('p'), pack('q'), pack('r')], [pack('q')], [pack('q'), pack('r')], []],
    [
      'I changed what they removed',
      [pack('p', { minEvents: 2 }), pack('q')],
      [pack('q')],
      [pack('q'), pack('p', { minEvents: 2 })],
      ['/p'],
    ],
  ])('things with ids: %s', (_, mine, theirs, merged, collisions) => {
    expect(mergeEdits<object[]>([pack('p'), pack('q')], mine, theirs)).toEqual({ merged, collisions });
  });
});
