import type { Definition, ProgramContent, Stage } from '../../../shared/contract/program-content.ts';
import type { EditorPlace, ProgramState } from '../../../shared/contract/programs.ts';

export type ProgramRecord = {
  id: string;
  name: string;
  state: ProgramState;
  type: Definition['type'];
  inventoryType: Definition['inventoryType'];
  copiedFrom: string | null;
  createdAt: Date;
  createdBy: string;
  /** Of name and state; each stage has its own. */
  version: number;
};

/** The stages that are one document each; pricing is kept rule by rule, by its own module. */
export type DocumentStage = Exclude<Stage, 'pricing'>;
export type Documents = Pick<ProgramContent, DocumentStage>;

export type WrittenStage<T> = { content: T; version: number; updatedAt: Date; updatedBy: string };

export type NewProgram = { name: string; copiedFrom: string | null; documents: Documents };

/** A page that has the program's editor open. */
export type PresentPage = { pageId: string; actorId: string; name: string; place: EditorPlace; since: Date };
