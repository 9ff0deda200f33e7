import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import type { Stage } from '../../../../../shared/contract/program-content.ts';
import type { Store } from '../../../../../shared/contract/stores.ts';
import { checkDefinition } from '../../../../../shared/rules/checks/definition.ts';
import type { Output } from '../../../../api/contract.ts';
import { may } from '../../../../ui/Can.tsx';
import { EmptyState, LoadingState } from '../../../../ui/states.tsx';
import { checksQuery, programQuery } from '../programsApi.ts';
import { ConflictNotices } from './ConflictNotices.tsx';
import { type Draft, unsavedStages, versionsOf } from './draft.ts';
import type { DraftStore } from './draftStore.ts';
import { EditorBar } from './EditorBar.tsx';
import classes from './EditorFrame.module.css';
import { EditorHeader } from './EditorHeader.tsx';
import { EditorLeaveGuard } from './EditorLeaveGuard.tsx';
import { PresenceNotice } from './PresenceNotice.tsx';
import { refusalsOf } from './refusals.ts';
import { StageBody } from './StageBody.tsx';
import { StageFindings } from './StageFindings.tsx';
import { EditorContext, type Finding, type Program, type ProgramEditor } from './stage.tsx';
import { type EditorStage, placeOf, slugOf, stagesOf } from './stages.ts';
import { useDraft } from './useDraft.ts';
import { useFocusAt } from './useFocusAt.ts';
import { usePresence } from './usePresence.ts';
import { useUndoKeys } from './useUndoKeys.ts';

const PreviewPane = lazy(async () => ({ default: (await import('./preview/PreviewPane.tsx')).PreviewPane }));

/** Around the stages of a program: what is saved, what can be undone, what the checks say, and who else is here. */
export function EditorFrame({ store, program }: { store: Store; program: Program }) {
  const { stage: slug } = useParams({ from: '/app/stores/$storeKey/programs/$programId/$stage' });
  const { preview = false } = useSearch({ from: '/app/stores/$storeKey/programs/$programId/$stage' });
  const { store: drafts, draft } = useDraft(store.key, program);
  const checks = useQuery(checksQuery(store.key, program.id));
  const found = useFindings(draft, checks.data);
  const editor = useEditor({ store, program, drafts, draft, found });
  const stages = stagesOf(draft.content);
  const current = stages.find((stage) => stage.slug === slug);
  const others = usePresence(store, program.id, current === undefined ? null : placeOf(current));
  const undo = useUndo(drafts);
  useUndoKeys(editor.canEdit, undo);
  useFocusAt();
  return (
    <EditorContext value={editor}>
      <div data-wide={preview || undefined}>
        <EditorHeader store={store} editor={editor} isPreviewing={preview} />
        <EditorBar
          editor={editor}
          draft={draft}
          stages={stages}
          findings={found}
          isChecked={checks.data !== undefined}
          undo={undo}
        />
        <ConflictNotices draft={draft} onChoose={drafts.choose} />
        <PresenceNotice others={others} slug={slug} stages={stages} canEdit={editor.canEdit} />
        <div className={classes.columns} data-preview={preview}>
          <StageColumn stage={current} findings={found} />
          {preview && (
            <aside className={classes.preview} aria-label="Preview">
              <Suspense fallback={<LoadingState />}>
                <PreviewPane storeKey={store.key} programId={program.id} />
              </Suspense>
            </aside>
          )}
        </div>
        <EditorLeaveGuard
          programId={program.id}
          isUnsaved={() => unsavedStages(drafts.draft()).length > 0}
          flush={drafts.flush}
        />
      </div>
    </EditorContext>
  );
}

/**
 * What the server refused to save; whether the limits add up, judged here while typing by the server's own function; and
 * all else as the server judged it last.
 */
function useFindings(draft: Draft, report: CheckReport | undefined): readonly Finding[] {
  const { content } = draft;
  const definition = useMemo(() => checkDefinition({ content }), [content]);
  const told = report?.stages.flatMap(({ stage, findings }) => (stage === 'definition' ? [] : findings)) ?? [];
  return [...refusalsOf(draft), ...(report === undefined ? [] : definition), ...told];
}

type CheckReport = Output<'GET /api/stores/{storeKey}/programs/{programId}/checks'>;

type EditorParts = {
  store: Store;
  program: Program;
  drafts: DraftStore;
  draft: Draft;
  found: readonly Finding[];
};

function useEditor({ store, program, drafts, draft, found }: EditorParts): ProgramEditor {
  const queries = useQueryClient();
  return {
    storeKey: store.key,
    program: { ...program, versions: versionsOf(draft), content: draft.content },
    canEdit: may(program, 'store.programs.edit') && program.state !== 'archived' && store.state === 'active',
    findings: found,
    edit: (stage, change, label) =>
      drafts.edit(stage, (content) => ({ ...content, [stage]: change(content[stage]) }), label),
    flush: drafts.flush,
    readAgain: async () => {
      const { content, versions } = await queries.query({ ...programQuery(store.key, program.id), staleTime: 0 });
      drafts.read({ content, versions });
    },
  };
}

/** Undo and redo, which also show the stage where something changed. */
function useUndo(drafts: DraftStore) {
  const navigate = useNavigate({ from: '/stores/$storeKey/programs/$programId/$stage' });
  const show = (stage: Stage | null) => {
    if (stage === null) return;
    void navigate({ params: { stage: slugOf(stage) }, search: ({ at: _, ...search }) => search });
  };
  return { undo: () => show(drafts.undo()), redo: () => show(drafts.redo()) };
}

function StageColumn({ stage, findings }: { stage: EditorStage | undefined; findings: readonly Finding[] }) {
  if (stage === undefined) {
    return (
      <EmptyState icon="layers" title="This program has no such stage">
        What stages a program has depends on its type and on whether it sells seats or suites. Choose another one above.
      </EmptyState>
    );
  }
  return (
    <section aria-label={stage.label} className={classes.stage} tabIndex={-1} data-start>
      {stage.stage !== null && <StageFindings stage={stage.stage} findings={findings} />}
      <StageBody slug={stage.slug} />
    </section>
  );
}
