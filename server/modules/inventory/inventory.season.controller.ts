import { seasonRoutes } from '../../../shared/contract/inventory.season.ts';
import { defineController } from '../../core/http/controller.ts';
import { importSeason } from './inventory.season.service.ts';
import { suggestSuites } from './inventory.suites.service.ts';

export const seasonController = defineController(seasonRoutes, {
  importSeason: async (ctx, { body }) => {
    const { report, syncRunId } = await importSeason(ctx, body.query);
    return { report: { ...report, askedAt: report.askedAt.toISOString() }, syncRunId };
  },
  suggestSuites: async (ctx, { query }) => ({ items: await suggestSuites(ctx, query) }),
});
