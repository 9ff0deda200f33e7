import { z } from 'zod';
import { checkStages, type StageReport } from '../../../shared/rules/checks/index.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import type { Plan } from '../../../shared/rules/lifecycle.ts';

export type { Plan };

const ReturnSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('base') }),
  z.object({ kind: z.literal('program'), programId: z.uuid() }),
  z.object({ kind: z.literal('closed') }),
]);
/** As `lifecycle_state` keeps it: instants are UTC milliseconds. */
export const ScheduleSchema = z.object({
  baseProgramId: z.uuid().nullable(),
  plans: z.array(
    z.object({
      id: z.uuid(),
      programId: z.uuid(),
      startsAt: z.int(),
      endsAt: z.int().nullable(),
      returnTo: ReturnSchema,
      isHeld: z.boolean(),
    }),
  ),
});

export const FindingSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  at: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
});
export const ReportSchema = z.object({ stage: z.enum(checkStages), findings: z.array(FindingSchema) });
export const AcceptedSchema = z.object({ code: z.string(), at: z.string(), by: z.string() });

export const actKinds = [
  'now',
  'plan',
  'change',
  'cancel',
  'hold',
  'release_hold',
  'undo',
  'republish',
  'close',
] as const;
export type ActKind = (typeof actKinds)[number];

export type Accepted = { code: string; at: string; by: string };
export type Release = {
  id: string;
  programId: string;
  number: number;
  contentHash: string;
  reports: readonly StageReport[];
  accepted: readonly Accepted[];
  publishedAt: Date;
  publishedBy: string;
};

/** A row of the ledger with the names people know. */
export type Activation = {
  programId: string;
  programName: string;
  releaseId: string;
  releaseNumber: number;
  startsAt: Date;
  endsAt: Date | null;
  planId: string | null;
};
export type SwitchAct = {
  id: string;
  number: number;
  at: Date;
  kind: ActKind;
  actorName: string;
  reason: string | null;
  programId: string | null;
  planId: string | null;
  isOverride: boolean;
};
/** `checkedAt`: when its program was last looked at; a plan that nobody could look at goes ahead, and this says so. */
export type PlanState = Plan & { findings: readonly Finding[]; checkedAt: Date | null };
export type Switchboard = {
  now: Date;
  active: Activation | null;
  past: readonly Activation[];
  future: readonly Activation[];
  plans: readonly PlanState[];
  baseProgramId: string | null;
  lastAct: SwitchAct | null;
  canUndo: boolean;
  revision: number;
};
