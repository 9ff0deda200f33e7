import type { ProgramContent } from '../../../shared/contract/program-content.ts';
import type { StageReport } from '../../../shared/rules/checks/index.ts';

export const runCauses = ['publish', 'change', 'plan'] as const;
export type RunCause = (typeof runCauses)[number];

export type CheckReport = {
  /** The instant the findings speak of. */
  forInstant: Date;
  checkedAt: Date;
  errorCount: number;
  warningCount: number;
  stages: readonly StageReport[];
};
export type CheckRequest = {
  content: ProgramContent;
  at: Date;
  /** What this content replaces when it is published, to see raised prices. */
  replaces?: ProgramContent | null;
};

export type RunSummary = Pick<CheckReport, 'checkedAt' | 'errorCount' | 'warningCount'>;
