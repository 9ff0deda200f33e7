/** Cents, added up; a total is always the sum of its lines, never a rounding of a sum. */
export function sumCents(amounts: Iterable<number>): number {
  let total = 0;
  for (const cents of amounts) total += cents;
  if (!Number.isSafeInteger(total)) throw new RangeError('a sum of cents is not a whole number that can be kept');
  return total;
}

/** `4200` USD in English is `$42.00`; the currency's own number of decimals is kept. */
export function formatCents(cents: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(cents / 10 ** decimals);
}
