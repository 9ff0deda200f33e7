import { z } from 'zod';
import { Id } from './common.ts';
import { Code, PriceRule, PricingStage } from './program-content.ts';
import { ProgramParams, stageOf } from './programs.ts';
import { defineRoutes } from './route.ts';

const RuleParams = ProgramParams.extend({ ruleId: Id });

/** Rows for each of the events and price codes. */
export const RowFill = z.strictObject({
  /** Null: one row for all events. */
  eventCodes: z.array(Code).min(1).max(500).nullable(),
  priceCodes: z.array(Code).min(1).max(200),
  /** Null removes the rows. */
  ticketTypeCode: Code.nullable(),
  /** keep: rows that are there stay as they are · replace: they get the ticket type. */
  existing: z.enum(['keep', 'replace']),
});
export type RowFill = z.infer<typeof RowFill>;

export const PriceQuestion = z.strictObject({
  accountGroups: z.array(Code).max(100),
  packId: Id.nullable(),
  packageId: Id.nullable(),
  eventCount: z.int().min(0).max(500),
  eventCode: Code,
  priceCode: Code,
  /** In suite programs. */
  suiteId: Id.nullable(),
});
export type PriceQuestion = z.infer<typeof PriceQuestion>;

const ConditionPart = z.enum(['account_group', 'pack', 'package', 'min_events']);
const Trial = z.strictObject({
  ruleId: Id,
  name: z.string(),
  /** not_asked: an earlier rule had won. */
  result: z.enum(['off', 'not_matched', 'won', 'not_asked']),
  /** Of each condition the parts that did not hold. */
  failed: z.array(z.array(ConditionPart)),
  wouldMatch: z.boolean(),
});
export const PriceAnswer = z.strictObject({
  /** In the order tried. */
  trials: z.array(Trial),
  ruleId: Id.nullable(),
  /** Null: the winning rule has no row for it, so it does not sell. */
  ticketTypeCode: Code.nullable(),
  /** True: the row is of this event, not of all events. */
  isEventRow: z.boolean(),
  /** Null: the vendor has no amount, so it does not sell. */
  amountCents: z.int().nullable(),
});
export type PriceAnswer = z.infer<typeof PriceAnswer>;

const stage = '/api/stores/{storeKey}/programs/{programId}/pricing';
const rule = `${stage}/rules/{ruleId}` as const;
const problems = ['program.not_found', 'program.archived'] as const;

/** All writes carry the version of the pricing stage; each answers its new one. */
export const pricingRoutes = defineRoutes({
  putRules: {
    method: 'PUT',
    path: stage,
    summary: 'Set all price rules, in order',
    access: 'store.programs.edit',
    params: ProgramParams,
    ifMatch: true,
    body: PricingStage,
    response: stageOf(PricingStage),
    bodyLimit: 16_000_000,
    problems,
  },
  putRule: {
    method: 'PUT',
    path: rule,
    summary: 'Change one price rule, or add it as the last',
    access: 'store.programs.edit',
    params: RuleParams,
    ifMatch: true,
    body: PriceRule,
    response: stageOf(PriceRule),
    bodyLimit: 8_000_000,
    problems,
  },
  deleteRule: {
    method: 'DELETE',
    path: rule,
    summary: 'Delete a price rule',
    access: 'store.programs.edit',
    params: RuleParams,
    ifMatch: true,
    response: stageOf(z.null()),
    problems: [...problems, 'rule.not_found'],
  },
  fillRows: {
    method: 'POST',
    path: `${rule}/fill`,
    summary: 'Set or remove the rows of many events and price codes at once',
    access: 'store.programs.edit',
    params: RuleParams,
    ifMatch: true,
    body: RowFill,
    response: stageOf(PriceRule),
    problems: [...problems, 'rule.not_found'],
  },
  exportRows: {
    method: 'GET',
    path: `${rule}/rows.csv`,
    summary: 'The rows of a rule as CSV; an empty event is all events',
    access: 'store.programs.view',
    params: RuleParams,
    produces: 'text/csv',
    problems: ['program.not_found', 'rule.not_found'],
  },
  importRows: {
    method: 'PUT',
    path: `${rule}/rows.csv`,
    summary: 'Replace the rows of a rule from CSV; every faulty line is named, and then nothing changes',
    access: 'store.programs.edit',
    params: RuleParams,
    ifMatch: true,
    body: z.strictObject({ csv: z.string().max(4_000_000) }),
    response: stageOf(PriceRule),
    bodyLimit: 8_000_000,
    problems: [...problems, 'rule.not_found', 'csv.invalid'],
  },
  explainPrice: {
    method: 'POST',
    path: `${stage}/explain`,
    summary: 'Why this price: every rule, the winning row, the amount',
    access: 'store.programs.view',
    params: ProgramParams,
    body: PriceQuestion,
    response: PriceAnswer,
    worksWhileClosed: true,
    problems: ['program.not_found'],
  },
});
