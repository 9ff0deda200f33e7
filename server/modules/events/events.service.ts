import { z } from 'zod';
import { changesOf } from '../../../shared/rules/changes.ts';
import { fixedFields } from '../../../shared/rules/event-dates.ts';
import { requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import { newId } from '../../core/ids.ts';
import { type FieldError, problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { holdOpen } from '../stores/stores.states.service.ts';
import * as categories from './events.categories.repository.ts';
import { fieldsOf, readEvent, recorded, toRow, withVendor } from './events.details.service.ts';
import { announceEvents } from './events.news.service.ts';
import { placeEvent } from './events.placing.service.ts';
import * as events from './events.repository.ts';
import type { EventDetails, EventEdit, EventFacts, EventFields, EventSearch, NewEvent, Page } from './events.types.ts';

const Place = z.tuple([z.union([z.literal(''), z.iso.datetime({ precision: 3 })]), z.uuid()]);

/** By start, else noon of the date, else estimate; those without any last. */
export async function listEvents(ctx: StoreCtx, search: EventSearch, { limit, cursor }: Page) {
  requireStore(ctx, 'store.catalogue.view');
  const [afterAt, afterId] = readCursorAs(cursor, Place) ?? ['', null];
  const found = await events.list(ctx.store.db, {
    state: search.state ?? null,
    includeArchived: search.includeArchived || search.state === 'archived',
    venueId: search.venueId ?? null,
    categoryId: search.categoryId ?? null,
    isFeatured: search.featured ?? null,
    code: search.code ?? null,
    from: toDate(search.from),
    until: toDate(search.until),
    text: search.text ?? null,
    afterAt: afterAt === '' ? null : new Date(afterAt),
    afterId,
    limit: limit + 1,
  });
  const { items, next } = toPage(found, limit, ({ sortsAt, id }) => [sortsAt?.toISOString() ?? '', id]);
  return { items: await withVendor(ctx, items), next };
}

export async function getEvent(ctx: StoreCtx, eventId: string): Promise<EventDetails> {
  requireStore(ctx, 'store.catalogue.view');
  return readEvent(ctx, eventId);
}

/** For other modules: what is true of every event of the store, by code. Asks for no permission. */
export async function listFacts(ctx: StoreCtx): Promise<Map<string, EventFacts>> {
  const found = await events.listFacts(ctx.store.db);
  return new Map(
    found.map(({ startsAt, offSaleAt, ...facts }) => [
      facts.code,
      { ...facts, startsAt: startsAt?.getTime() ?? null, offSaleAt: offSaleAt?.getTime() ?? null },
    ]),
  );
}

/** Adds an event as a draft. Its code stays for ever, and no other event has it. */
export async function createEvent(ctx: StoreCtx, { code, ...given }: NewEvent): Promise<EventDetails> {
  requireStore(ctx, 'store.catalogue.edit');
  refuseFaults(given);
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const fields = { ...given, categoryIds: await holdCategories(ctx, given.categoryIds) };
    const event = toRow(newId(), fields, await placeEvent(ctx, fields, null));
    const isNew = await events.insert(ctx.store.db, { ...event, code, createdAt: ctx.clock.now() });
    if (!isNew) throw problem('event.code_taken', { code });
    await events.setCategories(ctx.store.db, { id: event.id, categoryIds: fields.categoryIds });
    const subject = { type: 'event', id: event.id, name: code, version: 1 };
    await audit.record(ctx, { action: 'events.create', subject, after: { code, ...recorded(fields) } });
    await announceEvents(ctx, [{ id: event.id, code }]);
    return readEvent(ctx, event.id);
  });
}

/** Changes what is named, if `version` is the present one; what publishing fixed stays (docs/rules/events.md). */
export async function editEvent(
  ctx: StoreCtx,
  eventId: string,
  version: number,
  edit: EventEdit,
): Promise<EventDetails> {
  requireStore(ctx, 'store.catalogue.edit');
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const event = await readEvent(ctx, eventId);
    if (event.version !== version) throw await stale(ctx, eventId, version);
    if (event.state === 'archived') throw problem('event.archived', { event: event.name });
    const before = fieldsOf(event);
    const merged = merge(before, edit);
    refuseFaults(merged);
    const after = { ...merged, categoryIds: await holdCategories(ctx, merged.categoryIds) };
    const changes = changesOf(recorded(before), recorded(after));
    if (Object.keys(changes.after).length === 0) return event;
    const fixed = event.state === 'published' ? fixedFields(before, after) : [];
    if (fixed.length > 0) throw problem('event.fixed', { fields: fixed });
    const row = toRow(eventId, after, await placeEvent(ctx, after, before.venueId));
    if (!(await events.update(ctx.store.db, { ...row, version }))) throw await stale(ctx, eventId, version);
    await events.setCategories(ctx.store.db, { id: eventId, categoryIds: after.categoryIds });
    const subject = { type: 'event', id: eventId, name: event.code, version: version + 1 };
    await audit.record(ctx, { action: 'events.edit', subject, ...changes });
    await announceEvents(ctx, [event]);
    return readEvent(ctx, eventId);
  });
}

/** What no single field shows to be wrong. */
function refuseFaults({ minSeats, maxSeats, onSaleAt, offSaleAt }: EventFields): void {
  const errors: FieldError[] = [];
  if (maxSeats !== null && maxSeats < minSeats) {
    errors.push({ at: '/body/maxSeats', code: 'below_minimum', message: `The minimum is ${minSeats}.` });
  }
  if (onSaleAt !== null && offSaleAt !== null && offSaleAt <= onSaleAt) {
    errors.push({ at: '/body/offSaleAt', code: 'before_on_sale', message: 'It must be after the on-sale.' });
  }
  if (errors.length > 0) throw problem('request.invalid', {}, { errors });
}

/** Each once, in the order of the store's categories; none of them can be removed until the transaction ends. */
async function holdCategories(ctx: StoreCtx, ids: readonly string[]): Promise<string[]> {
  const held = ids.length === 0 ? [] : await categories.hold(ctx.store.db, ids);
  const errors = ids.flatMap((id, index) =>
    held.includes(id)
      ? []
      : [{ at: `/body/categoryIds/${index}`, code: 'category.not_found', message: 'There is no such category.' }],
  );
  if (errors.length > 0) throw problem('category.not_found', {}, { errors });
  return held;
}

function stale(ctx: StoreCtx, id: string, version: number) {
  return audit.staleVersion(ctx, { type: 'event', id }, version);
}

/** A field that is not named stays as it is. */
function merge<T extends object>(before: T, edit: { [K in keyof T]?: T[K] | undefined }): T {
  const merged = { ...before };
  for (const name in edit) {
    const value = edit[name];
    if (value !== undefined) merged[name] = value;
  }
  return merged;
}

function toDate(instant: string | undefined): Date | null {
  return instant === undefined ? null : new Date(instant);
}
