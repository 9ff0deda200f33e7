import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ProgramContent } from '../../../shared/contract/program-content.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import { problem } from '../../core/problem.ts';
import * as programs from '../programs/programs.service.ts';
import * as releases from './lifecycle.releases.repository.ts';
import { AcceptedSchema, type Release, ReportSchema } from './lifecycle.types.ts';

const newest = 2_147_483_647;
const Place = z.tuple([z.coerce.number().pipe(z.int().min(1).max(newest))]);

/** Newest first. */
export async function listReleases(
  ctx: StoreCtx,
  programId: string,
  page: { limit: number; cursor?: string | undefined },
) {
  requireStore(ctx, 'store.programs.view');
  await programs.findProgram(ctx, programId);
  const [below] = readCursorAs(page.cursor, Place) ?? [newest];
  const found = await releases.list(ctx.store.db, { programId, below, limit: page.limit + 1 });
  return toPage(found.map(toRelease), page.limit, ({ number }) => [String(number)]);
}

/** A release as it was frozen. */
export async function getRelease(ctx: StoreCtx, programId: string, number: number) {
  requireStore(ctx, 'store.programs.view');
  const found = await releases.find(ctx.store.db, { programId, number });
  if (found === null) throw problem('release.not_found');
  return { ...toRelease(found), content: ProgramContent.parse(found.content) };
}

/** The content of the program's newest release; null when it has none. */
export async function newestContent(ctx: StoreCtx, programId: string): Promise<ProgramContent | null> {
  return (await newestRelease(ctx, programId))?.content ?? null;
}

/** The program's newest release; null when it has none. */
export async function newestRelease(
  ctx: StoreCtx,
  programId: string,
): Promise<{ number: number; content: ProgramContent } | null> {
  const [head] = await releases.listNewest(ctx.store.db, [programId]);
  const found = head === undefined ? null : await releases.findById(ctx.store.db, head.id);
  return found === null ? null : { number: found.number, content: ProgramContent.parse(found.content) };
}

/** SHA-256 over the content with its fields in alphabetical order, so that equal contents have equal hashes. */
export function hashContent(content: ProgramContent): string {
  return createHash('sha256').update(canonical(content)).digest('hex');
}

export function toRelease(row: releases.ReleaseRow): Release {
  const { id, programId, number, contentHash, publishedAt, publishedBy } = row;
  const reports = z.array(ReportSchema).parse(row.reports);
  const accepted = z.array(AcceptedSchema).parse(row.accepted);
  return { id, programId, number, contentHash, reports, accepted, publishedAt, publishedBy };
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const sorted = fields.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}
