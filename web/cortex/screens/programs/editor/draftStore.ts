import type { ProgramContent, Stage } from '../../../../../shared/contract/program-content.ts';
import { isProblem } from '../../../../api/problem.ts';
import {
  type Act,
  type Draft,
  isUnsaved,
  openDraft,
  type Read,
  reduceDraft,
  stageNames,
  theirs,
  unsavedStages,
} from './draft.ts';

/** Milliseconds of quiet after which an edit is saved, and how long it may wait while typing goes on. */
export const quiet = 700;
export const longest = 4_000;
/** Pauses before another try while the server cannot be reached. */
const pauses = [2_000, 5_000, 10_000, 20_000];

type Options = {
  read: Read;
  put: (
    stage: Stage,
    content: ProgramContent,
    version: number,
  ) => Promise<{ content: ProgramContent; version: number }>;
  /** Called when somebody else saved first: the program is to be read again, and told by `read`. */
  readAgain: () => void;
  /** After a save. */
  onSaved: (stage: Stage, content: ProgramContent, version: number) => void;
};

export type DraftStore = ReturnType<typeof openDraftStore>;

/** Holds a draft, and saves its stages: each by itself, one save of a stage at a time. */
export function openDraftStore(options: Options) {
  let draft = openDraft(options.read);
  const listeners = new Set<() => void>();
  const act = (next: Act) => {
    const before = draft;
    draft = reduceDraft(draft, next);
    if (draft !== before) for (const listener of listeners) listener();
  };
  const saver = openSaver(options, () => draft, act);
  const saveAfter = (next: Act) => {
    const { content, saved } = draft;
    act(next);
    for (const stage of stageNames) {
      const isTouched = draft.content[stage] !== content[stage] || draft.saved[stage] !== saved[stage];
      if (isTouched && isUnsaved(draft, stage)) saver.soon(stage);
    }
  };

  return {
    draft: () => draft,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    edit: (stage: Stage, change: (content: ProgramContent) => ProgramContent, label: string) =>
      saveAfter({ kind: 'edit', stage, change, label, at: Date.now() }),
    /** Answers the stage that is changed; null when there is nothing to undo. */
    undo: (): Stage | null => {
      const step = draft.past.at(-1);
      saveAfter({ kind: 'undo' });
      return step?.stage ?? null;
    },
    redo: (): Stage | null => {
      const step = draft.future.at(-1);
      saveAfter({ kind: 'redo' });
      return step?.stage ?? null;
    },
    choose: (stage: Stage, side: 'mine' | 'theirs' | 'both') => saveAfter({ kind: 'choose', stage, side }),
    read: (newer: Read) => act({ kind: 'read', read: newer }),
    /** Saves what waits; true when nothing is left unsaved. */
    flush: async (): Promise<boolean> => {
      // A save that was under way may have sent less than there is now: then once more.
      for (const _ of ['what waits', 'what was typed meanwhile'])
        await Promise.all(unsavedStages(draft).map(saver.save));
      return unsavedStages(draft).length === 0;
    },
    /** Stops trying; what is unsaved stays so. */
    close: saver.close,
  };
}

/** Saves stages when it is quiet, again when it may help, and says what came of it. */
function openSaver({ put, readAgain, onSaved }: Options, draftOf: () => Draft, act: (next: Act) => void) {
  const saves = new Map<Stage, Promise<void>>();
  const waits = new Map<Stage, { since: number; timer: ReturnType<typeof setTimeout> }>();
  const failures = new Map<Stage, number>();

  const wait = (stage: Stage, milliseconds: number) => {
    const since = waits.get(stage)?.since ?? Date.now();
    clearTimeout(waits.get(stage)?.timer);
    const left = Math.max(0, Math.min(milliseconds, since + Math.max(longest, milliseconds) - Date.now()));
    waits.set(stage, { since, timer: setTimeout(() => void save(stage), left) });
  };
  const save = (stage: Stage): Promise<void> => {
    clearTimeout(waits.get(stage)?.timer);
    waits.delete(stage);
    const running = saves.get(stage);
    if (running !== undefined) return running;
    if (!isUnsaved(draftOf(), stage) || draftOf().marks[stage].phase === 'stale') return Promise.resolve();
    const saving = send(stage).finally(() => saves.delete(stage));
    saves.set(stage, saving);
    return saving;
  };
  const send = async (stage: Stage) => {
    act({ kind: 'send', stage });
    try {
      const saved = await put(stage, draftOf().sent, draftOf().marks[stage].version);
      failures.delete(stage);
      act({ kind: 'saved', stage, ...saved });
      onSaved(stage, saved.content, saved.version);
    } catch (error) {
      fail(stage, error);
    }
    if (isUnsaved(draftOf(), stage) && draftOf().marks[stage].phase === 'idle') wait(stage, quiet);
  };
  const fail = (stage: Stage, error: unknown) => {
    if (isProblem(error, 'version.stale')) {
      act({ kind: 'stale', stage, changedBy: namesIn(error.facts.params.changedBy) });
      if (theirs(draftOf(), stage) === null) readAgain();
      return;
    }
    act({ kind: 'refused', stage, problem: error });
    if (!mayPass(error)) return;
    const count = failures.get(stage) ?? 0;
    failures.set(stage, count + 1);
    wait(stage, pauses[Math.min(count, pauses.length - 1)] ?? longest);
  };
  return {
    save,
    /** Unless a save is under way, which looks again when it is over. */
    soon: (stage: Stage) => {
      if (!saves.has(stage)) wait(stage, quiet);
    },
    close: () => {
      for (const { timer } of waits.values()) clearTimeout(timer);
      waits.clear();
    },
  };
}

/** True for what another try may mend by itself. */
function mayPass(error: unknown): boolean {
  if (!isProblem(error)) return false;
  const { status } = error.facts;
  return status === 0 || status === 408 || status === 429 || status >= 500;
}

function namesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}
