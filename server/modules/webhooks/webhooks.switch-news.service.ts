import type { MessageData } from '../../../shared/contract/webhooks.messages.ts';
import type { Activation, FedAct } from '../lifecycle/lifecycle.feed.service.ts';

type Switched = MessageData<'program.switched'>;

/** What became active, or closed, after one instant and up to another: a boundary that changes nothing is none. */
export function switchNews(
  ledger: readonly Activation[],
  acts: readonly Pick<FedAct, 'at' | 'kind'>[],
  { after, until }: { after: Date; until: Date },
): Switched[] {
  const instants = boundariesOf(ledger).filter((at) => at > after.getTime() && at <= until.getTime());
  return instants.flatMap((at) => {
    const from = ledger.find(({ endsAt }) => endsAt?.getTime() === at) ?? null;
    const to = ledger.find(({ startsAt }) => startsAt.getTime() === at) ?? null;
    if (from?.releaseId === to?.releaseId) return [];
    return {
      at: new Date(at).toISOString(),
      from: from && toActive(from),
      to: to && toActive(to),
      until: to?.endsAt?.toISOString() ?? null,
      planId: to?.planId ?? null,
      act: acts.find((act) => act.at.getTime() === at)?.kind ?? null,
    };
  });
}

/** The next instant at which what is active changes by plan; null when nothing is planned. */
export function nextBoundary(ledger: readonly Activation[], now: Date): Date | null {
  const next = boundariesOf(ledger).find((at) => at > now.getTime());
  return next === undefined ? null : new Date(next);
}

function boundariesOf(ledger: readonly Activation[]): number[] {
  const all = ledger.flatMap(({ startsAt, endsAt }) => [startsAt, ...(endsAt === null ? [] : [endsAt])]);
  return [...new Set(all.map((at) => at.getTime()))].sort((a, b) => a - b);
}

function toActive({ programId, programName, releaseId, releaseNumber }: Activation) {
  return { programId, programName, releaseId, releaseNumber };
}
