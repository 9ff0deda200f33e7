import type { ProgramContent, Stage } from '../../../../../shared/contract/program-content.ts';
import { isSame } from '../../../../../shared/rules/changes.ts';
import { mergeEdits } from './merge.ts';

/**
 * A program as it is being edited: what is shown, what is saved, and what can be undone. Pure: whoever holds a draft sends
 * what is to be saved and tells how that went.
 */

export type Versions = Readonly<Record<Stage, number>>;
/** The program as the server had it. */
export type Read = { content: ProgramContent; versions: Versions };

export type StageMark = {
  /** The version that `saved` is, or is being saved over. */
  version: number;
  /** stale: somebody else saved the stage while it was edited here, and one has to choose. */
  phase: 'idle' | 'saving' | 'failed' | 'stale';
  /** Why it was not saved; of `failed` only. */
  problem: unknown;
  /** Who changed it meanwhile, as far as it is known; of `stale` only. */
  changedBy: readonly string[];
};

/** What an undo gives back. */
export type Step = { stage: Stage; label: string; before: ProgramContent; at: number };

export type Draft = {
  /** What is shown. */
  content: ProgramContent;
  /** What the server has. A stage is saved when both are the same object. */
  saved: ProgramContent;
  /** What was sent, of the stages that are being saved. */
  sent: ProgramContent;
  /** The newest that was read, where it could not be taken at once. */
  newer: Read | null;
  marks: Readonly<Record<Stage, StageMark>>;
  past: readonly Step[];
  future: readonly Step[];
};

export type Act =
  | { kind: 'edit'; stage: Stage; change: (content: ProgramContent) => ProgramContent; label: string; at: number }
  | { kind: 'undo' }
  | { kind: 'redo' }
  | { kind: 'send'; stage: Stage }
  | { kind: 'saved'; stage: Stage; content: ProgramContent; version: number }
  | { kind: 'refused'; stage: Stage; problem: unknown }
  | { kind: 'stale'; stage: Stage; changedBy: readonly string[] }
  | { kind: 'read'; read: Read }
  | { kind: 'choose'; stage: Stage; side: 'mine' | 'theirs' | 'both' };

/** Edits with one label that follow each other within this many milliseconds are one step. */
export const typingPause = 1_500;
const mostSteps = 200;

export function openDraft({ content, versions }: Read): Draft {
  return {
    content,
    saved: content,
    sent: content,
    newer: null,
    marks: eachStage((stage) => ({ version: versions[stage], ...idle })),
    past: [],
    future: [],
  };
}

export function reduceDraft(draft: Draft, act: Act): Draft {
  switch (act.kind) {
    case 'edit':
      return settle(edit(draft, act), act.stage);
    case 'undo':
      return back(draft);
    case 'redo':
      return forth(draft);
    case 'send':
      return {
        ...withMark(draft, act.stage, { phase: 'saving', problem: null, changedBy: [] }),
        sent: withStage(draft.sent, draft.content, act.stage),
      };
    case 'saved':
      return settle(saved(draft, act), act.stage);
    case 'refused':
      return settle(withMark(draft, act.stage, { phase: 'failed', problem: act.problem, changedBy: [] }), act.stage);
    case 'stale':
      return settle(withMark(draft, act.stage, { phase: 'stale', problem: null, changedBy: act.changedBy }), act.stage);
    case 'read':
      return stageNames.reduce(settle, { ...draft, newer: act.read });
    case 'choose':
      return choose(draft, act);
  }
}

export function isUnsaved(draft: Draft, stage: Stage): boolean {
  return draft.content[stage] !== draft.saved[stage];
}

export function unsavedStages(draft: Draft): Stage[] {
  return stageNames.filter((stage) => isUnsaved(draft, stage) || draft.marks[stage].phase === 'saving');
}

/** Of each stage, what the next save of it is over, and what a publication is of. */
export function versionsOf({ marks }: Draft): Record<Stage, number> {
  return eachStage((stage) => marks[stage].version);
}

/** What somebody else saved while the stage was edited here; null while it is still to be read, or there is none. */
export function theirs(draft: Draft, stage: Stage): ProgramContent | null {
  const { phase, version } = draft.marks[stage];
  if (phase !== 'stale' || draft.newer === null || draft.newer.versions[stage] <= version) return null;
  return draft.newer.content;
}

export const stageNames: readonly Stage[] = [
  'definition',
  'events',
  'packs',
  'packages',
  'suites',
  'pricing',
  'access',
  'presentation',
  'add_ons',
];

function eachStage<T>(make: (stage: Stage) => T): Record<Stage, T> {
  return {
    definition: make('definition'),
    events: make('events'),
    packs: make('packs'),
    packages: make('packages'),
    suites: make('suites'),
    pricing: make('pricing'),
    access: make('access'),
    presentation: make('presentation'),
    add_ons: make('add_ons'),
  };
}

