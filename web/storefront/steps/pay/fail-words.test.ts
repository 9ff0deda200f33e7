import { expect, it } from 'vitest';
import { en } from '../../words/en.ts';
import { es } from '../../words/es.ts';
import { fr } from '../../words/fr.ts';
import { failWords } from './fail-words.ts';

const reasons = ['declined', 'seats_lost', 'amount_differs', 'expired', 'refused', 'interrupted', 'not_paid'] as const;

it.each(reasons)('a purchase that failed as %s says in every language that nothing was charged', (reason) => {
  const { text } = failWords(reason);
  expect(en[text]).toMatch(/nothing was charged/i);
  expect(es[text]).toMatch(/no se cobró nada/i);
  expect(fr[text]).toMatch(/rien n’a été débité/i);
});

it('who lost seats goes to the seats, who has them stays', () => {
  expect(reasons.map((reason) => failWords(reason).next)).toEqual([
    'pay',
    'seats',
    'pay',
    'seats',
    'pay',
    'pay',
    'seats',
  ]);
});
