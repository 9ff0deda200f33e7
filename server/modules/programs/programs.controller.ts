import { programRoutes } from '../../../shared/contract/programs.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import { listPresent, showPresence } from './programs.presence.service.ts';
import { writeStage } from './programs.service.ts';
import type { PresentPage, WrittenStage } from './programs.types.ts';

export const programsController = defineController(programRoutes, {
  putDefinition: async (ctx, { params, version, body }) =>
    answer(await writeStage(ctx, params.programId, 'definition', version, body)),
  putEvents: async (ctx, { params, version, body }) =>
    answer(await writeStage(ctx, params.programId, 'events', version, body)),
  putPacks: async (ctx, { params, version, body }) =>
    answer(await writeStage(ctx, params.programId, 'packs', version, body)),
  putPackages: async (ctx, { params, version, body }) =>
    answer(await writeStage(ctx, params.programId, 'packages', version, body)),
  putSuites: async (ctx, { params, version, body }) =>
    answer(await writeStage(ctx, params.programId, 'suites', version, body)),
  putAccess: async (ctx, { params, version, body }) =>
    answer(await writeStage(ctx, params.programId, 'access', version, body)),
  putPresentation: async (ctx, { params, version, body }) =>
    answer(await writeStage(ctx, params.programId, 'presentation', version, body)),
  putAddOns: async (ctx, { params, version, body }) =>
    answer(await writeStage(ctx, params.programId, 'add_ons', version, body)),
  listPresent: async (ctx, { params }) => present(await listPresent(ctx, params.programId)),
  showPresence: async (ctx, { params, body }) => present(await showPresence(ctx, params.programId, body)),
});

function present(pages: readonly PresentPage[]) {
  return { items: pages.map(({ since, ...page }) => ({ ...page, since: since.toISOString() })) };
}

function answer<T>({ updatedAt, ...written }: WrittenStage<T>) {
  return reply({ ...written, updatedAt: updatedAt.toISOString() }, { version: written.version });
}
