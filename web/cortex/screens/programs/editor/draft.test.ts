import { describe, expect, it } from 'vitest';
import type { ProgramContent, Stage } from '../../../../../shared/contract/program-content.ts';
import { newContent } from '../../../../../shared/rules/new-program.ts';
import {
  type Act,
  type Draft,
  isUnsaved,
  openDraft,
  reduceDraft,
  stageNames,
  theirs,
  typingPause,
  unsavedStages,
  versionsOf,
} from './draft.ts';

const fresh = newContent({ type: 'build_your_own', inventoryType: 'seat' });
const first = Object.fromEntries(stageNames.map((stage) => [stage, 1])) as Record<Stage, number>;
const opened = openDraft({ content: fresh, versions: first });

function withEvents(...eventCodes: string[]): (content: ProgramContent) => ProgramContent {
  return (content) => ({ ...content, events: { eventCodes } });
}
const edit = (codes: string[], label = 'Events', at = 0): Act => ({
  kind: 'edit',
  stage: 'events',
  change: withEvents(...codes),
  label,
  at,
});
const rename = (headline: string, at = 0): Act => ({
  kind: 'edit',
  stage: 'presentation',
  change: (content) => ({ ...content, presentation: { ...content.presentation, headline: { en: headline } } }),
  label: 'Headline',
  at,
});
const send: Act = { kind: 'send', stage: 'events' };
const saved = (codes: string[], version = 2): Act => ({
  kind: 'saved',
  stage: 'events',
  content: withEvents(...codes)(fresh),
  version,
});
const stale: Act = { kind: 'stale', stage: 'events', changedBy: ['Omar'] };
const refused: Act = { kind: 'refused', stage: 'events', problem: 'why' };
const read = (codes: string[], version = 2): Act => ({
  kind: 'read',
  read: { content: withEvents(...codes)(fresh), versions: { ...first, events: version } },
});
const choose = (side: 'mine' | 'theirs' | 'both'): Act => ({ kind: 'choose', stage: 'events', side });
const undo: Act = { kind: 'undo' };
const redo: Act = { kind: 'redo' };

function draftAfter(...acts: Act[]): Draft {
  return acts.reduce(reduceDraft, opened);
}

/** What can be seen of the events stage. */
function eventsOf(draft: Draft) {
  const { phase, version } = draft.marks.events;
  return [draft.content.events.eventCodes.join(''), isUnsaved(draft, 'events') ? 'unsaved' : 'saved', phase, version];
}

describe('saving', () => {
  it.each<[string, Act[], unknown[]]>([
    ['nothing was done', [], ['', 'saved', 'idle', 1]],
    ['an edit waits', [edit(['A'])], ['A', 'unsaved', 'idle', 1]],
    ['an edit that changes nothing is none', [edit([])], ['', 'saved', 'idle', 1]],
    ['an edit and its opposite leave nothing to save', [edit(['A']), edit([])], ['', 'saved', 'idle', 1]],
    ['it is being saved', [edit(['A']), send], ['A', 'unsaved', 'saving', 1]],
    ['it is saved', [edit(['A']), send, saved(['A'])], ['A', 'saved', 'idle', 2]],
    ['the server tidied it', [edit(['A', 'A']), send, saved(['A'])], ['A', 'saved', 'idle', 2]],
    [
      'more was typed while it was being saved',
      [edit(['A']), send, edit(['A', 'B']), saved(['A'])],
      ['AB', 'unsaved', 'idle', 2],
    ],
    ['it was refused', [edit(['A']), send, refused], ['A', 'unsaved', 'failed', 1]],
    ['it was refused and is tried again', [edit(['A']), send, refused, send], ['A', 'unsaved', 'saving', 1]],
    [
      'it was refused, mended and saved',
      [edit(['A']), send, refused, edit(['B']), send, saved(['B'])],
      ['B', 'saved', 'idle', 2],
    ],
    ['undone while being saved', [edit(['A']), send, undo, saved(['A'])], ['', 'unsaved', 'idle', 2]],
  ])('%s', (_, acts, expected) => {
    expect(eventsOf(draftAfter(...acts))).toEqual(expected);
  });

  it('a space that the server takes away stays while one types', () => {
    const typed = draftAfter(rename('Black '), { kind: 'send', stage: 'presentation' });
    const answer = { ...fresh.presentation, headline: { en: 'Black' } };
    const draft = reduceDraft(typed, {
      kind: 'saved',
      stage: 'presentation',
      content: { ...fresh, presentation: answer },
      version: 2,
    });
    expect(draft.content.presentation.headline).toEqual({ en: 'Black ' });
    expect(unsavedStages(draft)).toEqual([]);
  });

  it('keeps the stages apart', () => {
    const draft = draftAfter(edit(['A']), rename('Sale'), send, saved(['A'], 7));
    expect(unsavedStages(draft)).toEqual(['presentation']);
    expect(versionsOf(draft)).toEqual({ ...first, events: 7 });
  });
});

