import type { Offence } from './facts/source.ts';

type Allowed = Readonly<Record<string, { count: number; reason: string }>>;
/** By rule and file: how often the file may break the rule, and why. */
export type Allowances = Readonly<Record<'databaseClock' | 'coreReads' | 'casts' | 'anys' | 'environment', Allowed>>;

export const noAllowances: Allowances = { databaseClock: {}, coreReads: {}, casts: {}, anys: {}, environment: {} };

/** The whole list. A count that is no longer reached is an offence too, so it only shrinks. */
export const allowances: Allowances = {
  databaseClock: {
    'server/core/db.ts': { count: 1, reason: 'answers the time of the database to the clock' },
    'server/core/jobs.ts': { count: 1, reason: 'graphile-worker starts a job by the clock of the database' },
    'server/core/migrate.ts': { count: 2, reason: 'keeps its ledgers before there is a clock' },
  },
  coreReads: {
    'server/core/http/health.ts': { count: 1, reason: 'is ready only when no store is behind' },
    'server/core/migrate.ts': { count: 1, reason: 'must know the schema of every store' },
  },
  casts: {
    'server/core/db.ts': {
      count: 1,
      reason: 'a row has the type its statement declares: every statement is described',
    },
    'server/core/worker-pool.ts': {
      count: 3,
      reason: 'stands in for the pool where only two of its functions are used',
    },
  },
  anys: {
    'test/season/browser.ts': { count: 1, reason: 'the script reads what the API documents, as any client does' },
    'test/harness/client.ts': { count: 1, reason: 'a test reads whatever it expects: its assertion is the check' },
  },
  environment: {
    'sandbox/main.ts': { count: 1, reason: 'imports nothing of ours, so it reads its own port' },
  },
};

/** What is left of the offences when each file's allowance is taken off. */
export function allow(found: readonly Offence[], allowed: Allowed): Offence[] {
  const left = found.flatMap((one) => {
    const allowance = allowed[one.path];
    if (allowance === undefined) return [one];
    const count = countIn(found, one.path);
    if (count <= allowance.count) return [];
    return [{ ...one, message: `${one.message} (${allowance.count} allowed here, ${count} found)` }];
  });
  const stale = Object.entries(allowed).flatMap(([path, { count }]) => {
    const actual = countIn(found, path);
    if (actual >= count) return [];
    const message = `${path} needs ${actual} of the ${count} allowed: ${actual === 0 ? 'remove the entry' : 'lower the count'}`;
    return [{ path: 'scripts/structure/allowances.ts', line: 1, message }];
  });
  return [...left, ...stale];
}

function countIn(found: readonly Offence[], path: string): number {
  return found.filter((one) => one.path === path).length;
}
