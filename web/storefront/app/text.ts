import type { Locale } from '../../../shared/contract/common.ts';
import type { Key, ParamsOf, Word } from '../words/en.ts';
import { regional } from './dates.ts';
import type { SomeWords } from './words.ts';

export type TextArgs<K extends Key> = [ParamsOf<K>] extends [never]
  ? []
  : [params: Readonly<Record<ParamsOf<K>, string | number>>];
/** The words of a key in the reader's language. `{count}` chooses between one, both and more. */
export type Translate = <K extends Key>(key: K, ...args: TextArgs<K>) => string;

/** `words` may grow while the page is open: a step's own are loaded with it. */
export function makeTranslate(words: SomeWords, locale: Locale): Translate {
  return (key, ...[params]) => {
    const found = words[key] ?? key;
    const values: Readonly<Record<string, string | number>> = params ?? {};
    const text = typeof found === 'string' ? found : formOf(found, locale, values.count);
    return typeset(text, locale).replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? formatNumber(value, locale) : value;
    });
  };
}

/** In French no line begins with a mark that has a space before it. */
function typeset(text: string, locale: Locale): string {
  return locale === 'fr' ? text.replace(/ (?=[:;?!])/g, '\u00a0') : text;
}

function formOf({ one, two, other }: Exclude<Word, string>, locale: Locale, counted: string | number = 0): string {
  const count = Number(counted);
  if (count === 2 && two !== undefined) return two;
  return isOne(count, locale) ? one : other;
}

/** As `Intl.PluralRules` has it for whole numbers. It is not asked: the first `Intl` of a page takes a phone long. */
function isOne(count: number, locale: Locale): boolean {
  return count === 1 || (count === 0 && locale === 'fr');
}

/** Most numbers are small, and written alike everywhere. */
function formatNumber(value: number, locale: Locale): string {
  const isPlain = Number.isInteger(value) && value >= 0 && value < 1_000;
  return isPlain ? String(value) : new Intl.NumberFormat(regional[locale]).format(value);
}
