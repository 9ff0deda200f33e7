import type { ProgramContent, Stage } from '../../../shared/contract/program-content.ts';

export type { WrittenStage } from '../programs/programs.types.ts';

export type LoadedContent = {
  content: ProgramContent;
  /** Of each stage, for `If-Match`. */
  versions: Record<Stage, number>;
};
