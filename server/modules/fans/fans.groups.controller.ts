import { fanGroupRoutes } from '../../../shared/contract/fans.groups.ts';
import { defineController } from '../../core/http/controller.ts';
import { findGroupsOfFan, listAccountGroups } from './fans.groups.service.ts';

export const fanGroupsController = defineController(fanGroupRoutes, {
  listAccountGroups: async (ctx) => ({ items: await listAccountGroups(ctx) }),
  findGroupsOfFan: async (ctx, { query }) => ({ items: await findGroupsOfFan(ctx, query.email) }),
});
