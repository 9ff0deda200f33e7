import { expect, test } from 'vitest';
import { ApiProblem } from '../../../api/problem.ts';
import { makeTranslate } from '../../app/text.ts';
import { en } from '../../words/en.ts';
import { es } from '../../words/es.ts';
import { fr } from '../../words/fr.ts';
import { sayProblem } from './sayProblem.ts';

const tooMany = (minutes: number) => {
  const rest = { title: '', detail: '', requestId: null, errors: [] };
  return new ApiProblem({ code: 'fan.too_many_codes', status: 429, params: { minutes }, ...rest });
};

test.each([
  ['en', en, 'in 1 minute.', 'in 42 minutes.'],
  ['es', es, 'en 1 minuto.', 'en 42 minutos.'],
  ['fr', fr, 'dans 1 minute.', 'dans 42 minutes.'],
] as const)('who asked for too many codes is told when to ask again, in %s', (language, words, one, many) => {
  const t = makeTranslate(words, language);
  expect(sayProblem(tooMany(1), t)).toContain(one);
  expect(sayProblem(tooMany(42), t)).toContain(many);
});
