import { describe, expect, it } from 'vitest';
import { whoAtStart, whoInWords } from './actorWords.ts';

describe('who did something', () => {
  it.each([
    ['Olivia Owens', 'Olivia Owens', 'Olivia Owens'],
    ['o.owens', 'o.owens', 'o.owens'],
    ['stores.created', 'the product, when the store was made', 'The product, when the store was made'],
    ['lifecycle.recheck_plans', 'the product', 'The product'],
    ['system', 'the product', 'The product'],
    ['cli:olivia', 'olivia at the command line', 'Olivia at the command line'],
  ])('%s is told as %s', (name, inside, atStart) => {
    expect([whoInWords(name), whoAtStart(name)]).toEqual([inside, atStart]);
  });
});
