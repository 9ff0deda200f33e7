import { describe, expect, it } from 'vitest';
import { makeTranslate } from '../app/text.ts';
import { en, type Word } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';

const texts = (word: Word) => (typeof word === 'string' ? [word] : Object.values(word));
const namesIn = (word: Word) => new Set(texts(word).flatMap((text) => text.match(/\{\w+\}/g) ?? []));

describe.each([
  ['es', es],
  ['fr', fr],
] as const)('the words in %s', (_, words) => {
  it('name only what the English texts are given, and are all said', () => {
    const faulty = Object.entries(words).filter(([key, word]) => {
      const given = namesIn(Reflect.get(en, key)).add('{count}');
      const isSaid = texts(word).every((text) => text.trim() !== '');
      return !isSaid || [...namesIn(word)].some((name) => !given.has(name));
    });
    expect(faulty).toEqual([]);
  });
});

describe('that fees are in a price', () => {
  it.each([
    ['en', en],
    ['es', es],
    ['fr', fr],
  ] as const)('is said in %s only by texts that the setting chooses', (_, words) => {
    const claims = Object.entries(words).filter(([, word]) =>
      texts(word).some((text) => /every fee|todos los cargos|tous (les )?frais/i.test(text)),
    );
    expect(claims.map(([key]) => key).sort()).toEqual([
      'choose.total_hint',
      'home.all_in',
      'how.pay.text',
      'shell.all_in',
    ]);
  });
});

describe('a text', () => {
  it('has its names filled in, numbers as the language writes them', () => {
    expect(makeTranslate(en, 'en')('choose.games', { count: 1 })).toBe('1 game');
    expect(makeTranslate(en, 'en')('choose.games', { count: 1_200 })).toBe('1,200 games');
    expect([1, 2, 3].map((count) => makeTranslate(en, 'en')('seats.find_title', { count }))).toEqual([
      'Seats for your game',
      'Seats for both games',
      'Seats for all 3 games',
    ]);
    expect(makeTranslate(en, 'en')('choose.games', { count: 2 })).toBe('2 games');
    expect(makeTranslate(fr, 'fr')('choose.games', { count: 0 })).toBe('0 match');
    expect(makeTranslate(fr, 'fr')('seats.remove_title', { event: 'A : B' })).toBe('Retirer A : B\u00a0?');
    expect(makeTranslate(es, 'es')('guide.group_short', { count: 2, tier: '{count}' })).toBe('Elige 2 más de {count}');
  });
});
