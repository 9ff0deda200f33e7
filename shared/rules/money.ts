/** Cents, added up; a total is always the sum of its lines, never a rounding of a sum. */
export function sumCents(amounts: Iterable<number>): number {
  let total = 0;
  for (const cents of amounts) total += cents;
  if (!Number.isSafeInteger(total)) throw new RangeError('a sum of cents is not a whole number that can be kept');
  return total;
}

/** `4200` USD in English is `$42.00`; the currency's own number of decimals is kept. */
export function formatCents(cents: number, currency: string, locale: string, zeros: Zeros = 'auto'): string {
  const { format, unit } = formatOf(currency, locale, zeros);
  return format.format(cents / unit);
}

/** The same without decimals where they say nothing: `$42`, and `$42.50`. For a figure that stands alone, not for a receipt. */
export function formatAmount(cents: number, currency: string, locale: string): string {
  return formatCents(cents, currency, locale, 'stripIfInteger');
}

/** As one of a column: all with decimals, or none. */
export function formatAlike(all: Iterable<number>, currency: string, locale: string): (cents: number) => string {
  const { unit } = formatOf(currency, locale, 'auto');
  const isWhole = [...all].every((cents) => cents % unit === 0);
  return (cents) => formatCents(cents, currency, locale, isWhole ? 'stripIfInteger' : 'auto');
}

/** Whether decimals that are all zero are written. */
type Zeros = 'auto' | 'stripIfInteger';
type Format = { format: Intl.NumberFormat; unit: number };

/** Making a format takes a hundred times as long as using it; there are as many as stores have currencies and languages. */
const formats = new Map<string, Format>();

function formatOf(currency: string, locale: string, zeros: Zeros): Format {
  const key = `${locale} ${currency} ${zeros}`;
  const found = formats.get(key) ?? makeFormat(currency, locale, zeros);
  formats.set(key, found);
  return found;
}

function makeFormat(currency: string, locale: string, trailingZeroDisplay: Zeros): Format {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, trailingZeroDisplay });
  return { format, unit: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2) };
}
