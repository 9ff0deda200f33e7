import { isSame } from '../../../shared/rules/changes.ts';
import { requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { announce } from '../../core/live-changes.ts';
import { type FieldError, problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { holdOpen } from '../stores/stores.states.service.ts';
import * as categories from './events.categories.repository.ts';
import type { Categories, Category } from './events.types.ts';

type GivenCategory = { id?: string | undefined; name: string };

/** The list is one thing in the audit. */
const subject = { type: 'categories', id: 'categories', name: 'categories' };

export async function listCategories(ctx: StoreCtx): Promise<Categories> {
  requireStore(ctx, 'store.catalogue.view');
  return readList(ctx);
}

/** Replaces the list if `version` is the present one. One without an id is made; one that events have cannot go. */
export async function putCategories(
  ctx: StoreCtx,
  version: number,
  given: readonly GivenCategory[],
): Promise<Categories> {
  requireStore(ctx, 'store.catalogue.edit');
  refuseTwins(given);
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    if ((await categories.lock(ctx.store.db)) !== version) throw await audit.staleVersion(ctx, subject, version);
    const present = await categories.list(ctx.store.db);
    refuseUnknown(given, present);
    const wanted = given.map(({ id, name }) => ({ id: id ?? newId(), name }));
    if (isSame(present, wanted)) return readList(ctx);
    await removeMissing(ctx, present, wanted);
    await replace(ctx, present, wanted);
    return readList(ctx);
  });
}

/** Adds categories at the end of the list, for who has locked it; answers all of them. */
export async function addCategories(ctx: StoreCtx, names: readonly string[]): Promise<Category[]> {
  requireStore(ctx, 'store.catalogue.edit');
  const present = await categories.list(ctx.store.db);
  const wanted = [...present, ...names.map((name) => ({ id: newId(), name }))];
  if (names.length > 0) await replace(ctx, present, wanted);
  return wanted;
}

async function replace(ctx: StoreCtx, present: readonly Category[], wanted: readonly Category[]) {
  await categories.put(ctx.store.db, wanted);
  const version = await categories.touch(ctx.store.db);
  const change = { before: { names: namesOf(present) }, after: { names: namesOf(wanted) } };
  await audit.record(ctx, { action: 'events.put_categories', subject: { ...subject, version }, ...change });
  await announce(ctx, { topic: 'categories.changed', data: { version } });
}

async function readList(ctx: StoreCtx): Promise<Categories> {
  return { items: await categories.list(ctx.store.db), version: await categories.version(ctx.store.db) };
}

async function removeMissing(ctx: StoreCtx, present: readonly Category[], wanted: readonly Category[]) {
  const kept = new Set(wanted.map(({ id }) => id));
  for (const { id, name } of present) {
    if (kept.has(id)) continue;
    if (!(await categories.remove(ctx.store.db, id))) throw problem('category.in_use', { category: name });
  }
}

function refuseTwins(given: readonly GivenCategory[]) {
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  given.forEach(({ id, name }, index) => {
    const twin = (field: string) => ({
      at: `/body/items/${index}/${field}`,
      code: 'twice',
      message: 'Name each once.',
    });
    if (seen.has(`name ${name.toLowerCase()}`)) errors.push(twin('name'));
    if (id !== undefined && seen.has(`id ${id}`)) errors.push(twin('id'));
    seen.add(`name ${name.toLowerCase()}`).add(`id ${id}`);
  });
  if (errors.length > 0) throw problem('request.invalid', {}, { errors });
}

function refuseUnknown(given: readonly GivenCategory[], present: readonly Category[]) {
  const known = new Set(present.map(({ id }) => id));
  const errors = given.flatMap(({ id }, index) =>
    id === undefined || known.has(id)
      ? []
      : [{ at: `/body/items/${index}/id`, code: 'category.not_found', message: 'There is no such category.' }],
  );
  if (errors.length > 0) throw problem('category.not_found', {}, { errors });
}

function namesOf(list: readonly Category[]): string[] {
  return list.map(({ name }) => name);
}
