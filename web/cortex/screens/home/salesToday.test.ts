import { expect, it } from 'vitest';
import { compareInWords } from './salesToday.ts';

it.each([
  [12, 10, '20% more than yesterday by now (10)'],
  [5, 10, '50% less than yesterday by now (10)'],
  [0, 10, '100% less than yesterday by now (10)'],
  [3, 3, 'the same as yesterday by now'],
  [0, 0, 'the same as yesterday by now'],
  [3, 0, '0 yesterday by now'],
  // more came back than was sold
  [-5, 10, '10 yesterday by now'],
])('%s today after %s is "%s"', (today, before, words) => {
  expect(compareInWords(today, before, String)).toBe(words);
});
