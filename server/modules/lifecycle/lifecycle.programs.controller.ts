import { wholeProgramRoutes } from '../../../shared/contract/lifecycle.programs.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import * as acts from './lifecycle.program-acts.service.ts';
import * as views from './lifecycle.programs.service.ts';

export const wholeProgramsController = defineController(wholeProgramRoutes, {
  listPrograms: async (ctx, { query }) => {
    const { items, next } = await views.listPrograms(ctx, query);
    return { items: items.map(toSummary), next };
  },
  createProgram: async (ctx, { body }) => answer(await acts.createProgram(ctx, body)),
  getProgram: async (ctx, { params }) => answer(await views.getProgram(ctx, params.programId)),
  renameProgram: async (ctx, { params, body, version }) =>
    answer(await acts.renameProgram(ctx, params.programId, version, body.name)),
  cloneProgram: async (ctx, { params, body }) => answer(await acts.cloneProgram(ctx, params.programId, body.name)),
  previewSale: async (ctx, { params, body }) => acts.previewSale(ctx, params.programId, body),
  cloneAsSale: async (ctx, { params, body }) => answer(await acts.cloneAsSale(ctx, params.programId, body)),
});

function answer(program: views.WholeProgram) {
  return reply(toProgram(program), { version: program.version });
}

export function toProgram(program: views.WholeProgram) {
  const { content, versions, permissions } = program;
  return { ...toSummary(program), content, versions: { ...versions }, permissions: [...permissions] };
}

function toSummary(program: views.ProgramOverview) {
  const {
    id,
    name,
    state,
    type,
    inventoryType,
    isActive,
    hasChanges,
    releaseNumber,
    copiedFrom,
    createdAt,
    createdBy,
    version,
  } = program;
  return {
    id,
    name,
    state,
    type,
    inventoryType,
    isActive,
    hasChanges,
    releaseNumber,
    copiedFrom,
    createdAt: createdAt.toISOString(),
    createdBy,
    version,
  };
}
