import { isActName, readAct, wrapActs } from './acts.ts';
import type { Clock } from './clock.ts';
import { type Disk, openDisk, putAside } from './disk.ts';
import type { Asked } from './envelope.ts';
import { isFields, number } from './fields.ts';
import type { Acts, Command, Fields, World } from './types.ts';

/**
 * The world and its place on disk. Every call and act that changes the world stands in the journal before it is
 * answered, so a killed process loses nothing it said. What is on disk is made again by the same calls at the same times.
 * When the disk fails nothing is answered any more: the world in memory is not the one a restart would bring back.
 */
export type Store<W extends World> = {
  world: W;
  acts: Acts;
  /** Does one call's work; `work` sees the clock stand still. */
  perform: <T>(asked: Asked, work: (world: W) => T) => T;
  advance: (ms: number) => void;
  /** Back to the beginning, in memory and on disk. */
  reset: () => void;
  close: () => void;
};
export type StoreOptions<W extends World> = {
  /** Null keeps everything in memory. */
  dataDir: string | null;
  clock: Clock;
  makeWorld: () => W;
  commands: ReadonlyMap<string, Command<W>>;
  /** What the world is made from; what was made from something else is not taken over. */
  madeFrom: string;
};

export function openStore<W extends World>(options: StoreOptions<W>): Store<W> {
  const { clock } = options;
  const { world, disk } =
    options.dataDir === null ? { world: options.makeWorld(), disk: null } : open(options, options.dataDir);
  const state = () => ({ madeFrom: options.madeFrom, offset: clock.offset(), world: world.snapshot() });
  disk?.write(state());

  let failure: unknown = null;
  const keep = (write: () => void) => {
    try {
      if (failure === null) write();
    } catch (error) {
      failure = error;
    }
    if (failure !== null) throw new Error('the sandbox cannot write its data', { cause: failure });
  };
  const recorded = <T>(entry: Fields, work: () => T): T => {
    const at = clock.now();
    const before = world.changes();
    try {
      return clock.at(at, work);
    } finally {
      if (disk !== null && (failure !== null || world.changes() !== before)) {
        keep(() => {
          disk.append({ at, ...entry });
          if (disk.isFull()) disk.write(state());
        });
      }
    }
  };
  return {
    world,
    acts: wrapActs(world.acts, (act, what, work) => recorded({ act, what }, work)),
    perform: (asked, work) => recorded(asked, () => work(world)),
    advance(ms) {
      clock.advance(ms);
      keep(() => disk?.append({ advance: ms }));
    },
    reset() {
      world.restore(asJson(options.makeWorld().snapshot()));
      keep(() => disk?.write(state()));
    },
    close() {
      if (failure === null) disk?.write(state());
      disk?.close();
    },
  };
}

function open<W extends World>(options: StoreOptions<W>, dataDir: string): { world: W; disk: Disk } {
  try {
    const disk = openDisk(dataDir);
    const world = bringBack(disk, options);
    if (isOver(world, options.clock)) throw new Error('its season is over');
    return { world, disk };
  } catch (error) {
    options.clock.advance(-options.clock.offset());
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`The sandbox begins anew: ${reason}. What it had is now in ${putAside(dataDir)}.`);
    return { world: options.makeWorld(), disk: openDisk(dataDir) };
  }
}

function bringBack<W extends World>({ state, entries }: Disk, options: StoreOptions<W>): W {
  const world = options.makeWorld();
  if (state === null) return world;
  if (state.madeFrom !== options.madeFrom) throw new Error('its data is of another version');
  world.restore(state.world);
  options.clock.advance(number(state, 'offset'));
  for (const entry of entries) replay(entry, world, options);
  return world;
}

/** A demo that is taken up again months later shall have games ahead. */
function isOver(world: World, clock: Clock): boolean {
  const { lastEvent } = world.summary();
  return typeof lastEvent === 'string' && lastEvent < new Date(clock.now()).toISOString().slice(0, 10);
}

function replay<W extends World>(entry: Fields, world: W, { clock, commands }: StoreOptions<W>) {
  if (entry.advance !== undefined) return clock.advance(number(entry, 'advance'));
  const at = number(entry, 'at');
  try {
    clock.at(at, () => again(entry, world, commands));
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    // It failed in the same way when it was first made, after it had noticed a change such as an expired cart.
  }
}

function again<W extends World>(entry: Fields, world: W, commands: ReadonlyMap<string, Command<W>>) {
  const { act, what, cmd, request, call } = entry;
  if (isActName(act) && isFields(what)) return readAct(act, what)(world.acts);
  const command = typeof cmd === 'string' ? commands.get(cmd) : undefined;
  const isCall = isFields(request) && isFields(call) && typeof call.uid === 'string' && typeof call.dsn === 'string';
  if (command === undefined || !isCall) throw new UnreadableError('its journal holds what this version does not know');
  return command.run(world, request, { uid: String(call.uid), dsn: String(call.dsn) });
}

class UnreadableError extends Error {}

/** As it would come from disk, so that no part is shared with the world it was taken from. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
