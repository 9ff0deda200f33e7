import { z } from 'zod';
import { Id, Instant, StoreParams } from './common.ts';
import { defineRoutes } from './route.ts';

/** A day on the clocks of the store's zone. */
const Day = z.iso.date();
const Count = z.int().min(0);

/** Every figure is explained in docs/rules/insights.md. None of them is of a person. */
export const Funnel = z.strictObject({
  /** Carts begun on the days. */
  chosen: Count,
  held: Count,
  paying: Count,
  bought: Count,
  /** Neither bought nor ended yet. */
  open: Count,
  /** Ended without a purchase: never held, refused, seats gone, hold expired, let go, not paid. */
  abandoned: z.strictObject({
    neverHeld: Count,
    refused: Count,
    seatsGone: Count,
    expired: Count,
    letGo: Count,
    notPaid: Count,
  }),
  /** Seats those wanted. */
  unfinishedSeats: Count,
});
export const Sales = z.strictObject({
  orders: Count,
  /** Sold on the days, also those that came back since; without add-ons. */
  seats: Count,
  addOnSeats: Count,
  grossCents: Count,
  refundedSeats: Count,
  refundedCents: Count,
  netCents: z.int(),
  /** The vendor's, in no other figure. */
  feesCents: z.int(),
});
export const Figures = z.strictObject({ funnel: Funnel, sales: Sales });
export type Figures = z.infer<typeof Figures>;
/** Views of pages, not visitors. */
export const Seen = z.strictObject({ offer: Count, choice: Count, seats: Count, review: Count });
export const Fresh = z.strictObject({
  at: Instant,
  /** When the oldest of the figures was counted. */
  countedAt: Instant,
  /** Days that were counted for this answer. */
  liveDays: Count,
});
const DayRange = z.strictObject({ fromOn: Day, toOn: Day, timeZone: z.string(), currency: z.string(), fresh: Fresh });
const ProgramRef = z.strictObject({ id: Id, name: z.string() });

const ProgramFigures = z.strictObject({ program: ProgramRef, ...Figures.shape });
export const InsightsOverview = DayRange.extend({
  today: Figures.extend({ on: Day }),
  total: Figures,
  programs: z.array(ProgramFigures),
});
export type InsightsOverview = z.infer<typeof InsightsOverview>;

const TierFigures = z.strictObject({ id: Id, name: z.string().nullable(), ...Figures.shape });
const ChoiceFigures = z.strictObject({
  /** Null: of no pack or package. */
  id: Id.nullable(),
  kind: z.enum(['pack', 'package', 'none']),
  name: z.string().nullable(),
  seen: Seen,
  ...Figures.shape,
  tiers: z.array(TierFigures),
});
export const InsightsFunnel = DayRange.extend({
  programs: z.array(ProgramFigures.extend({ seen: Seen, choices: z.array(ChoiceFigures) })),
});
export type InsightsFunnel = z.infer<typeof InsightsFunnel>;

export const InsightsDays = DayRange.extend({
  /** Every day of the range, also those on which nothing happened. */
  days: z.array(z.strictObject({ on: Day, total: Figures, programs: z.array(ProgramFigures) })),
});
export type InsightsDays = z.infer<typeof InsightsDays>;

export const InsightsEvents = DayRange.extend({
  /** Those most wanted in vain first. */
  events: z.array(
    z.strictObject({
      eventCode: z.string(),
      name: z.string().nullable(),
      startsAt: Instant.nullable(),
      ...Figures.shape,
    }),
  ),
});
export type InsightsEvents = z.infer<typeof InsightsEvents>;

const Rates = z.strictObject({
  chosen: z.number(),
  bought: z.number(),
  orders: z.number(),
  seats: z.number(),
  netCents: z.number(),
});
const Side = ProgramFigures.extend({
  /** When it was active, within the days and up to now. */
  intervals: z.array(z.strictObject({ startsAt: Instant, endsAt: Instant })),
  activeHours: z.number(),
  /** Null when it was not active. */
  perActiveHour: Rates.nullable(),
  /** The same for 24 active hours. */
  perActiveDay: Rates.nullable(),
});
export const InsightsComparison = DayRange.extend({ from: Side, to: Side });
export type InsightsComparison = z.infer<typeof InsightsComparison>;

