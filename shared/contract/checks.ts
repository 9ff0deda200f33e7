import { z } from 'zod';
import { Id, Instant, StoreParams } from './common.ts';
import { defineRoutes } from './route.ts';

export const Finding = z.strictObject({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  /** Where to mend it: a JSON pointer into the program's content. */
  at: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
});
export const StageReport = z.strictObject({
  stage: z.enum(['definition', 'events', 'class_names', 'pricing', 'suites', 'gating', 'presentation', 'inventory']),
  findings: z.array(Finding),
});
export const CheckReport = z.strictObject({
  /** The instant the findings speak of. */
  forInstant: Instant,
  checkedAt: Instant,
  errorCount: z.int(),
  warningCount: z.int(),
  stages: z.array(StageReport),
});

export const checkRoutes = defineRoutes({
  checkProgram: {
    method: 'GET',
    path: '/api/stores/{storeKey}/programs/{programId}/checks',
    summary: 'Run the checks on the working copy, stage by stage, for now or for another instant',
    access: 'store.programs.view',
    params: StoreParams.extend({ programId: Id }),
    query: z.strictObject({ at: Instant.optional() }),
    response: CheckReport,
    problems: ['program.not_found'],
  },
});
