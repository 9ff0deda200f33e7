import { type Ctx, transaction } from '../../core/ctx.ts';
import { faultFacts } from '../../core/http/errors.ts';
import { announce } from '../../core/live-changes.ts';
import * as usage from './vendors.budget.repository.ts';

/** Until when an account's vendor takes no calls, as far as this process knows. */
export type Refusal = {
  until: () => Date | null;
  /** Somebody else was told so by the vendor. */
  hear: (until: Date) => void;
  /** The vendor said so; every process is told. */
  tell: (until: Date) => void;
  /** Until what was told is written. */
  settled: () => Promise<void>;
};

/** Nobody believes a vendor for longer, in milliseconds. */
const longest = 24 * 60 * 60_000;

export function keepRefusal(ctx: Ctx, accountId: string, known: Date | null): Refusal {
  let until = known;
  const pending = new Set<Promise<void>>();
  const isNews = (at: Date) => until === null || at > until;
  return {
    until: () => until,
    hear(at) {
      if (isNews(at)) until = at;
    },
    tell(at) {
      const bounded = new Date(Math.min(at.getTime(), ctx.clock.now().getTime() + longest));
      if (!isNews(bounded)) return;
      until = bounded;
      const told = tellOthers(ctx, accountId, bounded).finally(() => pending.delete(told));
      pending.add(told);
    },
    async settled() {
      await Promise.all(pending);
    },
  };
}

async function tellOthers(ctx: Ctx, accountId: string, until: Date) {
  try {
    await transaction(ctx, async (ctx) => {
      await usage.refuseUntil(ctx.platform, { accountId, until });
      await announce(ctx, { topic: 'vendors.refusing', data: { accountId, until: until.toISOString() } });
    });
  } catch (error) {
    ctx.log.error({ err: faultFacts(error) }, 'vendors: other processes could not be told that a vendor refuses');
  }
}