export const InsightsToday = z.strictObject({
  at: Instant,
  on: Day,
  timeZone: z.string(),
  currency: z.string(),
  today: Figures,
  yesterday: Figures,
  /** Sold until the same time of day. */
  yesterdayByNow: Sales,
});
export type InsightsToday = z.infer<typeof InsightsToday>;

const View = z.strictObject({
  programId: Id,
  /** The pack or package; null: the page is of the program as a whole. */
  choiceId: Id.nullable().default(null),
  step: z.enum(['offer', 'choice', 'seats', 'review']),
});

const base = '/api/stores/{storeKey}/insights';
const days = { fromOn: Day.optional(), toOn: Day.optional() };
const DaysQuery = z.strictObject(days);
const EventsQuery = z.strictObject({ ...days, programId: Id.optional() });
const CompareQuery = z.strictObject({ ...days, from: Id, to: Id });
const one = { method: 'GET', params: StoreParams } as const;
const file = { ...one, produces: 'text/csv', perMinute: 20 } as const;
const problems = ['insights.days_unusable'] as const;

export const insightRoutes = defineRoutes({
  noteSeen: {
    method: 'POST',
    path: '/api/stores/{storeKey}/seen',
    summary: 'Pages a fan looked at since the last call; they are counted, and nobody is remembered',
    access: 'visitor',
    params: StoreParams,
    body: z.strictObject({ views: z.array(View).min(1).max(20) }),
    perMinute: 60,
    bodyLimit: 8 * 1024,
  },
  getToday: {
    ...one,
    access: 'store.insights.view',
    path: `${base}/today`,
    summary: 'Today beside yesterday, also up to the same time of day',
    response: InsightsToday,
  },
  getOverview: {
    ...one,
    access: 'store.insights.view',
    path: base,
    summary: 'Today, and thirty days or a range: carts, orders, seats and money by program',
    query: DaysQuery,
    response: InsightsOverview,
    problems,
  },
  exportOverview: {
    ...file,
    access: 'store.insights.view',
    path: `${base}.csv`,
    summary: 'The figures by program as a table',
    query: DaysQuery,
    problems,
  },
  getFunnel: {
    ...one,
    access: 'store.insights.view',
    path: `${base}/funnel`,
    summary: 'Seen, chosen, held, bought and abandoned where, by program, pack or package, and tier',
    query: DaysQuery,
    response: InsightsFunnel,
    problems,
  },
  exportFunnel: {
    ...file,
    access: 'store.insights.view',
    path: `${base}/funnel.csv`,
    summary: 'The funnel as a table',
    query: DaysQuery,
    problems,
  },
  getInsightDays: {
    ...one,
    access: 'store.insights.view',
    path: `${base}/days`,
    summary: "The figures of each day of the store's zone, by program",
    query: DaysQuery,
    response: InsightsDays,
    problems,
  },
  exportInsightDays: {
    ...file,
    access: 'store.insights.view',
    path: `${base}/days.csv`,
    summary: 'The figures by day and program as a table',
    query: DaysQuery,
    problems,
  },
  getEventInterest: {
    ...one,
    access: 'store.insights.view',
    path: `${base}/events`,
    summary: 'How many wanted each event, how many got it, and why the others did not',
    query: EventsQuery,
    response: InsightsEvents,
    problems,
  },
  exportEventInterest: {
    ...file,
    access: 'store.insights.view',
    path: `${base}/events.csv`,
    summary: 'The interest in events as a table',
    query: EventsQuery,
    problems,
  },
  comparePrograms: {
    ...one,
    access: 'store.insights.view',
    path: `${base}/comparison`,
    summary: 'Two programs side by side, also for each hour and day they were active',
    query: CompareQuery,
    response: InsightsComparison,
    problems: ['insights.days_unusable', 'program.not_found'],
  },
  exportComparison: {
    ...file,
    access: 'store.insights.view',
    path: `${base}/comparison.csv`,
    summary: 'The comparison as a table',
    query: CompareQuery,
    problems: ['insights.days_unusable', 'program.not_found'],
  },
});
