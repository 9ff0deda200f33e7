import type { Locale } from '../../../../../../shared/contract/common.ts';
import type { LocalText } from '../../../../../../shared/contract/program-content.ts';

/** The text with one language written anew; an empty one is left out, so that it falls back. */
export function withText(text: LocalText, locale: Locale, words: string): LocalText {
  const { [locale]: _, ...others } = text;
  return words === '' ? others : { ...others, [locale]: words };
}

/** The text in a language, as fans would read it: else in the default one, else in any. */
export function readIn(text: LocalText, locale: Locale, usual: Locale): string {
  const found = [text[locale], text[usual], ...Object.values(text)].find((words) => (words ?? '').trim() !== '');
  return found ?? '';
}
