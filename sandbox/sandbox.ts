import { demoAccount, secondAccount } from './accounts.ts';
import { makeAdmin } from './admin.ts';
import { makeCalls, type Reply } from './calls.ts';
import { withCardForm } from './card-form.ts';
import { makeClock } from './clock.ts';
import { makeFaults } from './faults.ts';
import { makePolling } from './polling.ts';
import { makeQuotas } from './quota.ts';
import { seededRandom } from './random.ts';
import { makeSales } from './sales.ts';
import { type Listening, listen } from './server.ts';
import { openStore } from './store.ts';
import type { Sandbox, SandboxOptions, Traffic, WorldOptions } from './types.ts';
import { commands as worldCommands } from './world/commands.ts';
import { makeWorld } from './world/world.ts';

/**
 * A vendor of its own on loopback. The port is taken first, so that a second process never opens the data of one that
 * runs. Rejects when the port is taken.
 */
export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const accounts = options.accounts ?? [demoAccount, secondAccount];
  const listening = await listen({ port: options.port ?? 0, accounts });
  try {
    return build(options, accounts, listening);
  } catch (error) {
    await listening.close();
    throw error;
  }
}

const commands = new Map(Object.entries(worldCommands));

function build(options: SandboxOptions, accounts: Sandbox['accounts'], listening: Listening): Sandbox {
  const seed = options.seed ?? 1;
  const clock = makeClock(options.now ?? Date.now);
  const worldOptions = worldOptionsOf(options, seed, clock.now);
  const store = openStore({
    dataDir: options.dataDir ?? null,
    clock,
    commands,
    makeWorld: () => makeWorld(worldOptions),
    madeFrom: JSON.stringify(worldOptions),
  });
  const { world, acts, advance } = store;
  const quotas = makeQuotas(
    accounts.map(({ dsn }) => dsn),
    options.quota ?? null,
  );
  const faults = makeFaults(seed, (name) => commands.has(name));
  for (const rule of options.faults ?? []) faults.add(rule);
  const polling = makePolling<Reply>(seededRandom(seed + 1));
  const traffic: Traffic = { requests: 0, polls: 0, overQuota: 0, byCommand: {} };
  const random = seededRandom(seed + 2);
  const pollEvery = options.pollEvery ?? 0;
  const calls = makeCalls({ store, commands, clock, quotas, faults, polling, random, pollEvery, traffic });
  const sales = makeSales(acts, seededRandom(seed + 3));
  sales.set(options.salesPerMinute ?? 0);
  const reset = () => {
    store.reset();
    polling.clear();
    faults.clear();
  };
  const { waiting: waitingPolls } = polling;
  const controls = { accounts, clock, world, acts, faults, quotas, sales, traffic, waitingPolls, advance, reset };
  listening.open(calls, withCardForm(clock.now, makeAdmin(controls)));
  return {
    url: listening.url,
    accounts,
    world,
    acts,
    ledger: world.ledger,
    faults: { add: faults.add, list: faults.list, clear: faults.clear },
    setQuota: quotas.set,
    traffic: () => structuredClone(traffic),
    advance,
    async close() {
      sales.set(0);
      await listening.close();
      store.close();
    },
  };
}

function worldOptionsOf(options: SandboxOptions, seed: number, now: () => number): WorldOptions {
  const { size = 'small', holdSeconds = 600, feeCents, grants, house } = options;
  return { now, seed, size, holdSeconds, feeCents, grants, house };
}
