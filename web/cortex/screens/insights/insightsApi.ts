import type { Output } from '../../../api/contract.ts';
import { apiQuery } from '../../../api/queries.ts';
import type { InsightsSearch } from '../../searchOfSales.ts';

export type Overview = Output<'GET /api/stores/{storeKey}/insights'>;
export type Days = Output<'GET /api/stores/{storeKey}/insights/days'>;
export type FunnelAnswer = Output<'GET /api/stores/{storeKey}/insights/funnel'>;
export type Interest = Output<'GET /api/stores/{storeKey}/insights/events'>;
export type Comparison = Output<'GET /api/stores/{storeKey}/insights/comparison'>;
export type Figures = Overview['total'];
export type Fresh = Overview['fresh'];

/** Sales and carts make no news: today's figures are counted anew at this pace. */
const pace = { refetchInterval: 60_000 };

/** The days of the address as the routes take them. */
export function daysOf({ from, until }: InsightsSearch) {
  return { fromOn: from, toOn: until };
}

export function overviewQuery(storeKey: string, search: InsightsSearch) {
  const input = { params: { storeKey }, query: daysOf(search) };
  return { ...apiQuery('GET /api/stores/{storeKey}/insights', input), ...pace };
}

export function daysQuery(storeKey: string, search: InsightsSearch) {
  const input = { params: { storeKey }, query: daysOf(search) };
  return { ...apiQuery('GET /api/stores/{storeKey}/insights/days', input), ...pace };
}

export function funnelQuery(storeKey: string, search: InsightsSearch) {
  const input = { params: { storeKey }, query: daysOf(search) };
  return { ...apiQuery('GET /api/stores/{storeKey}/insights/funnel', input), ...pace };
}

export function interestQuery(storeKey: string, search: InsightsSearch) {
  const input = { params: { storeKey }, query: { ...daysOf(search), programId: search.program } };
  return { ...apiQuery('GET /api/stores/{storeKey}/insights/events', input), ...pace };
}

export function comparisonQuery(storeKey: string, search: InsightsSearch, one: string, other: string) {
  const input = { params: { storeKey }, query: { ...daysOf(search), from: one, to: other } };
  return { ...apiQuery('GET /api/stores/{storeKey}/insights/comparison', input), ...pace };
}
