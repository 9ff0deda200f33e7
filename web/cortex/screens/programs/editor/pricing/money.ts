import { formatCents } from '../../../../../../shared/rules/money.ts';

/** Making a formatter takes far longer than using it, and a grid shows hundreds of amounts. */
const known = new Map<string, string>();

/** `$90.00`. */
export function money(cents: number, currency: string): string {
  const key = `${currency} ${cents}`;
  const text = known.get(key) ?? formatCents(cents, currency, 'en');
  known.set(key, text);
  return text;
}

/** `$90.00`, or `$90 to $120` where it differs. */
export function moneyRange(least: number, most: number, currency: string): string {
  if (least === most) return money(least, currency);
  return `${whole(money(least, currency))} to ${whole(money(most, currency))}`;
}

function whole(text: string): string {
  return text.replace(/\.00$/, '');
}
