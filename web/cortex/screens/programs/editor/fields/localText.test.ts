import { expect, it } from 'vitest';
import { readIn, withText } from './localText.ts';

it('an emptied text is left out, so that it falls back', () => {
  expect(withText({ en: 'Pack', es: 'Paquete' }, 'es', '')).toEqual({ en: 'Pack' });
  expect(withText({ en: 'Pack' }, 'fr', 'Forfait')).toEqual({ en: 'Pack', fr: 'Forfait' });
});

it('a text is read in its language, else in the usual one, else in any', () => {
  expect(readIn({ en: 'Pack', es: 'Paquete' }, 'es', 'en')).toBe('Paquete');
  expect(readIn({ en: 'Pack', es: '  ' }, 'es', 'en')).toBe('Pack');
  expect(readIn({ fr: 'Forfait' }, 'es', 'en')).toBe('Forfait');
  expect(readIn({}, 'es', 'en')).toBe('');
});
