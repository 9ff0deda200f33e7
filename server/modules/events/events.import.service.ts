import { requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import * as audit from '../audit/audit.service.ts';
import { holdOpen } from '../stores/stores.states.service.ts';
import * as categories from './events.categories.repository.ts';
import { addCategories } from './events.categories.service.ts';
import type { ImportRequest, Report, VendorAnswer } from './events.import.types.ts';
import { applyPlan } from './events.import-apply.service.ts';
import { askVendor } from './events.import-ask.service.ts';
import { listNewCategories, planImport } from './events.import-plan.service.ts';
import { reportOf } from './events.import-report.service.ts';
import { resolveVenues, settleVenues } from './events.import-venues.service.ts';
import * as imports from './events.imports.repository.ts';

/** What an import would do now. Asks the vendor, writes nothing. */
export async function previewImport(ctx: StoreCtx, request: ImportRequest): Promise<Report> {
  requireStore(ctx, 'store.catalogue.edit');
  const answer = await askVendor(ctx, request);
  const venues = await resolveVenues(ctx, request, answer);
  const categoriesMade = request.createCategories ? await listNewCategories(ctx, answer.events) : [];
  const list = [...(await categories.list(ctx.store.db)), ...categoriesMade.map((name) => ({ id: newId(), name }))];
  const plan = await planImport(ctx, answer, { venues, categories: list });
  return reportOf(plan, { askedAt: answer.askedAt, venues, categoriesMade, isDone: false }, new Map());
}

/**
 * Imports events as drafts; those that are there follow the vendor where staff did not edit them (docs/rules/events.md).
 * The vendor is asked first; then everything is written in one transaction, or nothing. Repeated, it changes nothing.
 */
export async function importEvents(ctx: StoreCtx, request: ImportRequest): Promise<Report> {
  requireStore(ctx, 'store.catalogue.edit');
  const answer = await askVendor(ctx, request);
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    await categories.lock(ctx.store.db); // One import of the store at a time.
    const categoriesMade = request.createCategories ? await listNewCategories(ctx, answer.events) : [];
    const list = await addCategories(ctx, categoriesMade);
    const venues = await settleVenues(ctx, await resolveVenues(ctx, request, answer));
    await imports.lockByCodes(ctx.store.db, codesOf(answer));
    const plan = await planImport(ctx, answer, { venues, categories: list });
    const madeIds = await applyPlan(ctx, plan, answer);
    const report = reportOf(plan, { askedAt: answer.askedAt, venues, categoriesMade, isDone: true }, madeIds);
    await keepRun(ctx, request, report);
    return report;
  });
}

function codesOf({ events }: VendorAnswer): string[] {
  return events.map(({ code }) => code);
}

/** What the run did and could not do, for the audit; nothing when everything was so already. */
async function keepRun(ctx: StoreCtx, { query }: ImportRequest, { counts, unmapped, venues }: Report) {
  const venuesMade = venues.filter(({ is }) => is === 'new').map(({ name }) => name);
  if (counts.made + counts.changed + counts.not_listed + venuesMade.length === 0) return;
  const subject = { type: 'event_import', id: newId(), name: nameOf(query) };
  await audit.record(ctx, { action: 'events.import', subject, after: { query, counts, venuesMade, unmapped } });
}

function nameOf(query: ImportRequest['query']): string {
  switch (query.kind) {
    case 'range':
      return `${query.from} to ${query.until}`;
    case 'item_set':
      return `item set ${query.itemSet}`;
    case 'codes':
      return query.codes.length === 1 ? `event ${query.codes[0]}` : `${query.codes.length} events by code`;
  }
}