describe('what somebody else saved', () => {
  it.each<[string, Act[], unknown[]]>([
    ['is taken at once when nothing is unsaved', [read(['X'])], ['X', 'saved', 'idle', 2]],
    [
      'is taken after what was saved here',
      [edit(['A']), send, saved(['A']), read(['X'], 3)],
      ['X', 'saved', 'idle', 3],
    ],
    [
      'is the past when it was read before the last save',
      [edit(['A']), send, saved(['A'], 3), read(['X'], 2)],
      ['A', 'saved', 'idle', 3],
    ],
    ['waits for a choice while an edit is unsaved', [edit(['A']), read(['X'])], ['A', 'unsaved', 'stale', 1]],
    ['waits while a save is under way', [edit(['A']), send, read(['X'])], ['A', 'unsaved', 'saving', 1]],
    [
      'was the own save, told before its answer',
      [edit(['A']), send, read(['A']), saved(['A'])],
      ['A', 'saved', 'idle', 2],
    ],
    ['came right after the own save', [edit(['A']), send, read(['X'], 3), saved(['A'], 2)], ['X', 'saved', 'idle', 3]],
    [
      'came right after the own save while more was typed',
      [edit(['A']), send, edit(['B']), read(['X'], 3), saved(['A'], 2)],
      ['B', 'unsaved', 'stale', 2],
    ],
    ['came before a save that was refused', [edit(['A']), send, read(['X']), refused], ['A', 'unsaved', 'stale', 1]],
  ])('%s', (_, acts, expected) => {
    expect(eventsOf(draftAfter(...acts))).toEqual(expected);
  });

  it('is not undone here', () => {
    const draft = draftAfter(edit(['A']), send, saved(['A']), rename('Sale'), read(['X'], 3));
    expect(draft.past.map(({ stage }) => stage)).toEqual(['presentation']);
    expect(reduceDraft(reduceDraft(draft, undo), undo).content.events.eventCodes).toEqual(['X']);
  });
});

