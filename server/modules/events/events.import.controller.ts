import { eventImportRoutes } from '../../../shared/contract/events.import.ts';
import { defineController } from '../../core/http/controller.ts';
import { importEvents, previewImport } from './events.import.service.ts';
import type { Report } from './events.import.types.ts';
import { listImportFindings } from './events.vendor.service.ts';

export const eventImportController = defineController(eventImportRoutes, {
  previewImport: async (ctx, { body }) => toWire(await previewImport(ctx, body)),
  importEvents: async (ctx, { body }) => toWire(await importEvents(ctx, body)),
  listImportFindings: async (ctx) => ({ items: await listImportFindings(ctx) }),
});

function toWire({ askedAt, ...report }: Report) {
  return { ...report, askedAt: askedAt.toISOString() };
}
