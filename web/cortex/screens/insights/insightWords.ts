import { formatAmount } from '../../../../shared/rules/money.ts';
import type { Series } from '../../../ui/charts/scale.ts';
import type { Comparison, Days, Figures, Interest } from './insightsApi.ts';

type Funnel = Figures['funnel'];
type Reason = keyof Funnel['abandoned'];

/** Why carts ended without a purchase, as far as they came the last first. */
export const reasonWords: Record<Reason, string> = {
  notPaid: 'Payment sold nothing',
  expired: 'Hold expired',
  letGo: 'Seats let go',
  refused: 'Price or add-on changed',
  seatsGone: 'Seats were gone',
  neverHeld: 'Seats never asked for',
};
export const reasons = ['notPaid', 'expired', 'letGo', 'refused', 'seatsGone', 'neverHeld'] as const;

/** Carts that ended without a purchase. */
export function inVain({ abandoned }: Funnel): number {
  return reasons.reduce((sum, reason) => sum + abandoned[reason], 0);
}

export const measures = {
  netCents: 'Revenue, net of refunds',
  seats: 'Seats sold',
  orders: 'Orders',
} as const;
export type Measure = keyof typeof measures;

/** A series for each program that sold anything, day by day. */
export function dailySeries({ days }: Days, measure: Measure): Series[] {
  const names = new Map<string, string>();
  for (const { programs } of days) for (const { program } of programs) names.set(program.id, program.name);
  const series = [...names].map(([id, name]) => ({
    name,
    values: days.map(({ programs }) => programs.find(({ program }) => program.id === id)?.sales[measure] ?? 0),
  }));
  return distinct(series.filter(({ values }) => values.some((value) => value !== 0)));
}

/** Carts begun and bought, day by day. */
export function cartSeries({ days }: Days): Series[] {
  return [
    { name: 'Carts begun', values: days.map(({ total }) => total.funnel.chosen) },
    { name: 'Of those held', values: days.map(({ total }) => total.funnel.held) },
    { name: 'Of those bought', values: days.map(({ total }) => total.funnel.bought) },
  ];
}

/** The games most wanted in vain, with why, as series over them. */
export function interestSeries(events: Interest['events']): { places: string[]; labels: string[]; series: Series[] } {
  const shown = events.filter(({ funnel }) => inVain(funnel) > 0).slice(0, 12);
  const series = reasons.map((reason) => ({
    name: reasonWords[reason],
    values: shown.map(({ funnel }) => funnel.abandoned[reason]),
  }));
  return {
    places: shown.map(({ name, eventCode }) => `${name ?? 'A game'} (${eventCode})`),
    labels: shown.map(({ eventCode }) => eventCode),
    series: series.filter(({ values }) => values.some((value) => value > 0)),
  };
}

/** Two programs may bear one name; series are told apart by it. */
function distinct(series: readonly Series[]): Series[] {
  const seen = new Map<string, number>();
  return series.map(({ name, values }) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { name: count === 1 ? name : `${name} (${count})`, values };
  });
}

/** Money of an axis: "$1.5K". */
export function shortMoney(cents: number, currency: string): string {
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
    minimumFractionDigits: 0,
  });
  const decimals = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return format.format(cents / 10 ** (decimals.maximumFractionDigits ?? 2));
}

/** "Nov 21": a day of the calendar, in no zone. */
export function dayInWords(on: string, isLong = false): string {
  return (isLong ? longDay : shortDay).format(new Date(`${on}T00:00:00.000Z`));
}

const shortDay = new Intl.DateTimeFormat('en', { timeZone: 'UTC', month: 'short', day: 'numeric' });
const longDay = new Intl.DateTimeFormat('en', {
  timeZone: 'UTC',
  month: 'short',
  day: 'numeric',
  weekday: 'short',
  year: 'numeric',
});

/** Hours as people say them: "2 days 5 hours". */
export function hoursInWords(hours: number, wasEver = hours > 0): string {
  const whole = Math.round(hours);
  if (whole === 0) return wasEver ? 'under an hour' : 'never';
  const [days, rest] = [Math.floor(whole / 24), whole % 24];
  const parts = [days === 0 ? '' : plural(days, 'day'), rest === 0 ? '' : plural(rest, 'hour')];
  return parts.filter((part) => part !== '').join(' ');
}

type Side = Comparison['from'];
/** Figures of a day while active; none of less than an hour, which says nothing of a day. */
export function dailyOf({ activeHours, perActiveDay }: Side): Side['perActiveDay'] {
  return activeHours < 1 ? null : perActiveDay;
}

type CompareLine = { name: string; of: (side: Side) => string };

/** The lines of a comparison: what each side came to, then the same for a day on which it was active. */
export function compareLines(currency: string): CompareLine[] {
  const money = (cents: number) => formatAmount(cents, currency, 'en');
  const count = (value: number) => value.toLocaleString('en');
  const rate = (value: number | undefined, format = oneDecimal) => (value === undefined ? '–' : format(value));
  const cents = (value: number) => money(Math.round(value));
  return [
    { name: 'Was active for', of: ({ activeHours, intervals }) => hoursInWords(activeHours, intervals.length > 0) },
    { name: 'Carts begun', of: ({ funnel }) => count(funnel.chosen) },
    { name: 'Bought', of: ({ funnel }) => count(funnel.bought) },
    { name: 'Ended without a purchase', of: ({ funnel }) => count(inVain(funnel)) },
    { name: 'Orders', of: ({ sales }) => count(sales.orders) },
    { name: 'Seats', of: ({ sales }) => count(sales.seats) },
    { name: 'Revenue, net of refunds', of: ({ sales }) => money(sales.netCents) },
    { name: 'Carts begun in an active day', of: (side) => rate(dailyOf(side)?.chosen) },
    { name: 'Orders in an active day', of: (side) => rate(dailyOf(side)?.orders) },
    { name: 'Seats in an active day', of: (side) => rate(dailyOf(side)?.seats) },
    { name: 'Net revenue in an active day', of: (side) => rate(dailyOf(side)?.netCents, cents) },
  ];
}

function oneDecimal(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 1 });
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