const idle = { phase: 'idle', problem: null, changedBy: [] } as const;

function edit(draft: Draft, { stage, change, label, at }: Extract<Act, { kind: 'edit' }>): Draft {
  const changed = change(draft.content);
  if (isSame(changed[stage], draft.content[stage])) return draft;
  const content = withStage(draft.content, isSame(changed[stage], draft.saved[stage]) ? draft.saved : changed, stage);
  const last = draft.past.at(-1);
  const goesOn = last !== undefined && last.stage === stage && last.label === label && at - last.at <= typingPause;
  const past = goesOn
    ? [...draft.past.slice(0, -1), { ...last, at }]
    : [...draft.past.slice(1 - mostSteps), { stage, label, before: draft.content, at }];
  return { ...draft, content, past, future: [] };
}

function back(draft: Draft): Draft {
  const step = draft.past.at(-1);
  if (step === undefined) return draft;
  const future = [...draft.future, { ...step, before: draft.content }];
  return stepTo({ ...draft, past: draft.past.slice(0, -1), future }, step);
}

function forth(draft: Draft): Draft {
  const step = draft.future.at(-1);
  if (step === undefined) return draft;
  // Not the instant of the edit: what is typed next is a step of its own.
  const past = [...draft.past, { ...step, before: draft.content, at: Number.NEGATIVE_INFINITY }];
  return stepTo({ ...draft, past, future: draft.future.slice(0, -1) }, step);
}

function stepTo(draft: Draft, { stage, before }: Step): Draft {
  const isSaved = isSame(before[stage], draft.saved[stage]);
  return settle({ ...draft, content: withStage(draft.content, isSaved ? draft.saved : before, stage) }, stage);
}

/**
 * The server's answer is taken over unless more was typed meanwhile, or it differs from what was sent only by spaces around
 * texts: those may be about to be followed by a word.
 */
function saved(draft: Draft, { stage, content, version }: Extract<Act, { kind: 'saved' }>): Draft {
  const isOurs = isSame(trimmed(content[stage]), trimmed(draft.sent[stage]));
  const known = isOurs ? draft.sent : content;
  const shown = draft.content[stage] === draft.sent[stage] ? known : draft.content;
  return {
    ...withMark(draft, stage, { version, ...idle }),
    content: withStage(draft.content, shown, stage),
    saved: withStage(draft.saved, known, stage),
  };
}

/** Takes the newest that was read where nothing is unsaved; else it is stale. While a save is under way it waits. */
function settle(draft: Draft, stage: Stage): Draft {
  const { newer, marks } = draft;
  const { phase, version } = marks[stage];
  if (newer === null || newer.versions[stage] <= version || phase === 'saving') return draft;
  if (!isUnsaved(draft, stage)) return take(draft, stage, newer);
  return phase === 'stale' ? draft : withMark(draft, stage, { phase: 'stale', problem: null, changedBy: [] });
}

/** What is saved elsewhere is not undone here: the steps of the stage are forgotten. */
function take(draft: Draft, stage: Stage, { content, versions }: Read): Draft {
  const isOther = (step: Step) => step.stage !== stage;
  return {
    ...withMark(draft, stage, { version: versions[stage], ...idle }),
    content: withStage(draft.content, content, stage),
    saved: withStage(draft.saved, content, stage),
    past: draft.past.filter(isOther),
    future: draft.future.filter(isOther),
  };
}

function choose(draft: Draft, { stage, side }: Extract<Act, { kind: 'choose' }>): Draft {
  const { newer } = draft;
  if (newer === null || theirs(draft, stage) === null) return draft;
  const taken = take(draft, stage, newer);
  if (side === 'theirs') return taken;
  const mine = side === 'mine' ? draft.content : merged(draft, newer.content, stage);
  const content = withStage(draft.content, isSame(mine[stage], newer.content[stage]) ? newer.content : mine, stage);
  // Whoever lets his own win may also step back further.
  return side === 'mine' ? { ...taken, content, past: draft.past, future: draft.future } : { ...taken, content };
}

function merged<S extends Stage>(draft: Draft, newer: ProgramContent, stage: S): ProgramContent {
  const { merged } = mergeEdits(draft.saved[stage], draft.content[stage], newer[stage]);
  return { ...draft.content, [stage]: merged };
}

function withStage<S extends Stage>(content: ProgramContent, from: ProgramContent, stage: S): ProgramContent {
  return content[stage] === from[stage] ? content : { ...content, [stage]: from[stage] };
}

function withMark(draft: Draft, stage: Stage, change: Partial<StageMark>): Draft {
  return { ...draft, marks: { ...draft.marks, [stage]: { ...draft.marks[stage], ...change } } };
}

function trimmed(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(trimmed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, trimmed(item)]));
}
