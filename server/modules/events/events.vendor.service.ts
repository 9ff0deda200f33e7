import type { ImportFinding } from '../../../shared/contract/events.import.ts';
import type { ImportField } from '../../../shared/contract/events.ts';
import { changesOf } from '../../../shared/rules/changes.ts';
import { fixedFields } from '../../../shared/rules/event-dates.ts';
import { exchangeCategory, type ImportFields, take } from '../../../shared/rules/event-import.ts';
import { requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { holdOpen } from '../stores/stores.states.service.ts';
import * as categories from './events.categories.repository.ts';
import { fieldsOf, importFieldsOf, readEvent, readEvents, recorded, toRow } from './events.details.service.ts';
import * as imports from './events.imports.repository.ts';
import { announceEvents } from './events.news.service.ts';
import { placeEvent } from './events.placing.service.ts';
import * as events from './events.repository.ts';
import * as states from './events.states.repository.ts';
import type { EventDetails, EventFields } from './events.types.ts';

/**
 * Takes what the vendor said of the named fields, if `version` is the present one. What publishing has fixed is taken too:
 * the event is published again with it, which needs the right to publish.
 */
export async function takeVendorFields(
  ctx: StoreCtx,
  eventId: string,
  version: number,
  named: readonly ImportField[],
): Promise<EventDetails> {
  requireStore(ctx, 'store.catalogue.edit');
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const event = await readEvent(ctx, eventId);
    if (event.version !== version) throw await stale(ctx, eventId, version);
    if (event.state === 'archived') throw problem('event.archived', { event: event.name });
    const [row] = await imports.find(ctx.store.db, [eventId]);
    if (row === undefined) throw problem('event.not_imported');
    refuseUnclear(event, row, named);
    const before = fieldsOf(event);
    const after = fieldsTaken(before, row, named);
    const isFixed = event.state === 'published' && fixedFields(before, after).length > 0;
    if (isFixed) requireStore(ctx, 'store.catalogue.publish');
    await write(ctx, event, after);
    if (isFixed) await publishAgain(ctx, event);
    const base = take(row.base, row.said, named);
    if (!(await imports.setBase(ctx.store.db, { ...row, base }))) throw await stale(ctx, eventId, version);
    await announceEvents(ctx, [event]);
    return readEvent(ctx, eventId);
  });
}

/** What the vendor says of imported events that staff must decide; archived ones are decided. */
export async function listImportFindings(ctx: StoreCtx): Promise<ImportFinding[]> {
  requireStore(ctx, 'store.catalogue.view');
  const imported = await imports.listImported(ctx.store.db);
  const all = await readEvents(
    ctx,
    imported.map(({ eventId }) => eventId),
  );
  return all.filter(({ state }) => state !== 'archived').flatMap(findingsOf);
}

function findingsOf({ id, code, name, state, vendor }: EventDetails): ImportFinding[] {
  if (vendor === null) return [];
  const fixed = vendor.differences.filter(({ isFixed }) => isFixed).map(({ field }) => field);
  const about = { eventCode: code, event: name };
  const ofState = state === 'published' ? ('error' as const) : ('warning' as const);
  return [
    ...(vendor.isCancelled ? [{ code: 'event.vendor_cancelled' as const, severity: ofState, at: '/state' }] : []),
    ...(vendor.isListed ? [] : [{ code: 'event.vendor_not_listed' as const, severity: ofState, at: '/state' }]),
    ...fixed.map((field) => ({ code: 'event.vendor_differs' as const, severity: 'warning' as const, at: `/${field}` })),
  ].map((finding) => ({ ...finding, params: about, eventId: id }));
}

function refuseUnclear({ state }: EventDetails, { said }: imports.ImportRow, named: readonly ImportField[]) {
  const isUnclear = (field: ImportField) =>
    said[field] === undefined || (field === 'venueId' && said.venueId === null && state === 'published');
  const unclear = named.filter(isUnclear);
  if (unclear.length > 0) throw problem('event.vendor_unclear', { fields: unclear });
}

function fieldsTaken(fields: EventFields, row: imports.ImportRow, named: readonly ImportField[]): EventFields {
  const before = importFieldsOf(fields, row);
  const taken: ImportFields = take(before, row.said, named);
  const { estimatedAt, onSaleAt, offSaleAt, categoryId, ...rest } = taken;
  const categoryIds = exchangeCategory(fields.categoryIds, before.categoryId, categoryId);
  const instants = { estimatedAt: toDate(estimatedAt), onSaleAt: toDate(onSaleAt), offSaleAt: toDate(offSaleAt) };
  return { ...fields, ...rest, ...instants, categoryIds };
}

async function write(ctx: StoreCtx, event: EventDetails, after: EventFields) {
  const { id, code, version } = event;
  const changes = changesOf(recorded(fieldsOf(event)), recorded(after));
  if (Object.keys(changes.after).length === 0) return;
  refuseFaults(after);
  await holdCategories(ctx, after.categoryIds);
  const row = toRow(id, after, await placeEvent(ctx, after, event.venueId, '/body/fields'));
  if (!(await events.update(ctx.store.db, { ...row, version }))) throw await stale(ctx, id, version);
  await events.setCategories(ctx.store.db, { id, categoryIds: after.categoryIds });
  const subject = { type: 'event', id, name: code, version: version + 1 };
  await audit.record(ctx, { action: 'events.take_vendor', subject, ...changes });
}

async function publishAgain(ctx: StoreCtx, { id, code, version, publishedAt }: EventDetails) {
  const now = ctx.clock.now();
  await states.setState(ctx.store.db, { ids: [id], state: 'published', publishedAt: now });
  const subject = { type: 'event', id, name: code, version: version + 2 };
  const change = { before: { publishedAt }, after: { publishedAt: now } };
  await audit.record(ctx, { action: 'events.publish', subject, ...change });
}

function refuseFaults({ onSaleAt, offSaleAt }: EventFields) {
  if (onSaleAt === null || offSaleAt === null || offSaleAt > onSaleAt) return;
  const message = 'Take the on-sale and the off-sale together: the off-sale would be before the on-sale.';
  throw problem('request.invalid', {}, { errors: [{ at: '/body/fields', code: 'before_on_sale', message }] });
}

async function holdCategories(ctx: StoreCtx, ids: readonly string[]) {
  const held = ids.length === 0 ? [] : await categories.hold(ctx.store.db, ids);
  if (held.length < ids.length) throw problem('category.not_found');
}

function stale(ctx: StoreCtx, id: string, version: number) {
  return audit.staleVersion(ctx, { type: 'event', id }, version);
}

function toDate(instant: string | null): Date | null {
  return instant === null ? null : new Date(instant);
}
