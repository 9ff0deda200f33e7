import { z } from 'zod';
import type { SuiteFields } from '../../../shared/contract/suites.ts';
import { changesOf } from '../../../shared/rules/changes.ts';
import { suiteFaults } from '../../../shared/rules/seats.ts';
import { requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import { newId } from '../../core/ids.ts';
import { announce } from '../../core/live-changes.ts';
import { type FieldError, problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { holdOpen } from '../stores/stores.states.service.ts';
import { inOrder, readSuite, withSeats } from './suites.details.service.ts';
import { lockVenues, placeSuite } from './suites.placing.service.ts';
import * as suites from './suites.repository.ts';
import * as seats from './suites.seats.repository.ts';
import type { Page, SuiteDetails, SuiteFacts, SuiteSearch } from './suites.types.ts';

const Place = z.tuple([z.string(), z.uuid()]);

/** In the order of their names. */
export async function listSuites(ctx: StoreCtx, search: SuiteSearch, { limit, cursor }: Page) {
  requireStore(ctx, 'store.catalogue.view');
  const [afterName, afterId] = readCursorAs(cursor, Place) ?? [null, null];
  const found = await suites.list(ctx.store.db, {
    venueId: search.venueId ?? null,
    suiteTypeId: search.suiteTypeId ?? null,
    sectionName: search.sectionName ?? null,
    text: search.text ?? null,
    includeArchived: search.includeArchived,
    afterName,
    afterId,
    limit: limit + 1,
  });
  const { items, next } = toPage(found, limit, ({ sortName, id }) => [sortName, id]);
  const rows = items.map(({ sortName: _, ...suite }) => suite);
  return { items: await withSeats(ctx, rows), next };
}

export async function getSuite(ctx: StoreCtx, suiteId: string): Promise<SuiteDetails> {
  requireStore(ctx, 'store.catalogue.view');
  return readSuite(ctx, suiteId);
}

/** For other modules: what is true of every suite that is not archived, by id. Asks for no permission. */
export async function listFacts(ctx: StoreCtx): Promise<Map<string, SuiteFacts>> {
  const all = await withSeats(ctx, await suites.listLive(ctx.store.db));
  return new Map(
    all.map(({ id, name, venueId, capacity, seats: own, overflow, partialSizes }) => [
      id,
      { id, name, venueId, seatCount: capacity, seats: own, overflow, partialSizes },
    ]),
  );
}

export async function createSuite(ctx: StoreCtx, given: SuiteFields): Promise<SuiteDetails> {
  requireStore(ctx, 'store.catalogue.edit');
  refuse(faultsOf(given, '/body'));
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    return addSuite(ctx, given, '/body');
  });
}

/** Adds many, all or none. */
export async function createSuites(ctx: StoreCtx, items: readonly SuiteFields[]): Promise<SuiteDetails[]> {
  requireStore(ctx, 'store.catalogue.edit');
  refuse(items.flatMap((given, index) => faultsOf(given, `/body/items/${index}`)));
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    await lockVenues(ctx, items);
    const made: SuiteDetails[] = [];
    for (const [index, given] of items.entries()) made.push(await addSuite(ctx, given, `/body/items/${index}`));
    return made;
  });
}

/** Replaces the suite's fields, with its seats, if `version` is the present one. */
export async function editSuite(
  ctx: StoreCtx,
  suiteId: string,
  version: number,
  given: SuiteFields,
): Promise<SuiteDetails> {
  requireStore(ctx, 'store.catalogue.edit');
  refuse(faultsOf(given, '/body'));
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const suite = await readSuite(ctx, suiteId);
    if (suite.version !== version) throw await audit.staleVersion(ctx, { type: 'suite', id: suiteId }, version);
    if (suite.isArchived) throw problem('suite.archived', { suite: suite.name });
    const [before, after] = [fieldsOf(suite), normalise(given)];
    const changes = changesOf(before, after);
    if (Object.keys(changes.after).length === 0) return suite;
    await placeSuite(ctx, { id: suiteId, after: given, before, at: '/body' });
    await seats.clear(ctx.store.db, suiteId);
    await update(ctx, { ...suite, ...after });
    await writeSeats(ctx, suiteId, after);
    const changed = { id: suiteId, name: after.name, version: version + 1 };
    await keep(ctx, changed, { action: 'suites.edit', ...changes });
    return readSuite(ctx, suiteId);
  });
}

