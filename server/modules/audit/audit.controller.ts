import { platformAuditRoutes, storeAuditRoutes, type AuditEntry as WireEntry } from '../../../shared/contract/audit.ts';
import { csvLine, csvMark } from '../../core/csv.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import * as audit from './audit.entries.service.ts';
import type { AuditEntry } from './audit.types.ts';

export const storeAuditController = defineController(storeAuditRoutes, {
  listStoreAudit: async (ctx, { query }) => toWirePage(await audit.listOfStore(ctx, query, query)),
  exportStoreAuditCsv: async (ctx, { query }) =>
    asFile(`${ctx.store.key}-audit.csv`, toCsv(await audit.exportOfStore(ctx, query))),
  exportStoreAuditNdjson: async (ctx, { query }) =>
    asFile(`${ctx.store.key}-audit.ndjson`, toNdjson(await audit.exportOfStore(ctx, query))),
});

export const platformAuditController = defineController(platformAuditRoutes, {
  listPlatformAudit: async (ctx, { query }) => toWirePage(await audit.listOfPlatform(ctx, query, query)),
  exportPlatformAuditCsv: async (ctx, { query }) =>
    asFile('platform-audit.csv', toCsv(await audit.exportOfPlatform(ctx, query))),
  exportPlatformAuditNdjson: async (ctx, { query }) =>
    asFile('platform-audit.ndjson', toNdjson(await audit.exportOfPlatform(ctx, query))),
});

function toWirePage({ items, next }: { items: AuditEntry[]; next: string | null }) {
  return { items: items.map(toWire), next };
}

function toWire(entry: AuditEntry): WireEntry {
  return { ...entry, at: entry.at.toISOString() };
}

function asFile(name: string, body: AsyncIterable<string>) {
  return reply(body, { headers: { 'content-disposition': `attachment; filename="${name}"` } });
}

async function* toNdjson(lists: AsyncIterable<AuditEntry[]>) {
  for await (const list of lists) yield list.map((entry) => `${JSON.stringify(toWire(entry))}\n`).join('');
}

async function* toCsv(lists: AsyncIterable<AuditEntry[]>) {
  yield csvMark + csvLine(columns);
  for await (const list of lists) yield list.map((entry) => csvLine(toCells(entry))).join('');
}

const columns = [
  'at',
  'actor_kind',
  'actor_id',
  'actor_name',
  'action',
  'subject_type',
  'subject_id',
  'subject_name',
  'subject_version',
  'before',
  'after',
  'reason',
  'request_id',
  'id',
];

function toCells({ at, actor, action, subject, before, after, reason, requestId, id }: AuditEntry) {
  return [
    at.toISOString(),
    actor.kind,
    actor.id,
    actor.name,
    action,
    subject.type,
    subject.id,
    subject.name,
    subject.version,
    before === null ? null : JSON.stringify(before),
    after === null ? null : JSON.stringify(after),
    reason,
    requestId,
    id,
  ];
}