describe('a save over a version that is not the newest', () => {
  it.each<[string, Act[], unknown[]]>([
    ['before theirs was read', [edit(['A']), send, stale], ['A', 'unsaved', 'stale', 1]],
    ['after theirs was read', [edit(['A']), send, read(['X']), stale], ['A', 'unsaved', 'stale', 1]],
    ['theirs is read later', [edit(['A']), send, stale, read(['X'])], ['A', 'unsaved', 'stale', 1]],
    [
      'more is typed before one chooses',
      [edit(['A']), send, stale, read(['X']), edit(['A', 'B'])],
      ['AB', 'unsaved', 'stale', 1],
    ],
    [
      'theirs changes again before one chooses',
      [edit(['A']), send, stale, read(['X']), read(['Y'], 3), choose('theirs')],
      ['Y', 'saved', 'idle', 3],
    ],
    [
      'nothing can be chosen before theirs was read',
      [edit(['A']), send, stale, choose('theirs')],
      ['A', 'unsaved', 'stale', 1],
    ],
    ['theirs is taken', [edit(['A']), send, stale, read(['X']), choose('theirs')], ['X', 'saved', 'idle', 2]],
    ['mine is saved over it', [edit(['A']), send, stale, read(['X']), choose('mine')], ['A', 'unsaved', 'idle', 2]],
    ['mine is what theirs is', [edit(['A']), send, stale, read(['A']), choose('mine')], ['A', 'saved', 'idle', 2]],
    ['both are kept', [edit(['A']), send, stale, read(['X']), choose('both')], ['XA', 'unsaved', 'idle', 2]],
    ['mine was undone meanwhile', [edit(['A']), send, stale, read(['X']), undo], ['X', 'saved', 'idle', 2]],
    [
      'it fails again after the choice',
      [edit(['A']), send, stale, read(['X']), choose('mine'), send, stale, read(['Y'], 3)],
      ['A', 'unsaved', 'stale', 2],
    ],
    [
      'typed while it was refused',
      [edit(['A']), send, edit(['B']), stale, read(['X']), choose('mine')],
      ['B', 'unsaved', 'idle', 2],
    ],
    [
      'a save refused for another reason before',
      [edit(['A']), send, refused, read(['X'])],
      ['A', 'unsaved', 'stale', 1],
    ],
  ])('%s', (_, acts, expected) => {
    expect(eventsOf(draftAfter(...acts))).toEqual(expected);
  });

  it('says who did it and what they have', () => {
    const draft = draftAfter(edit(['A']), send, stale, read(['X']));
    expect(draft.marks.events.changedBy).toEqual(['Omar']);
    expect(theirs(draft, 'events')?.events.eventCodes).toEqual(['X']);
    expect(theirs(draft, 'packs')).toBeNull();
  });

  it('leaves other stages as they are', () => {
    const draft = draftAfter(rename('Sale'), edit(['A']), send, stale, read(['X']), choose('theirs'));
    expect(draft.content.presentation.headline).toEqual({ en: 'Sale' });
    expect(unsavedStages(draft)).toEqual(['presentation']);
  });
});

describe('undo and redo', () => {
  const shown = (draft: Draft) => draft.content.events.eventCodes.join('');

  it('step through edits of all stages, in their order', () => {
    const draft = draftAfter(edit(['A'], 'Add A'), rename('Sale'), edit(['A', 'B'], 'Add B'));
    expect(draft.past.map(({ label }) => label)).toEqual(['Add A', 'Headline', 'Add B']);
    const back = [undo, undo].reduce(reduceDraft, draft);
    expect([shown(back), back.content.presentation.headline]).toEqual(['A', fresh.presentation.headline]);
    const forth = [redo, redo].reduce(reduceDraft, back);
    expect([shown(forth), forth.content.presentation.headline]).toEqual(['AB', { en: 'Sale' }]);
  });

  it('take edits of one label together while typing goes on', () => {
    const typed = draftAfter(rename('S', 0), rename('Sa', typingPause), rename('Sal', 2 * typingPause));
    expect(typed.past).toHaveLength(1);
    expect(reduceDraft(typed, undo).content.presentation.headline).toEqual(fresh.presentation.headline);
    expect(draftAfter(rename('S', 0), rename('Sa', typingPause + 1)).past).toHaveLength(2);
  });

  it('what is typed after a redo is a step of its own', () => {
    const draft = draftAfter(rename('S', 0), undo, redo, rename('Sa', 1));
    expect(reduceDraft(draft, undo).content.presentation.headline).toEqual({ en: 'S' });
  });

  it('an edit after an undo forgets what could be redone', () => {
    expect(draftAfter(edit(['A']), undo, edit(['B'])).future).toEqual([]);
  });

  it('do nothing where there is nothing to do', () => {
    expect(draftAfter(undo, redo)).toEqual(opened);
  });

  it('reach back over what was saved, which is then to be saved again', () => {
    const draft = draftAfter(edit(['A']), send, saved(['A']), undo);
    expect(eventsOf(draft)).toEqual(['', 'unsaved', 'idle', 2]);
    expect(eventsOf(reduceDraft(draft, redo))).toEqual(['A', 'saved', 'idle', 2]);
  });

  it('keep the last two hundred steps', () => {
    const acts = Array.from({ length: 250 }, (_, index) => edit([`E${index}`], `Step ${index}`));
    const { past } = draftAfter(...acts);
    expect([past.length, past[0]?.label]).toEqual([200, 'Step 50']);
  });
});
