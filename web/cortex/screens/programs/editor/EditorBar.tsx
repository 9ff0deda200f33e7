import type { Draft } from './draft.ts';
import classes from './EditorBar.module.css';
import { SaveState } from './SaveState.tsx';
import { StageNav } from './StageNav.tsx';
import type { Finding, ProgramEditor } from './stage.tsx';
import type { EditorStage } from './stages.ts';
import { UndoButtons } from './UndoButtons.tsx';

type Props = {
  editor: ProgramEditor;
  draft: Draft;
  stages: readonly EditorStage[];
  findings: readonly Finding[];
  isChecked: boolean;
  undo: { undo: () => void; redo: () => void };
};

/** Stays in sight: the stages, whether all is saved, undo and redo. */
export function EditorBar({ editor, draft, undo, ...found }: Props) {
  return (
    <div className={classes.bar}>
      <StageNav storeKey={editor.storeKey} programId={editor.program.id} {...found} />
      {editor.canEdit && (
        <div className={classes.saving}>
          <SaveState draft={draft} flush={editor.flush} />
          <UndoButtons draft={draft} undo={undo} />
        </div>
      )}
    </div>
  );
}
