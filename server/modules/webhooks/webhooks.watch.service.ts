import type { MessageData } from '../../../shared/contract/webhooks.messages.ts';
import { asSystem, type StoreCtx, transaction } from '../../core/ctx.ts';
import { enqueueForStore } from '../../core/jobs.ts';
import { latestRunOf } from '../checks/checks.service.ts';
import { getOverview } from '../inventory/inventory.freshness.service.ts';
import {
  type Activation,
  type FedAct,
  latestActNumber,
  listActivations,
  listActsAfter,
  type Plan,
} from '../lifecycle/lifecycle.feed.service.ts';
import { namesById } from '../programs/programs.service.ts';
import * as endpoints from './webhooks.endpoints.repository.ts';
import { watchJob } from './webhooks.news.service.ts';
import { planNews } from './webhooks.plan-news.service.ts';
import { publishMessage } from './webhooks.service.ts';
import { nextBoundary, switchNews } from './webhooks.switch-news.service.ts';
import * as watch from './webhooks.watch.repository.ts';

type Marks = watch.Marks;
type Names = ReadonlyMap<string, string>;

/** Acts read at a time; the next look reads on. */
const mostActs = 200;
/** Acts told by looks before that may have made a boundary this one tells. */
const recentActs = 20;
/** Milliseconds a look goes back, for acts that committed after a boundary was read; a key keeps it told once. */
const lookBack = 60_000;
/** Milliseconds a copy must have been stale before anybody is told. */
const staleBound = 5 * 60_000;

/** In the transaction that makes an endpoint: with the first one, what happened before is nobody's news. */
export async function beginWatching(ctx: StoreCtx): Promise<void> {
  const marks = await watch.lock(ctx.store.db);
  if ((await endpoints.count(ctx.store.db)) > 0) return;
  const toldUntil = new Date(ctx.clock.now().getTime() + lookBack); // a look goes back no further than now
  const actNumber = await latestActNumber(ctx);
  await watch.save(ctx.store.db, {
    ...marks,
    actNumber,
    toldUntil,
    unreadyProgramId: null,
    staleSince: null,
    isStaleTold: false,
  });
}

/** Tells what happened and was not told yet: docs/rules/webhooks.md. Sets the next look at the ledger's next boundary. */
export async function lookAround(given: StoreCtx): Promise<void> {
  const ctx = asSystem(given, 'webhooks');
  if (ctx.store.state !== 'active') return;
  await transaction(ctx, async (ctx) => {
    if ((await endpoints.count(ctx.store.db)) === 0) return;
    const marks = await watch.lock(ctx.store.db);
    const now = ctx.clock.now();
    const names = await namesById(ctx);
    const acts = await listActsAfter(ctx, marks.actNumber, mostActs);
    for (const act of acts) await tellPlans(ctx, act, names);
    const after = new Date(marks.toldUntil.getTime() - lookBack);
    const ledger = await listActivations(ctx, new Date(after.getTime() - 1));
    await tellSwitches(ctx, ledger, { after, until: now, actNumber: marks.actNumber });
    await watch.save(ctx.store.db, {
      actNumber: acts.at(-1)?.number ?? marks.actNumber,
      toldUntil: marks.toldUntil > now ? marks.toldUntil : now,
      unreadyProgramId: await tellReadiness(ctx, ledger, marks.unreadyProgramId),
      ...(await tellStaleness(ctx, marks)),
    });
    if (acts.length === mostActs) await enqueueForStore(ctx, watchJob, {}, { key: 'webhooks.watch' });
    const next = nextBoundary(ledger, now);
    if (next !== null) await enqueueForStore(ctx, watchJob, {}, { key: 'webhooks.watch.next', runAt: next });
  });
}

async function tellPlans(ctx: StoreCtx, act: FedAct, names: Names) {
  for (const { change, plan } of planNews(act.before, act.after, act.at.getTime())) {
    const key = `plan:${act.number}:${plan.id}`;
    const facts = { at: act.at.toISOString(), plan: toPlan(plan, names) };
    if (change === 'held') {
      const errors = act.findings.map(({ code, at }) => ({ code, at }));
      await publishMessage(ctx, 'plan.held', { ...facts, errors }, { key });
    } else await publishMessage(ctx, 'program.planned', { change, ...facts }, { key });
  }
}

async function tellSwitches(
  ctx: StoreCtx,
  ledger: readonly Activation[],
  { after, until, actNumber }: { after: Date; until: Date; actNumber: number },
) {
  if (switchNews(ledger, [], { after, until }).length === 0) return;
  const acts = await listActsAfter(ctx, Math.max(0, actNumber - recentActs), recentActs + mostActs);
  for (const switched of switchNews(ledger, acts, { after, until })) {
    await publishMessage(ctx, 'program.switched', switched, { key: `program.switched:${switched.at}` });
  }
}

/** Answers the program whose readiness is told as lost now. A check from before it was active says nothing. */
async function tellReadiness(
  ctx: StoreCtx,
  ledger: readonly Activation[],
  unreadyId: string | null,
): Promise<string | null> {
  const now = ctx.clock.now();
  const active = ledger.find(({ startsAt, endsAt }) => startsAt <= now && (endsAt === null || endsAt > now));
  if (active === undefined) return null;
  const { programId, programName, startsAt } = active;
  const wasLost = unreadyId === programId;
  const run = await latestRunOf(ctx, programId, 'change');
  if (run === null || run.checkedAt < startsAt) return wasLost ? programId : null;
  const isLost = run.errorCount > 0;
  const facts = { programId, programName, checkedAt: run.checkedAt.toISOString(), errorCount: run.errorCount };
  if (isLost !== wasLost) await publishMessage(ctx, isLost ? 'readiness.lost' : 'readiness.restored', facts);
  return isLost ? programId : null;
}

async function tellStaleness(ctx: StoreCtx, { staleSince, isStaleTold }: Marks) {
  const now = ctx.clock.now();
  const { staleCount, copiedCount, failingCount, oldestReadAt } = await getOverview(ctx);
  if (staleCount === 0) {
    if (isStaleTold && staleSince !== null) {
      const recovered = { since: staleSince.toISOString(), recoveredAt: now.toISOString() };
      await publishMessage(ctx, 'sync.recovered', recovered);
    }
    return { staleSince: null, isStaleTold: false };
  }
  const since = staleSince ?? now;
  const isDue = !isStaleTold && now.getTime() - since.getTime() >= staleBound;
  if (isDue) {
    const facts = { since: since.toISOString(), staleCount, copiedCount, failingCount };
    await publishMessage(ctx, 'sync.stale', { ...facts, oldestReadAt: oldestReadAt?.toISOString() ?? null });
  }
  return { staleSince: since, isStaleTold: isStaleTold || isDue };
}

function toPlan({ id, programId, startsAt, endsAt }: Plan, names: Names): MessageData<'plan.held'>['plan'] {
  return {
    id,
    programId,
    programName: names.get(programId) ?? '',
    startsAt: new Date(startsAt).toISOString(),
    endsAt: endsAt === null ? null : new Date(endsAt).toISOString(),
  };
}
