import { checkRoutes } from '../../../shared/contract/checks.ts';
import { defineController } from '../../core/http/controller.ts';
import { toWireReport } from './checks.report.service.ts';
import { checkProgram } from './checks.service.ts';

export const checksController = defineController(checkRoutes, {
  checkProgram: async (ctx, { params, query }) =>
    toWireReport(
      await checkProgram(ctx, params.programId, query.at === undefined ? ctx.clock.now() : new Date(query.at)),
    ),
});
