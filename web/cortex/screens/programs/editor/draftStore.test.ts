import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProgramContent, Stage } from '../../../../../shared/contract/program-content.ts';
import { newContent } from '../../../../../shared/rules/new-program.ts';
import { ApiProblem, type ProblemFacts } from '../../../../api/problem.ts';
import { stageNames } from './draft.ts';
import { longest, openDraftStore, quiet } from './draftStore.ts';

const content = newContent({ type: 'build_your_own', inventoryType: 'seat' });
const versions = Object.fromEntries(stageNames.map((stage) => [stage, 1])) as Record<Stage, number>;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function problem(code: ProblemFacts['code'], status: number, params: Record<string, unknown> = {}): ApiProblem {
  return new ApiProblem({ code, status, title: code, detail: '', requestId: null, params, errors: [] });
}

type Answer = { content: ProgramContent; version: number };
type Put = { stage: Stage; codes: string; version: number; answer: () => void; fail: (error: unknown) => void };

/** A store whose server answers when the test says so. */
function open() {
  const puts: Put[] = [];
  const readAgain = vi.fn<() => void>();
  const saved: string[] = [];
  const store = openDraftStore({
    read: { content, versions },
    put: (stage, sent, version) =>
      new Promise<Answer>((resolve, reject) => {
        puts.push({
          stage,
          codes: sent.events.eventCodes.join(''),
          version,
          answer: () => resolve({ content: sent, version: version + 1 }),
          fail: reject,
        });
      }),
    readAgain,
    onSaved: (stage, _, version) => saved.push(`${stage} ${version}`),
  });
  const choose = (...codes: string[]) =>
    store.edit('events', (old) => ({ ...old, events: { eventCodes: codes } }), 'Events');
  const phase = () => store.draft().marks.events.phase;
  return { store, puts, readAgain, saved, choose, phase };
}

const settle = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

describe('an edit', () => {
  it('is saved after a moment of quiet, over the version that was read', async () => {
    const { puts, choose, saved } = open();
    choose('A');
    await settle(quiet - 1);
    expect(puts).toEqual([]);
    await settle(1);
    expect(puts).toMatchObject([{ stage: 'events', codes: 'A', version: 1 }]);
    puts[0]?.answer();
    await settle(0);
    expect(saved).toEqual(['events 2']);
  });

  it('does not wait for ever while typing goes on', async () => {
    const { puts, choose } = open();
    for (let passed = 0; passed < longest; passed += quiet / 2) {
      choose(`A${passed}`);
      await settle(quiet / 2);
    }
    expect(puts).toHaveLength(1);
  });

  it('made during a save is saved after it, over its version', async () => {
    const { puts, choose } = open();
    choose('A');
    await settle(quiet);
    choose('A', 'B');
    await settle(longest);
    expect(puts).toHaveLength(1);
    puts[0]?.answer();
    await settle(quiet);
    expect(puts[1]).toMatchObject({ codes: 'AB', version: 2 });
  });

  it('of one stage does not wait for the save of another', async () => {
    const { store, puts, choose } = open();
    choose('A');
    await settle(quiet);
    store.edit('packs', (old) => ({ ...old, packs: { packs: [] } }), 'Packs');
    store.edit('definition', (old) => ({ ...old, definition: { ...old.definition, minEvents: 9 } }), 'Minimum');
    await settle(quiet);
    expect(puts.map(({ stage }) => stage)).toEqual(['events', 'definition']);
  });
});

describe('a save that fails', () => {
  it('is tried again by itself while the server cannot be reached, with growing pauses', async () => {
    const { puts, choose, phase } = open();
    choose('A');
    await settle(quiet);
    puts[0]?.fail(problem('connection.failed', 0));
    await settle(1_999);
    expect([puts.length, phase()]).toEqual([1, 'failed']);
    await settle(1);
    puts[1]?.fail(problem('server.unavailable', 503));
    await settle(4_999);
    expect(puts).toHaveLength(2);
    await settle(1);
    puts[2]?.answer();
    await settle(0);
    expect([puts.length, phase()]).toEqual([3, 'idle']);
  });

  it('is not tried again by itself when it was refused, but after another edit', async () => {
    const { puts, choose, phase } = open();
    choose('A');
    await settle(quiet);
    puts[0]?.fail(problem('request.invalid', 400));
    await settle(60_000);
    expect([puts.length, phase()]).toEqual([1, 'failed']);
    choose('B');
    await settle(quiet);
    expect(puts[1]).toMatchObject({ codes: 'B', version: 1 });
  });

  it('as stale reads the program again, waits for the choice and then goes over the newer version', async () => {
    const { store, puts, choose, phase, readAgain } = open();
    choose('A');
    await settle(quiet);
    puts[0]?.fail(problem('version.stale', 412, { changedBy: ['Omar'] }));
    await settle(60_000);
    expect([puts.length, phase(), readAgain.mock.calls.length]).toEqual([1, 'stale', 1]);
    store.read({ content: { ...content, events: { eventCodes: ['X'] } }, versions: { ...versions, events: 5 } });
    store.choose('events', 'mine');
    await settle(quiet);
    expect(puts[1]).toMatchObject({ codes: 'A', version: 5 });
  });
});

describe('leaving', () => {
  it('saves at once what waits and says when all is saved', async () => {
    const { store, puts, choose } = open();
    choose('A');
    const flushed = store.flush();
    expect(puts).toHaveLength(1);
    puts[0]?.answer();
    await expect(flushed).resolves.toBe(true);
    await settle(longest);
    expect(puts).toHaveLength(1);
  });

  it('waits for a save that is under way and saves what was typed meanwhile', async () => {
    const { store, puts, choose } = open();
    choose('A');
    await settle(quiet);
    choose('A', 'B');
    const flushed = store.flush();
    puts[0]?.answer();
    await settle(0);
    expect(puts[1]).toMatchObject({ codes: 'AB', version: 2 });
    puts[1]?.answer();
    await expect(flushed).resolves.toBe(true);
  });

  it('says that something is not saved when it is refused, or waits for a choice', async () => {
    const { store, puts, choose } = open();
    choose('A');
    const flushed = store.flush();
    puts[0]?.fail(problem('version.stale', 412));
    await expect(flushed).resolves.toBe(false);
    await expect(store.flush()).resolves.toBe(false);
    expect(puts).toHaveLength(1);
  });

  it('for good stops every try', async () => {
    const { store, puts, choose } = open();
    choose('A');
    await settle(quiet);
    puts[0]?.fail(problem('connection.failed', 0));
    await settle(0);
    store.close();
    await settle(600_000);
    expect(puts).toHaveLength(1);
  });
});

describe('undo', () => {
  it('names the stage it changed and saves it', async () => {
    const { store, puts, choose } = open();
    expect(store.undo()).toBeNull();
    choose('A');
    await settle(quiet);
    puts[0]?.answer();
    await settle(0);
    expect(store.undo()).toBe('events');
    await settle(quiet);
    expect(puts[1]).toMatchObject({ codes: '', version: 2 });
    expect([store.redo(), store.redo()]).toEqual(['events', null]);
  });
});
