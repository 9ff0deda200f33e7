import { headingOf } from './clipboard.ts';
import type { CellView, Column, Line } from './grid.ts';
import { money, moneyRange } from './money.ts';

/** A cell in one sentence, for the line under the grid. */
export function cellInWords(view: CellView, line: Line, column: Column, currency: string): string {
  const place = `${line.name}, ${headingOf(column)}`;
  if (view.code === null) return `${place}: no ticket type, so these seats do not sell under this rule.`;
  const from = view.isOwn ? '' : ', from all events';
  return `${place}: ${view.code}${from}. ${amountInWords(view, currency)}`;
}

function amountInWords({ leastCents, mostCents, mark }: CellView, currency: string): string {
  if (mark === 'unread') return 'The vendor was not read yet.';
  if (mark === 'missing' || leastCents === null || mostCents === null)
    return mark === null ? 'No event is priced by it.' : 'The vendor has no amount for it, so it does not sell.';
  const amount =
    leastCents === mostCents
      ? `${money(leastCents, currency)} at the vendor.`
      : `${moneyRange(leastCents, mostCents, currency)} at the vendor, by event.`;
  return mark === 'partly' ? `${amount} At some events the vendor has no amount.` : amount;
}

/** What the mark in the corner of a cell says. */
export const markWords: Readonly<Record<NonNullable<CellView['mark']>, string>> = {
  missing: 'no amount at the vendor',
  partly: 'no amount at some events',
  unread: 'vendor not read yet',
};

const whole = new Intl.NumberFormat('en');

export function countOf(count: number, noun: string, nouns = `${noun}s`): string {
  return `${whole.format(count)} ${count === 1 ? noun : nouns}`;
}
