import type {
  Figures,
  InsightsComparison,
  InsightsDays,
  InsightsEvents,
  InsightsFunnel,
  InsightsOverview,
} from '../../../shared/contract/insights.ts';
import { csvLine, csvMark } from '../../core/csv.ts';
import type { Views } from './insights.types.ts';

type Cell = string | number | null;

const figureColumns = [
  'chosen',
  'held',
  'paying',
  'bought',
  'open',
  'never_held',
  'refused',
  'seats_gone',
  'expired',
  'let_go',
  'not_paid',
  'unfinished_seats',
  'orders',
  'seats',
  'add_on_seats',
  'gross_cents',
  'refunded_seats',
  'refunded_cents',
  'net_cents',
  'fees_cents',
];
const seenColumns = ['seen_offer', 'seen_choice', 'seen_seats', 'seen_review'];

export function overviewCsv({ programs, currency }: InsightsOverview): string {
  const lines = programs.map(({ program, ...figures }) => [program.name, currency, ...cellsOf(figures)]);
  return table(['program', 'currency', ...figureColumns], lines);
}

/** A line for each program, for each of its packs or packages, and for each of their tiers. */
export function funnelCsv({ programs, currency }: InsightsFunnel): string {
  const lines = programs.flatMap(({ program, seen, choices, ...figures }): Cell[][] => [
    ['program', program.name, null, null, currency, ...seenCells(seen), ...cellsOf(figures)],
    ...choices
      .filter(({ id }) => id !== null)
      .flatMap(({ kind, name, seen: own, tiers, ...rest }): Cell[][] => [
        [kind, program.name, name, null, currency, ...seenCells(own), ...cellsOf(rest)],
        ...tiers.map((tier): Cell[] => [
          'tier',
          program.name,
          name,
          tier.name,
          currency,
          ...seenCells(null),
          ...cellsOf(tier),
        ]),
      ]),
  ]);
  return table(['of', 'program', 'choice', 'tier', 'currency', ...seenColumns, ...figureColumns], lines);
}

/** A line for each day and program with anything to say. */
export function daysCsv({ days, currency }: InsightsDays): string {
  const lines = days.flatMap(({ on, programs }) =>
    programs.map(({ program, ...figures }) => [on, program.name, currency, ...cellsOf(figures)]),
  );
  return table(['day', 'program', 'currency', ...figureColumns], lines);
}

export function eventsCsv({ events, currency }: InsightsEvents): string {
  const lines = events.map(({ eventCode, name, startsAt, ...figures }) => [
    eventCode,
    name,
    startsAt,
    currency,
    ...cellsOf(figures),
  ]);
  return table(['event_code', 'event', 'starts_at', 'currency', ...figureColumns], lines);
}

export function comparisonCsv({ from, to, currency }: InsightsComparison): string {
  const rates = ['chosen', 'bought', 'orders', 'seats', 'net_cents'];
  const columns = [
    'program',
    'currency',
    'active_hours',
    ...figureColumns,
    ...rates.map((name) => `${name}_per_active_hour`),
    ...rates.map((name) => `${name}_per_active_day`),
  ];
  const lines = [from, to].map(({ program, activeHours, perActiveHour, perActiveDay, ...figures }) => [
    program.name,
    currency,
    activeHours,
    ...cellsOf(figures),
    ...rateCells(perActiveHour),
    ...rateCells(perActiveDay),
  ]);
  return table(columns, lines);
}

function table(columns: readonly string[], lines: readonly (readonly Cell[])[]): string {
  return csvMark + [columns, ...lines].map(csvLine).join('');
}

function cellsOf({ funnel, sales }: Figures): Cell[] {
  const { chosen, held, paying, bought, open, abandoned, unfinishedSeats } = funnel;
  const { neverHeld, refused, seatsGone, expired, letGo, notPaid } = abandoned;
  const { orders, seats, addOnSeats, grossCents, refundedSeats, refundedCents, netCents, feesCents } = sales;
  return [
    ...[chosen, held, paying, bought, open],
    ...[neverHeld, refused, seatsGone, expired, letGo, notPaid, unfinishedSeats],
    ...[orders, seats, addOnSeats, grossCents, refundedSeats, refundedCents, netCents, feesCents],
  ];
}

function seenCells(seen: Views | null): Cell[] {
  return seen === null ? [null, null, null, null] : [seen.offer, seen.choice, seen.seats, seen.review];
}

function rateCells(rates: InsightsComparison['from']['perActiveHour']): Cell[] {
  if (rates === null) return [null, null, null, null, null];
  return [rates.chosen, rates.bought, rates.orders, rates.seats, rates.netCents];
}
