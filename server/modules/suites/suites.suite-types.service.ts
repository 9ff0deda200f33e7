import { z } from 'zod';
import { changesOf } from '../../../shared/rules/changes.ts';
import { requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import { newId } from '../../core/ids.ts';
import { announce } from '../../core/live-changes.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { holdOpen } from '../stores/stores.states.service.ts';
import * as types from './suites.suite-types.repository.ts';
import type { Page, SuiteType, SuiteTypeFields } from './suites.types.ts';

const Place = z.tuple([z.string(), z.uuid()]);

/** In the order of their names. */
export async function listSuiteTypes(ctx: StoreCtx, { limit, cursor }: Page) {
  requireStore(ctx, 'store.catalogue.view');
  const [afterName, afterId] = readCursorAs(cursor, Place) ?? [null, null];
  const found = await types.list(ctx.store.db, { afterName, afterId, limit: limit + 1 });
  const { items, next } = toPage(found, limit, ({ sortName, id }) => [sortName, id]);
  return { items: items.map(({ sortName: _, ...type }) => type), next };
}

export async function getSuiteType(ctx: StoreCtx, id: string): Promise<SuiteType> {
  requireStore(ctx, 'store.catalogue.view');
  return readType(ctx, id);
}

export async function createSuiteType(ctx: StoreCtx, fields: SuiteTypeFields): Promise<SuiteType> {
  requireStore(ctx, 'store.catalogue.edit');
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const id = newId();
    const isNew = await types.insert(ctx.store.db, { id, ...fields, createdAt: ctx.clock.now() });
    if (!isNew) throw problem('suite_type.name_taken', { name: fields.name });
    await keep(ctx, { id, name: fields.name, version: 1 }, { action: 'suites.create_type', after: fields });
    return readType(ctx, id);
  });
}

/** Replaces the type's fields if `version` is the present one. */
export async function editSuiteType(
  ctx: StoreCtx,
  id: string,
  version: number,
  after: SuiteTypeFields,
): Promise<SuiteType> {
  return actOnType(ctx, id, async (ctx, type) => {
    if (type.version !== version) throw await audit.staleVersion(ctx, { type: 'suite_type', id }, version);
    const { name, description, image } = type;
    const changes = changesOf({ name, description, image }, after);
    if (Object.keys(changes.after).length === 0) return type;
    const next = await types.update(ctx.store.db, { id, ...after });
    if (next === null) throw problem('suite_type.name_taken', { name: after.name });
    await keep(ctx, { id, name: after.name, version: next }, { action: 'suites.edit_type', ...changes });
    return readType(ctx, id);
  });
}

export async function deleteSuiteType(ctx: StoreCtx, id: string): Promise<void> {
  await actOnType(ctx, id, async (ctx, { name, description, image, version }) => {
    if (!(await types.remove(ctx.store.db, id))) throw problem('suite_type.in_use');
    const before = { name, description, image };
    await keep(ctx, { id, name, version: version + 1 }, { action: 'suites.delete_type', before });
  });
}

async function actOnType<T>(
  ctx: StoreCtx,
  id: string,
  work: (ctx: StoreCtx, type: SuiteType) => Promise<T>,
): Promise<T> {
  requireStore(ctx, 'store.catalogue.edit');
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    if (!(await types.lock(ctx.store.db, id))) throw problem('suite_type.not_found');
    return work(ctx, await readType(ctx, id));
  });
}

async function readType(ctx: StoreCtx, id: string): Promise<SuiteType> {
  const type = await types.find(ctx.store.db, id);
  if (type === null) throw problem('suite_type.not_found');
  return type;
}

async function keep(
  ctx: StoreCtx,
  type: { id: string; name: string; version: number },
  act: { action: string; before?: unknown; after?: unknown },
) {
  await audit.record(ctx, { ...act, subject: { type: 'suite_type', ...type } });
  await announce(ctx, { topic: 'suite_types.changed', data: { suiteTypeId: type.id } });
}