/** It keeps its seats, and other suites may have them. */
export function archiveSuite(ctx: StoreCtx, suiteId: string): Promise<SuiteDetails> {
  return setArchived(ctx, suiteId, true);
}

/** If nothing took its name or its seats meanwhile. */
export function unarchiveSuite(ctx: StoreCtx, suiteId: string): Promise<SuiteDetails> {
  return setArchived(ctx, suiteId, false);
}

async function addSuite(ctx: StoreCtx, given: SuiteFields, at: string): Promise<SuiteDetails> {
  const id = newId();
  const fields = normalise(given);
  await placeSuite(ctx, { id, after: given, before: null, at });
  const isNew = await suites.insert(ctx.store.db, toRow(id, fields, ctx.clock.now()));
  const taken = { at: `${at}/name`, code: 'suite.name_taken', message: 'The venue has a suite with this name.' };
  if (!isNew) throw problem('suite.name_taken', { name: fields.name }, { errors: [taken] });
  await writeSeats(ctx, id, fields);
  await keep(ctx, { id, name: fields.name, version: 1 }, { action: 'suites.create', after: fields });
  return readSuite(ctx, id);
}

async function setArchived(ctx: StoreCtx, suiteId: string, isArchived: boolean): Promise<SuiteDetails> {
  requireStore(ctx, 'store.catalogue.edit');
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const suite = await readSuite(ctx, suiteId);
    if (suite.isArchived === isArchived) return suite;
    if (!isArchived) await placeSuite(ctx, { id: suiteId, after: fieldsOf(suite), before: null, at: '' });
    await update(ctx, { ...suite, isArchived });
    const action = isArchived ? 'suites.archive' : 'suites.unarchive';
    const changed = { id: suiteId, name: suite.name, version: suite.version + 1 };
    await keep(ctx, changed, { action, before: { isArchived: suite.isArchived }, after: { isArchived } });
    return readSuite(ctx, suiteId);
  });
}

async function update(ctx: StoreCtx, suite: SuiteDetails) {
  const { seats: _, overflow: _overflow, capacity: _capacity, ...row } = suite;
  const result = await suites.update(ctx.store.db, row);
  if (result === 'name_taken') throw problem('suite.name_taken', { name: suite.name });
  if (result === 'stale') throw await audit.staleVersion(ctx, { type: 'suite', id: suite.id }, suite.version);
}

async function writeSeats(ctx: StoreCtx, id: string, { venueId, seats: own, overflow }: SuiteFields) {
  const extra = overflow === null ? [] : [{ ...overflow, isOverflow: true }];
  const all = [...own.map((range) => ({ ...range, isOverflow: false })), ...extra];
  await seats.insert(ctx.store.db, { id, venueId }, all);
}

function faultsOf(given: SuiteFields, at: string): FieldError[] {
  return suiteFaults(given).map((fault) => ({ ...fault, at: `${at}${fault.at}` }));
}

function refuse(errors: FieldError[]) {
  if (errors.length > 0) throw problem('request.invalid', {}, { errors: errors.slice(0, 50) });
}

function normalise(given: SuiteFields): SuiteFields {
  const sizes = [...new Set(given.partialSizes)].sort((one, other) => one - other);
  return { ...given, seats: inOrder(given.seats), partialSizes: sizes };
}

function fieldsOf(suite: SuiteDetails): SuiteFields {
  const { id: _, capacity: _capacity, isArchived: _archived, version: _version, ...fields } = suite;
  return fields;
}

function toRow(id: string, { seats: _, overflow: _overflow, ...fields }: SuiteFields, createdAt: Date) {
  return { ...fields, id, isArchived: false, createdAt };
}

async function keep(
  ctx: StoreCtx,
  suite: { id: string; name: string; version: number },
  act: { action: string; before?: unknown; after?: unknown },
) {
  await audit.record(ctx, { ...act, subject: { type: 'suite', ...suite } });
  await announce(ctx, { topic: 'suites.changed', data: { suiteId: suite.id } });
}
