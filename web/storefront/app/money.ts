import type { MoneyFormat } from '../../../shared/contract/storefront.ts';
import { plainSpaces } from './dates.ts';

/** Cents as the language writes them; as the server does when it has said how. */
export function formatMoney(cents: number, currency: string, language: string, format: MoneyFormat | null): string {
  if (format === null || format.currency !== currency || cents < 0 || !Number.isSafeInteger(cents)) {
    const known = currencyFormat(language, currency);
    return plainSpaces(known.format(cents / 10 ** (known.resolvedOptions().maximumFractionDigits ?? 2)));
  }
  const { before, after, group, groupsFrom, decimal, decimals } = format;
  const unit = 10 ** decimals;
  const whole = Math.floor(cents / unit);
  const grouped = whole < groupsFrom ? String(whole) : String(whole).replace(/\B(?=(\d{3})+$)/g, group);
  const fraction = decimals === 0 ? '' : decimal + String(cents % unit).padStart(decimals, '0');
  return `${before}${grouped}${fraction}${after}`;
}

/** Making one takes a hundred times longer than using it. */
const formats = new Map<string, Intl.NumberFormat>();

/** With the sign a currency has at home, `$` rather than `US$`: a store sells in one. */
export function currencyFormat(language: string, currency: string): Intl.NumberFormat {
  const key = `${language} ${currency}`;
  const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const format = formats.get(key) ?? new Intl.NumberFormat(language, options);
  formats.set(key, format);
  return format;
}
