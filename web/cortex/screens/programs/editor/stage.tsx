import { createContext, use } from 'react';
import type { z } from 'zod';
import type { Program as ProgramSchema } from '../../../../../shared/contract/lifecycle.programs.ts';
import type { ProgramContent, Stage } from '../../../../../shared/contract/program-content.ts';
import type { Finding } from '../../../../../shared/rules/finding.ts';
import { Icon } from '../../../../ui/Icon.tsx';
import { findingInWords } from '../findingWords.ts';
import classes from './stage.module.css';

/** What the components of the stages are given by the editor's frame, and what they show of its findings. */

export type Program = z.infer<typeof ProgramSchema>;
export type { Finding };

export type StageEditor<S extends Stage> = {
  storeKey: string;
  /** With every stage's content as it is shown now, also what is not saved yet. */
  program: Program;
  content: ProgramContent[S];
  /**
   * Changes the stage: it is saved by itself and can be undone under this label, such as "Remove Season opener". Edits
   * with the same label that follow each other closely, as when typing, are undone together. Give a function of the
   * content, not a content: two edits at once are then both kept.
   */
  edit: (change: (content: ProgramContent[S]) => ProgramContent[S], label: string) => void;
  /** What the checks, and the server when it refused to save, say of the place and of all below it. */
  findingsAt: (pointerPrefix: string) => readonly Finding[];
  /** False for viewers, for archived programs and while the store is closed. */
  canEdit: boolean;
  /** Of the stage as it was saved last; for routes that write it past the editor. */
  version: number;
  /** Saves what is not saved; true when all of it is. */
  flush: () => Promise<boolean>;
  /** Reads the program again, after a route wrote it past the editor. */
  readAgain: () => Promise<void>;
};

export type ProgramEditor = {
  storeKey: string;
  program: Program;
  canEdit: boolean;
  findings: readonly Finding[];
  edit: <S extends Stage>(stage: S, change: (content: ProgramContent[S]) => ProgramContent[S], label: string) => void;
  flush: () => Promise<boolean>;
  readAgain: () => Promise<void>;
};

export const EditorContext = createContext<ProgramEditor | null>(null);

/** The editor around this component. */
export function useProgramEditor(): ProgramEditor {
  const editor = use(EditorContext);
  if (editor === null) throw new Error('a stage stands inside the editor');
  return editor;
}

/** One stage of the program that is edited; a component may ask for any of them. */
export function useStageEditor<S extends Stage>(stage: S): StageEditor<S> {
  const { storeKey, program, canEdit, findings, edit, flush, readAgain } = useProgramEditor();
  return {
    storeKey,
    program,
    canEdit,
    flush,
    readAgain,
    content: program.content[stage],
    version: program.versions[stage],
    edit: (change, label) => edit(stage, change, label),
    findingsAt: (prefix) => findings.filter(({ at }) => isWithin(at, prefix)),
  };
}

/** True for the place itself and for all below it: `/packs/packs/1` is not below `/packs/packs/10`. */
export function isWithin(at: string, prefix: string): boolean {
  return at === prefix || prefix === '' || at.startsWith(`${prefix}/`);
}

/** The findings of a field, under it. Nothing when there are none. */
export function FieldFindings({ findings }: { findings: readonly Finding[] }) {
  const editor = use(EditorContext);
  if (findings.length === 0) return null;
  return (
    <ul className={classes.findings}>
      {findings.map((finding) => (
        <li
          key={`${finding.code} ${finding.at} ${JSON.stringify(finding.params)}`}
          data-severity={finding.severity}
          data-at={finding.at}
        >
          <Icon name={finding.severity === 'error' ? 'close' : 'alert'} size="sm" />
          <span>
            <span className="flex-visually-hidden">{finding.severity === 'error' ? 'Error: ' : 'Warning: '}</span>
            {findingInWords(finding, editor?.program.content)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** An id for something new in a stage. */
export function newId(): string {
  return crypto.randomUUID();
}
