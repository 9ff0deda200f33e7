import { PriceRule } from '../../../shared/contract/program-content.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { loadStages } from '../programs/programs.service.ts';
import * as stored from './pricing.repository.ts';
import type { LoadedContent } from './pricing.types.ts';

/**
 * The program's working copy with the version of each stage. `lock` keeps all of it as it is until the surrounding
 * transaction ends, so that it is of one moment; without it, stages written meanwhile may be of different ones.
 */
export async function loadContent(
  ctx: StoreCtx,
  programId: string,
  options: { lock?: boolean } = {},
): Promise<LoadedContent> {
  const { documents, versions } = await loadStages(ctx, programId, options);
  const pricing = await readPricing(ctx, programId);
  return {
    content: { ...documents, pricing: { rules: pricing.rules } },
    versions: { ...versions, pricing: pricing.version },
  };
}

export type Pricing = { rules: PriceRule[]; version: number; updated: { at: Date; by: string } | null };

/** The rules and their version, which is 0 while none was ever written. */
export async function readPricing(ctx: StoreCtx, programId: string): Promise<Pricing> {
  const row = await stored.find(ctx.store.db, programId);
  if (row === null) return { rules: [], version: 0, updated: null };
  const { version, updatedAt: at, updatedBy: by } = row;
  return { rules: PriceRule.array().parse(row.rules), version, updated: { at, by } };
}
