import { insightRoutes } from '../../../shared/contract/insights.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import { comparePrograms } from './insights.comparison.service.ts';
import { comparisonCsv, daysCsv, eventsCsv, funnelCsv, overviewCsv } from './insights.csv.service.ts';
import { funnel } from './insights.funnel.service.ts';
import { noteViews } from './insights.seen.service.ts';
import * as insights from './insights.service.ts';
import { today } from './insights.today.service.ts';

export const insightsController = defineController(insightRoutes, {
  noteSeen: (ctx, { body }) => noteViews(ctx, body.views),
  getToday: (ctx) => today(ctx),
  getOverview: (ctx, { query }) => insights.overview(ctx, query),
  exportOverview: async (ctx, { query }) => asFile('programs', overviewCsv(await insights.overview(ctx, query))),
  getFunnel: (ctx, { query }) => funnel(ctx, query),
  exportFunnel: async (ctx, { query }) => asFile('funnel', funnelCsv(await funnel(ctx, query))),
  getInsightDays: (ctx, { query }) => insights.byDay(ctx, query),
  exportInsightDays: async (ctx, { query }) => asFile('days', daysCsv(await insights.byDay(ctx, query))),
  getEventInterest: (ctx, { query }) => insights.byEvent(ctx, query),
  exportEventInterest: async (ctx, { query }) => asFile('events', eventsCsv(await insights.byEvent(ctx, query))),
  comparePrograms: (ctx, { query }) => comparePrograms(ctx, query),
  exportComparison: async (ctx, { query }) => asFile('comparison', comparisonCsv(await comparePrograms(ctx, query))),
});

function asFile(name: string, text: string) {
  return reply(text, { headers: { 'content-disposition': `attachment; filename="insights-${name}.csv"` } });
}
