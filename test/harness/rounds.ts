import { expect } from 'vitest';
import type { Sandbox } from '../../sandbox/types.ts';
import { getFreshness, getOverview } from '../../server/modules/inventory/inventory.freshness.service.ts';
import { runRound } from '../../server/modules/inventory/inventory.round.service.ts';
import { listChanges } from '../../server/modules/inventory/inventory.runs.service.ts';
import type { CopiedStore } from '../factories/copied-store.ts';
import type { TestApp } from './app.ts';
import { pictureOfCopy, pictureOfVendor } from './sandbox-truth.ts';

/** Rounds of one store against one sandbox, and what came of them. */
export function roundsOf(app: TestApp, sandbox: Sandbox, { ctx, codes }: CopiedStore) {
  const calls = () => sandbox.traffic().byCommand.get_avail_seats ?? 0;
  return {
    /** The next event. */
    first: codes[0] ?? '',
    /** The event that is farthest away. */
    last: codes.at(-1) ?? '',
    /** Lets time pass and has what is due by then read. */
    async pass(time: number) {
      app.clock.advance(time);
      await runRound(ctx);
    },
    /** Questions for summaries and seats. */
    calls,
    async callsOf(work: () => Promise<unknown>): Promise<number> {
      const before = calls();
      await work();
      return calls() - before;
    },
    freshness: (code: string) => getFreshness(ctx, code),
    overview: () => getOverview(ctx),
    changes: async (code: string) => (await listChanges(ctx, code, { limit: 100 })).items,
    /** The copy is, seat for seat and amount for amount, what the vendor has. */
    async expectTruth(of: readonly string[] = codes) {
      for (const code of of) expect(await pictureOfCopy(ctx, code)).toEqual(await pictureOfVendor(sandbox, code));
    },
  };
}
export type Rounds = ReturnType<typeof roundsOf>;
