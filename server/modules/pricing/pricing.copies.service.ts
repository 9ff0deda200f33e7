import type { PriceRule, ProgramContent } from '../../../shared/contract/program-content.ts';
import { type AmountChange, mapsAnything, mapTicketTypes, saleChanges } from '../../../shared/rules/sale.ts';
import { repeated } from '../../../shared/rules/stage-faults.ts';
import { actorName, requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { loadAmounts } from '../inventory/inventory.service.ts';
import { addProgram } from '../programs/programs.service.ts';
import type { ProgramRecord } from '../programs/programs.types.ts';
import { holdOpen } from '../stores/stores.states.service.ts';
import { loadContent } from './pricing.content.service.ts';
import * as stored from './pricing.repository.ts';

export type SaleMap = { ticketTypes: readonly { from: string; to: string }[] };
export type NewSale = SaleMap & {
  name: string;
  banner: ProgramContent['presentation']['banner'];
  headline: ProgramContent['presentation']['headline'];
};

/** A draft with all the program has, archived or not; packs, tiers, packages and rules keep their ids. */
export async function cloneProgram(ctx: StoreCtx, id: string, name: string): Promise<ProgramRecord> {
  requireStore(ctx, 'store.programs.edit');
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const { content } = await loadContent(ctx, id, { lock: true });
    return addWithContent(ctx, { name, copiedFrom: id, content });
  });
}

/** The first 5,000 amounts that the table would change, and how many there are. */
export async function previewSale(
  ctx: StoreCtx,
  id: string,
  map: SaleMap,
): Promise<{ changes: AmountChange[]; total: number }> {
  requireStore(ctx, 'store.programs.view');
  const { content } = await loadContent(ctx, id);
  const all = saleChanges(content, readMap(map, content.pricing.rules), await loadAmounts(ctx));
  return { changes: all.slice(0, mostChanges), total: all.length };
}

/** A copy that sells other ticket types under another name and banner; all in one act. */
export async function cloneAsSale(ctx: StoreCtx, id: string, sale: NewSale): Promise<ProgramRecord> {
  requireStore(ctx, 'store.programs.edit');
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const { content } = await loadContent(ctx, id, { lock: true });
    const rules = mapTicketTypes(content.pricing.rules, readMap(sale, content.pricing.rules));
    const { name, banner, headline } = sale;
    const presentation = { ...content.presentation, banner, headline };
    const made = await addWithContent(ctx, {
      name,
      copiedFrom: id,
      content: { ...content, presentation, pricing: { rules } },
    });
    const subject = { type: 'program', id: made.id, name };
    const { ticketTypes } = sale;
    await audit.record(ctx, { action: 'pricing.clone_as_sale', subject, after: { copiedFrom: id, ticketTypes } });
    return made;
  });
}

/** Adds a draft with this content, stages and rules. */
export async function addWithContent(
  ctx: StoreCtx,
  { content, ...program }: { name: string; copiedFrom: string | null; content: ProgramContent },
): Promise<ProgramRecord> {
  return transaction(ctx, async (ctx) => {
    const { pricing, ...documents } = content;
    const made = await addProgram(ctx, { ...program, documents });
    if (pricing.rules.length > 0) await insertRules(ctx, made, pricing.rules);
    return made;
  });
}

const mostChanges = 5_000;

async function insertRules(ctx: StoreCtx, { id, name }: ProgramRecord, rules: readonly PriceRule[]) {
  const programId = id;
  await stored.advance(ctx.store.db, { programId, version: 0, at: ctx.clock.now(), by: actorName(ctx.actor) });
  await stored.upsert(ctx.store.db, { programId, rules: rules.map((rule, sortOrder) => ({ ...rule, sortOrder })) });
  const subject = { type: 'program.pricing', id, name, version: 1 };
  await audit.record(ctx, { action: 'pricing.create', subject, after: { rules: rules.map(({ name }) => name) } });
}

function readMap({ ticketTypes }: SaleMap, rules: readonly PriceRule[]): ReadonlyMap<string, string> {
  const placed = ticketTypes.map(({ from }, index) => ({ from, at: `/body/ticketTypes/${index}/from` }));
  const errors = repeated(placed, ({ from }) => from).map(({ item, first }) => ({
    at: item.at,
    code: 'duplicate_code',
    message: `${first.at} maps ${item.from} already; remove one of the two.`,
  }));
  if (errors.length > 0) throw problem('request.invalid', {}, { errors });
  const map = new Map(ticketTypes.map(({ from, to }) => [from, to]));
  if (!mapsAnything(rules, map)) throw problem('sale.nothing_mapped');
  return map;
}
