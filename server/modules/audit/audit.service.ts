import { changedFields } from '../../../shared/rules/changes.ts';
import { actorId, actorName, type Ctx, isStoreCtx } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { type ProblemError, problem } from '../../core/problem.ts';
import { withoutSecrets } from '../../core/redact.ts';
import * as entries from './audit.repository.ts';
import type { AuditRecord, Subject } from './audit.types.ts';

export type { AuditRecord } from './audit.types.ts';

/**
 * Keeps what one act did, in the act's own transaction: in the store's audit when the context is bound to a store, else
 * in the platform's. Throws outside a transaction, because an entry without its act, or an act without its entry, lies.
 */
export async function record(ctx: Ctx, act: AuditRecord): Promise<void> {
  if (!isStoreCtx(ctx)) return recordOnPlatform(ctx, act);
  await entries.insertForStore(ctx.store.db, makeEntry(ctx, act));
}

/**
 * Keeps the act in the platform's audit, also from a store's context: for what is done to a store as a whole, which
 * operators see and which must outlive the store.
 */
export async function recordOnPlatform(ctx: Ctx, act: AuditRecord): Promise<void> {
  await entries.insertForPlatform(ctx.platform, { ...makeEntry(ctx, act), clientId: act.clientId ?? null });
}

/**
 * The problem of an edit that was based on an older version of the subject. It says who changed which fields since, for
 * subjects whose acts are recorded with their version.
 */
export async function staleVersion(
  ctx: Ctx,
  subject: Pick<Subject, 'type' | 'id'>,
  version: number,
): Promise<ProblemError> {
  const wanted = { subjectType: subject.type, subjectId: subject.id, version };
  const changes = isStoreCtx(ctx)
    ? await entries.changesInStore(ctx.store.db, wanted)
    : await entries.changesInPlatform(ctx.platform, wanted);
  const [latest] = changes;
  if (latest === undefined) return problem('version.stale');
  const fields = changes.flatMap(({ before, after }) => changedFields(before ?? {}, after ?? {}));
  return problem('version.stale', {
    fields: [...new Set(fields)].sort(),
    changedBy: [...new Set(changes.map(({ actorName }) => actorName))],
    changedAt: latest.at.toISOString(),
  });
}

function makeEntry(ctx: Ctx, act: AuditRecord): entries.StoreEntryRow {
  if (!ctx.session.inTransaction) throw new Error(`${act.action} was recorded outside its transaction`);
  const { kind } = ctx.actor;
  if (kind === 'fan') throw new Error(`${act.action} was done by a fan; the audit is of staff`);
  return {
    id: newId(),
    at: ctx.clock.now(),
    requestId: ctx.requestId,
    actorKind: kind,
    actorId: actorId(ctx.actor),
    actorName: actorName(ctx.actor),
    action: act.action,
    subjectType: act.subject.type,
    subjectId: act.subject.id,
    subjectName: act.subject.name,
    subjectVersion: act.subject.version ?? null,
    before: act.before === undefined ? null : withoutSecrets(act.before),
    after: act.after === undefined ? null : withoutSecrets(act.after),
    reason: act.reason ?? null,
  };
}
