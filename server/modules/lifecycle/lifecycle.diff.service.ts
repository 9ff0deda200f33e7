import type { ProgramContent } from '../../../shared/contract/program-content.ts';
import { type Change, diffContent } from '../../../shared/rules/diff.ts';
import { changeSentences } from '../../../shared/rules/diff-words.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import * as events from '../events/events.service.ts';
import * as inventory from '../inventory/inventory.service.ts';
import { loadContent } from '../pricing/pricing.service.ts';
import { getRelease } from './lifecycle.releases.service.ts';

/** A working copy, or with `number` a release. */
export type Side = { programId: string; number: number | null };

/** What a fan gains, loses and pays differently from one side to the other, as facts and in words. */
export async function diff(ctx: StoreCtx, from: Side, to: Side): Promise<{ changes: Change[]; sentences: string[] }> {
  requireStore(ctx, 'store.programs.view');
  const [before, after] = [await contentOf(ctx, from), await contentOf(ctx, to)];
  const amounts = await inventory.loadAmounts(ctx);
  const facts = await inventory.loadFacts(ctx);
  const priceCodes = (eventCode: string) => [...(facts.get(eventCode)?.ticketTypes.keys() ?? [])];
  const changes = diffContent({ content: before, amounts }, { content: after, amounts }, priceCodes);
  const names = new Map([...(await events.listFacts(ctx))].map(([code, { name }]) => [code, name]));
  const words = { currency: ctx.store.currency, locale: ctx.store.locale, eventNames: names, before, after };
  return { changes, sentences: changeSentences(changes, words) };
}

async function contentOf(ctx: StoreCtx, { programId, number }: Side): Promise<ProgramContent> {
  if (number === null) return (await loadContent(ctx, programId)).content;
  return (await getRelease(ctx, programId, number)).content;
}
