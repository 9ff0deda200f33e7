import type { Ctx, StoreFacts } from '../../core/ctx.ts';
import type { Live } from '../../core/live.ts';
import { findStoreByHost, findStoreForFans } from './stores.service.ts';

/** Keys and host names kept; more come from people who guess. */
const mostDoors = 5_000;
/** A node that heard nothing for so long, in milliseconds, asks each time. */
const trust = 5_000;

type Doors = { byDoor: Map<string, StoreFacts>; generation: number };

/**
 * As `findStoreForFans`, from memory where this process has asked before. News of a store is heard within a second, so a
 * suspension is; a process that does not listen asks each time.
 */
export function openStoreForFans(ctx: Ctx, storeKey: string): Promise<StoreFacts> {
  return throughDoor(ctx, `key ${storeKey}`, () => findStoreForFans(ctx, storeKey));
}

/** The same for `findStoreByHost`. */
export function openStoreByHost(ctx: Ctx, host: string): Promise<StoreFacts> {
  return throughDoor(ctx, `host ${host}`, () => findStoreByHost(ctx, host));
}

const doorsOf = new WeakMap<Live, Doors>();

async function throughDoor(ctx: Ctx, door: string, find: () => Promise<StoreFacts>): Promise<StoreFacts> {
  if (ctx.live.heardAgo() >= trust) return find();
  const doors = doorsOf.get(ctx.live) ?? openDoors(ctx.live);
  const known = doors.byDoor.get(door);
  if (known !== undefined) return known;
  const { generation } = doors;
  const found = await find();
  // news that came while the store was read may be newer than what was read
  if (doors.generation === generation) keep(doors, door, found);
  return found;
}

function openDoors(live: Live): Doors {
  const doors: Doors = { byDoor: new Map(), generation: 0 };
  const forget = (isMeant: (store: StoreFacts) => boolean) => {
    doors.generation += 1;
    for (const [door, store] of doors.byDoor) if (isMeant(store)) doors.byDoor.delete(door);
  };
  live.subscribeToAll(['store.changed'], {
    onChange: ({ storeId }) => forget(({ id }) => id === storeId),
    onGap: () => forget(() => true),
  });
  doorsOf.set(live, doors);
  return doors;
}

function keep({ byDoor }: Doors, door: string, store: StoreFacts) {
  byDoor.set(door, store);
  for (const oldest of byDoor.keys()) if (byDoor.size > mostDoors) byDoor.delete(oldest);
}
