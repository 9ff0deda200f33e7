import { z } from 'zod';
import {
  type Ctx,
  isStoreCtx,
  require,
  requireClient,
  requireStore,
  type StoreCtx,
  transaction,
} from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import * as entries from './audit.repository.ts';
import { record } from './audit.service.ts';
import type { AuditEntry, AuditSearch } from './audit.types.ts';

type Page = { limit: number; cursor?: string | undefined };

/** A page of the store's audit, newest first. An entry that is added meanwhile moves none from page to page. */
export async function listOfStore(ctx: StoreCtx, search: AuditSearch, page: Page) {
  requireStore(ctx, 'store.audit.view');
  return listPage((wanted) => readStore(ctx, search, wanted), page);
}

export async function listOfPlatform(ctx: Ctx, search: AuditSearch, page: Page) {
  require(ctx, 'platform.audit.view');
  return listPage((wanted) => readPlatform(ctx, search, wanted), page);
}

/** What the platform keeps about one client. */
export async function listOfClient(ctx: Ctx, clientId: string, search: AuditSearch, page: Page) {
  requireClient(ctx, 'client.audit.view', clientId);
  return listPage((wanted) => readPlatform(ctx, { ...search, clientId }, wanted), page);
}

/** Every entry that matches, in lists of bounded length. That somebody took them is an entry too. */
export async function exportOfStore(ctx: StoreCtx, search: AuditSearch): Promise<AsyncIterable<AuditEntry[]>> {
  requireStore(ctx, 'store.audit.view');
  await recordExport(ctx, search);
  return readAll((wanted) => readStore(ctx, search, wanted));
}

export async function exportOfPlatform(ctx: Ctx, search: AuditSearch): Promise<AsyncIterable<AuditEntry[]>> {
  require(ctx, 'platform.audit.view');
  await recordExport(ctx, search);
  return readAll((wanted) => readPlatform(ctx, search, wanted));
}

/** Where a page begins, and how many entries are wanted. */
type Wanted = { olderThanAt: Date | null; olderThanId: string | null; limit: number };
type Read = (wanted: Wanted) => Promise<AuditEntry[]>;

const batch = 500;
const Place = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]);

async function listPage(read: Read, { limit, cursor }: Page) {
  const place = readCursorAs(cursor, Place);
  const found = await read({ ...placeOf(place), limit: limit + 1 });
  return toPage(found, limit, ({ at, id }) => [at.toISOString(), id]);
}

async function* readAll(read: Read): AsyncGenerator<AuditEntry[]> {
  let found = await read({ ...placeOf(null), limit: batch });
  while (found.length > 0) {
    yield found;
    const last = found.at(-1);
    if (last === undefined || found.length < batch) return;
    found = await read({ olderThanAt: last.at, olderThanId: last.id, limit: batch });
  }
}

function placeOf(place: z.output<typeof Place> | null) {
  return place === null
    ? { olderThanAt: null, olderThanId: null }
    : { olderThanAt: new Date(place[0]), olderThanId: place[1] };
}

async function readStore(ctx: StoreCtx, search: AuditSearch, wanted: Wanted): Promise<AuditEntry[]> {
  const found = await entries.listOfStore(ctx.store.db, { ...toSearch(search), ...wanted });
  return found.map((row) => toEntry({ ...row, clientId: null }));
}

async function readPlatform(ctx: Ctx, search: AuditSearch, wanted: Wanted): Promise<AuditEntry[]> {
  const clientId = search.clientId ?? null;
  const found = await entries.listOfPlatform(ctx.platform, { ...toSearch(search), ...wanted, clientId });
  return found.map(toEntry);
}

function toSearch(search: AuditSearch) {
  return {
    actorId: search.actorId ?? null,
    actorKind: search.actorKind ?? null,
    action: search.action ?? null,
    subjectType: search.subjectType ?? null,
    subjectId: search.subjectId ?? null,
    from: toDate(search.from),
    until: toDate(search.until),
    text: search.text ?? null,
  };
}

function toDate(instant: string | undefined): Date | null {
  return instant === undefined ? null : new Date(instant);
}

function toEntry(row: entries.PlatformEntryRow): AuditEntry {
  const { id, at, requestId, action, clientId, before, after, reason } = row;
  return {
    id,
    at,
    requestId,
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action,
    subject: { type: row.subjectType, id: row.subjectId, name: row.subjectName, version: row.subjectVersion },
    clientId,
    before,
    after,
    reason,
  };
}

async function recordExport(ctx: Ctx, search: AuditSearch) {
  const subject = isStoreCtx(ctx)
    ? { type: 'store', id: ctx.store.id, name: ctx.store.key }
    : { type: 'platform', id: 'platform', name: 'platform' };
  await transaction(ctx, (ctx) => record(ctx, { action: 'audit.export', subject, after: { filter: search } }));
}
