import type { StoreCtx } from '../../core/ctx.ts';
import * as pricing from '../pricing/pricing.service.ts';
import * as programs from '../programs/programs.service.ts';
import { getProgram, type WholeProgram } from './lifecycle.programs.service.ts';

/** What is done to a program as a whole; each answers the program as it is then. */

export async function createProgram(
  ctx: StoreCtx,
  input: Parameters<typeof programs.createProgram>[1],
): Promise<WholeProgram> {
  const { id } = await programs.createProgram(ctx, input);
  return getProgram(ctx, id);
}

export async function renameProgram(
  ctx: StoreCtx,
  programId: string,
  version: number,
  name: string,
): Promise<WholeProgram> {
  await programs.renameProgram(ctx, programId, version, name);
  return getProgram(ctx, programId);
}

export async function cloneProgram(ctx: StoreCtx, programId: string, name: string): Promise<WholeProgram> {
  const { id } = await pricing.cloneProgram(ctx, programId, name);
  return getProgram(ctx, id);
}

export async function previewSale(ctx: StoreCtx, programId: string, map: Parameters<typeof pricing.previewSale>[2]) {
  return pricing.previewSale(ctx, programId, map);
}

export async function cloneAsSale(
  ctx: StoreCtx,
  programId: string,
  sale: Parameters<typeof pricing.cloneAsSale>[2],
): Promise<WholeProgram> {
  const { id } = await pricing.cloneAsSale(ctx, programId, sale);
  return getProgram(ctx, id);
}
