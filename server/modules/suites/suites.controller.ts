import { suiteRoutes, suiteTypeRoutes } from '../../../shared/contract/suites.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import * as suites from './suites.service.ts';
import * as types from './suites.suite-types.service.ts';

export const suitesController = defineController(suiteRoutes, {
  listSuites: (ctx, { query }) => suites.listSuites(ctx, query, query),
  createSuite: async (ctx, { body }) => answer(await suites.createSuite(ctx, body)),
  createSuites: async (ctx, { body }) => ({ items: await suites.createSuites(ctx, body.items) }),
  getSuite: async (ctx, { params }) => answer(await suites.getSuite(ctx, params.suiteId)),
  editSuite: async (ctx, { params, version, body }) =>
    answer(await suites.editSuite(ctx, params.suiteId, version, body)),
  archiveSuite: async (ctx, { params }) => answer(await suites.archiveSuite(ctx, params.suiteId)),
  unarchiveSuite: async (ctx, { params }) => answer(await suites.unarchiveSuite(ctx, params.suiteId)),
});

export const suiteTypesController = defineController(suiteTypeRoutes, {
  listSuiteTypes: (ctx, { query }) => types.listSuiteTypes(ctx, query),
  createSuiteType: async (ctx, { body }) => answer(await types.createSuiteType(ctx, body)),
  getSuiteType: async (ctx, { params }) => answer(await types.getSuiteType(ctx, params.suiteTypeId)),
  editSuiteType: async (ctx, { params, version, body }) =>
    answer(await types.editSuiteType(ctx, params.suiteTypeId, version, body)),
  deleteSuiteType: (ctx, { params }) => types.deleteSuiteType(ctx, params.suiteTypeId),
});

function answer<T extends { version: number }>(made: T) {
  return reply(made, { version: made.version });
}
