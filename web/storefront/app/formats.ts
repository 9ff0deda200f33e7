import type { Locale } from '../../../shared/contract/common.ts';
import type { DayFormat, MoneyFormat, PageFormats } from '../../../shared/contract/storefront.ts';
import { plainSpaces, regional } from './dates.ts';
import { currencyFormat } from './money.ts';

const known = new Map<string, PageFormats>();

/**
 * How the language writes days, times and amounts, taken from `Intl`. The server does this for the browser: a phone that
 * asks its own `Intl` for the first time waits for a quarter of a second.
 */
export function formatsOf(locale: Locale, currency: string): PageFormats {
  const key = `${locale} ${currency}`;
  const found = known.get(key) ?? { days: dayFormat(regional[locale]), money: moneyFormat(regional[locale], currency) };
  known.set(key, found);
  return found;
}

function dayFormat(language: string): DayFormat {
  const formatBy = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  const part = (options: Intl.DateTimeFormatOptions, type: string, at: number) =>
    plainSpaces(
      formatBy(options)
        .formatToParts(at)
        .find((one) => one.type === type)?.value ?? '',
    );
  const long = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  const short = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const clock = { hour: 'numeric', minute: '2-digit' } as const;
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(2024, month, 15));
  // 2024-01-01 was a Monday
  const weekdays = Array.from({ length: 7 }, (_, day) => Date.UTC(2024, 0, 1 + day));
  const morning = Date.UTC(2024, 0, 1, 9, 5);
  return {
    months: months.map((at) => part(long, 'month', at)),
    monthsShort: months.map((at) => part(short, 'month', at)),
    weekdays: weekdays.map((at) => part(long, 'weekday', at)),
    weekdaysShort: weekdays.map((at) => part(short, 'weekday', at)),
    long: patternOf(formatBy(long), morning),
    short: patternOf(formatBy(short), morning),
    monthYear: patternOf(formatBy({ month: 'long', year: 'numeric' }), morning),
    clock: patternOf(formatBy(clock), morning),
    isPadded: part(clock, 'hour', morning) === '09',
    halves: [part(clock, 'dayPeriod', morning), part(clock, 'dayPeriod', Date.UTC(2024, 0, 1, 21))],
  };
}

/** The text with the names of its parts in braces. Parts are not joined: their spaces may be others than the text's. */
function patternOf(format: Intl.DateTimeFormat, at: number): string {
  let [pattern, rest] = ['', plainSpaces(format.format(at))];
  for (const { type, value } of format.formatToParts(at)) {
    if (type === 'literal') continue;
    const place = rest.indexOf(value);
    pattern += `${rest.slice(0, place)}{${type}}`;
    rest = rest.slice(place + value.length);
  }
  return pattern + rest;
}

const wholePart = ['integer', 'group', 'decimal', 'fraction'];

function moneyFormat(language: string, currency: string): MoneyFormat {
  const format = currencyFormat(language, currency);
  const parts = format.formatToParts(12_345.5).map(({ type, value }) => ({ type, value: plainSpaces(value) }));
  const isNumber = ({ type }: { type: string }) => wholePart.includes(type);
  const join = (some: typeof parts) => some.map(({ value }) => value).join('');
  const textOf = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return {
    currency,
    before: join(parts.slice(0, parts.findIndex(isNumber))),
    after: join(parts.slice(parts.findLastIndex(isNumber) + 1)),
    group: textOf('group'),
    decimal: textOf('decimal'),
    decimals: format.resolvedOptions().maximumFractionDigits ?? 2,
    groupsFrom: format.formatToParts(1_234).some(({ type }) => type === 'group') ? 1_000 : 10_000,
  };
}
