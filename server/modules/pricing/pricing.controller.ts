import { pricingRoutes } from '../../../shared/contract/pricing.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import { exportRows, importRows } from './pricing.csv.service.ts';
import { explainPrice } from './pricing.explain.service.ts';
import { deleteRule, fillRows, putRule, putRules } from './pricing.rules.service.ts';
import type { WrittenStage } from './pricing.types.ts';

export const pricingController = defineController(pricingRoutes, {
  putRules: async (ctx, { params, version, body }) => answer(await putRules(ctx, { ...params, version }, body.rules)),
  putRule: async (ctx, { params, version, body }) => answer(await putRule(ctx, { ...params, version }, body)),
  deleteRule: async (ctx, { params, version }) => answer(await deleteRule(ctx, { ...params, version })),
  fillRows: async (ctx, { params, version, body }) => answer(await fillRows(ctx, { ...params, version }, body)),
  exportRows: async (ctx, { params }) => asFile(`rule-${params.ruleId}.csv`, await exportRows(ctx, params)),
  importRows: async (ctx, { params, version, body }) => answer(await importRows(ctx, { ...params, version }, body.csv)),
  explainPrice: (ctx, { params, body }) => explainPrice(ctx, params.programId, body),
});

function answer<T>({ updatedAt, ...written }: WrittenStage<T>) {
  return reply({ ...written, updatedAt: updatedAt.toISOString() }, { version: written.version });
}

function asFile(name: string, text: string) {
  return reply(text, { headers: { 'content-disposition': `attachment; filename="${name}"` } });
}
