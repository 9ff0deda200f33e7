import type { Permission } from '../../../shared/contract/permissions.ts';
import type { ProgramContent, Stage } from '../../../shared/contract/program-content.ts';
import { permissionsOn, requireStore, type StoreCtx } from '../../core/ctx.ts';
import { loadContent } from '../pricing/pricing.service.ts';
import * as programs from '../programs/programs.service.ts';
import type { ProgramRecord } from '../programs/programs.types.ts';
import * as releases from './lifecycle.releases.repository.ts';
import { hashContent } from './lifecycle.releases.service.ts';
import * as schedules from './lifecycle.schedule.repository.ts';

export type ProgramOverview = ProgramRecord & {
  type: ProgramContent['definition']['type'];
  inventoryType: ProgramContent['definition']['inventoryType'];
  isActive: boolean;
  /** The working copy is not what was published last; a draft always has changes. */
  hasChanges: boolean;
  releaseNumber: number | null;
};
export type WholeProgram = ProgramOverview & {
  content: ProgramContent;
  versions: Readonly<Record<Stage, number>>;
  permissions: readonly Permission[];
};
type Page = { limit: number; cursor?: string | undefined; state?: ProgramRecord['state'] | undefined };

/** Programs as a whole, newest first: what is active is part of the answer. */
export async function listPrograms(
  ctx: StoreCtx,
  page: Page,
): Promise<{ items: ProgramOverview[]; next: string | null }> {
  requireStore(ctx, 'store.programs.view');
  const { items, next } = await programs.listPrograms(ctx, page);
  const state = await publishedState(
    ctx,
    items.map(({ id }) => id),
  );
  const overviews: ProgramOverview[] = [];
  for (const program of items) overviews.push((await whole(ctx, program, state)).overview);
  return { items: overviews, next };
}

export async function getProgram(ctx: StoreCtx, programId: string): Promise<WholeProgram> {
  requireStore(ctx, 'store.programs.view');
  const program = await programs.findProgram(ctx, programId);
  const { overview, content, versions } = await whole(ctx, program, await publishedState(ctx, [programId]));
  const permissions = permissionsOn(ctx.actor, { storeId: ctx.store.id, clientId: ctx.store.clientId });
  return { ...overview, content, versions, permissions };
}

type PublishedState = { activeId: string | null; newest: ReadonlyMap<string, { number: number; contentHash: string }> };

async function publishedState(ctx: StoreCtx, programIds: readonly string[]): Promise<PublishedState> {
  const [active] = await schedules.listAt(ctx.store.db, ctx.clock.now());
  const found = programIds.length === 0 ? [] : await releases.listNewest(ctx.store.db, programIds);
  return { activeId: active?.programId ?? null, newest: new Map(found.map((row) => [row.programId, row])) };
}

async function whole(ctx: StoreCtx, program: ProgramRecord, { activeId, newest }: PublishedState) {
  const { content, versions } = await loadContent(ctx, program.id);
  const release = newest.get(program.id);
  const overview: ProgramOverview = {
    ...program,
    type: content.definition.type,
    inventoryType: content.definition.inventoryType,
    isActive: program.id === activeId,
    hasChanges: release?.contentHash !== hashContent(content),
    releaseNumber: release?.number ?? null,
  };
  return { overview, content, versions };
}
