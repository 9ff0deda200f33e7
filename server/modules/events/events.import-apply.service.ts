import { changesOf } from '../../../shared/rules/changes.ts';
import { resolveWhen } from '../../../shared/rules/event-dates.ts';
import { exchangeCategory } from '../../../shared/rules/event-import.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { fieldsOf, recorded, toRow } from './events.details.service.ts';
import type { VendorAnswer } from './events.import.types.ts';
import type { Plan, PlannedEvent } from './events.import-plan.service.ts';
import * as imports from './events.imports.repository.ts';
import { announceEvents } from './events.news.service.ts';
import { skippedTime, toInstants } from './events.placing.service.ts';
import * as events from './events.repository.ts';
import type { EventDetails, EventFields } from './events.types.ts';

/** Writes the plan; the ids of the events it made, by code. The events that are there are locked. */
export async function applyPlan(ctx: StoreCtx, plan: Plan, { askedAt }: VendorAnswer): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  const touched: { id: string; code: string }[] = [];
  for (const planned of plan.events) {
    if (planned.outcome === 'newer' || planned.outcome === 'cancelled') continue;
    const { code } = planned.words;
    const id = planned.event?.id ?? newId();
    if (planned.event === null) await makeEvent(ctx, plan, planned, id);
    else if (planned.outcome === 'changed') await changeEvent(ctx, plan, planned, planned.event);
    await imports.put(ctx.store.db, toImport(planned, id, askedAt));
    if (planned.event === null) made.set(code, id);
    if (planned.outcome !== 'same') touched.push({ id, code });
  }
  await imports.unlist(ctx.store.db, { eventIds: plan.gone.map(({ id }) => id), askedAt });
  touched.push(...plan.gone);
  if (touched.length > 0) await announceEvents(ctx, touched);
  return made;
}

/** An event as nobody has filled it. */
const blank: EventFields = {
  name: '',
  opponent: null,
  description: {},
  image: null,
  venueId: null,
  date: { state: 'tbd' },
  time: { state: 'tbd' },
  estimatedAt: null,
  onSaleAt: null,
  offSaleAt: null,
  isFeatured: false,
  minSeats: 1,
  maxSeats: null,
  categoryIds: [],
};

async function makeEvent(ctx: StoreCtx, plan: Plan, planned: PlannedEvent, id: string) {
  const { code } = planned.words;
  const fields = fieldsAfter(blank, planned);
  const isNew = await events.insert(ctx.store.db, { ...placed(plan, id, fields), code, createdAt: ctx.clock.now() });
  if (!isNew) throw problem('event.code_taken', { code }); // Somebody made it by hand in this very moment.
  await events.setCategories(ctx.store.db, { id, categoryIds: fields.categoryIds });
  const subject = { type: 'event', id, name: code, version: 1 };
  await audit.record(ctx, { action: 'events.create', subject, after: { code, ...recorded(fields) } });
}

async function changeEvent(ctx: StoreCtx, plan: Plan, planned: PlannedEvent, event: EventDetails) {
  const { id, code, version } = event;
  const before = fieldsOf(event);
  const after = fieldsAfter(before, planned);
  const isDone = await events.update(ctx.store.db, { ...placed(plan, id, after), version });
  if (!isDone) throw new Error(`event ${code} changed although it was locked`);
  await events.setCategories(ctx.store.db, { id, categoryIds: after.categoryIds });
  const subject = { type: 'event', id, name: code, version: version + 1 };
  await audit.record(ctx, { action: 'events.follow', subject, ...changesOf(recorded(before), recorded(after)) });
}

function fieldsAfter(fields: EventFields, { before, merged }: PlannedEvent): EventFields {
  const { estimatedAt, onSaleAt, offSaleAt, categoryId, ...rest } = merged.ours;
  return {
    ...fields,
    ...rest,
    estimatedAt: toDate(estimatedAt),
    onSaleAt: toDate(onSaleAt),
    offSaleAt: toDate(offSaleAt),
    categoryIds: exchangeCategory(fields.categoryIds, before.categoryId, categoryId),
  };
}

function placed({ zoneOf }: Plan, id: string, fields: EventFields): events.FieldsRow {
  const timeZone = zoneOf(fields.venueId);
  const when = resolveWhen(fields, fields.estimatedAt?.getTime() ?? null, timeZone);
  if (when.kind === 'skipped') throw skippedTime(when, timeZone);
  return toRow(id, fields, toInstants(when));
}

function toImport({ words, said, merged }: PlannedEvent, eventId: string, askedAt: Date): imports.ImportRow {
  const { manifest, itemSets, venueName, category, capacity, isCancelled } = words;
  return {
    eventId,
    said,
    base: merged.base,
    manifest,
    itemSets: [...itemSets],
    venueName,
    category,
    capacity,
    isCancelled,
    isListed: true,
    askedAt,
  };
}

function toDate(instant: string | null): Date | null {
  return instant === null ? null : new Date(instant);
}
