import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isFields } from './fields.ts';
import type { Fields } from './types.ts';

/**
 * A folder with the last whole state, `state.json`, and a journal of what was done since. The state names its journal,
 * so that a process killed between the two leaves a pair that fits. What was written survives the end of the process;
 * a power failure may lose the last seconds.
 */
export type Disk = {
  state: Fields | null;
  /** What was done after that state, oldest first. */
  entries: readonly Fields[];
  append: (entry: Fields) => void;
  /** Whether it is time to write the whole state. */
  isFull: () => boolean;
  write: (state: Fields) => void;
  close: () => void;
};

const longestJournal = 4 * 1024 * 1024;

/** Throws when what is there cannot be read. */
export function openDisk(folder: string): Disk {
  mkdirSync(folder, { recursive: true });
  const state = readState(folder);
  let generation = Number(state?.generation ?? 0);
  let journal: number | null = null;
  let length = 0;

  const close = () => {
    if (journal !== null) closeSync(journal);
    journal = null;
  };
  return {
    state,
    entries: readJournal(journalOf(folder, generation)),
    append(entry) {
      journal ??= openSync(journalOf(folder, generation), 'a');
      const line = Buffer.from(`${JSON.stringify(entry)}\n`);
      writeFileSync(journal, line);
      length += line.length;
    },
    isFull: () => length > longestJournal,
    write(next) {
      close();
      generation += 1;
      length = 0;
      const written = join(folder, 'state.new');
      writeFileSync(written, JSON.stringify({ ...next, generation }));
      renameSync(written, join(folder, 'state.json'));
      for (const name of readdirSync(folder)) if (name.startsWith('journal-')) rmSync(join(folder, name));
    },
    close,
  };
}

/** Takes a folder that cannot be read out of the way; the one before it goes. Answers its new name. */
export function putAside(folder: string): string {
  const aside = `${folder}.unreadable`;
  rmSync(aside, { recursive: true, force: true });
  renameSync(folder, aside);
  return aside;
}

function journalOf(folder: string, generation: number): string {
  return join(folder, `journal-${generation}.jsonl`);
}

function readState(folder: string): Fields | null {
  const file = join(folder, 'state.json');
  if (!existsSync(file)) return null;
  const state: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isFields(state)) throw new Error('state.json is not a state');
  return state;
}

/** The last line of a killed process may be half a line: that was never answered. */
function readJournal(file: string): Fields[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => {
    const entry: unknown = JSON.parse(line);
    if (!isFields(entry)) throw new Error('the journal holds what is no entry');
    return entry;
  });
}
