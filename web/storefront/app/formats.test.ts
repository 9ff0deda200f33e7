import { describe, expect, it } from 'vitest';
import { Locale } from '../../../shared/contract/common.ts';
import { en } from '../words/en.ts';
import { formatDay, formatTime, learnDays } from './dates.ts';
import { formatsOf } from './formats.ts';
import { formatMoney } from './money.ts';
import { makeTranslate } from './text.ts';

const styles = ['long', 'short', 'weekday', 'weekdayLong', 'month', 'monthYear', 'day'] as const;
const days = Array.from({ length: 800 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
const times = Array.from({ length: 24 }, (_, hour) => [`${String(hour).padStart(2, '0')}:00`, `${hour}:35`]).flat();
const amounts = [0, 5, 99, 100, 4_200, 99_999, 100_000, 123_456, 1_000_000, 123_456_789];

describe.each(Locale.options)('without Intl, in %s', (locale) => {
  it('days and times are written as with it', () => {
    const written = () => [
      ...days.map((day) => styles.map((style) => formatDay(day, locale, style))),
      times.map((time) => formatTime(time.padStart(5, '0'), locale)),
    ];
    const before = written();
    learnDays(locale, { ...formatsOf(locale, 'USD').days });
    expect(written()).toEqual(before);
  });

  it.each(['USD', 'CAD', 'EUR', 'MXN', 'JPY'])('amounts of %s are written as with it', (currency) => {
    const language = { en: 'en-US', es: 'es-US', fr: 'fr-CA' }[locale];
    const { money } = formatsOf(locale, currency);
    const written = (format: typeof money | null) =>
      amounts.map((cents) => formatMoney(cents, currency, language, format));
    expect(written(money)).toEqual(written(null));
  });

  it('one and more are told apart as with it', () => {
    const rules = new Intl.PluralRules(locale);
    const t = makeTranslate({ ...en, 'choose.games': { one: 'one', other: 'other' } }, locale);
    const counts = Array.from({ length: 1_200 }, (_, count) => count);
    const forms = (say: (count: number) => string) => counts.map(say);
    expect(forms((count) => t('choose.games', { count }))).toEqual(forms((count) => rules.select(count)));
  });
});

it('an amount in another currency, or one that is owed, is left to Intl', () => {
  const { money } = formatsOf('en', 'USD');
  expect(formatMoney(1_050, 'EUR', 'en-US', money)).toBe('€10.50');
  expect(formatMoney(-1_050, 'USD', 'en-US', money)).toBe('-$10.50');
});
