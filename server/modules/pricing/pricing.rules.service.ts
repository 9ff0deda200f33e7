import type { RowFill } from '../../../shared/contract/pricing.ts';
import type { PriceRule } from '../../../shared/contract/program-content.ts';
import { isSame } from '../../../shared/rules/changes.ts';
import { fillRows as filled } from '../../../shared/rules/price-rows.ts';
import { actorName, requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { announce } from '../../core/live-changes.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { acceptStage, findProgram, holdForEdit } from '../programs/programs.service.ts';
import { ruleChanges } from './pricing.changes.service.ts';
import { type Pricing, readPricing } from './pricing.content.service.ts';
import * as stored from './pricing.repository.ts';
import type { WrittenStage } from './pricing.types.ts';

type Edit = { programId: string; version: number };
type RuleEdit = Edit & { ruleId: string };

/** Replaces all rules. As every edit here: `version.stale` unless `version` is the present one of the pricing stage. */
export async function putRules(
  ctx: StoreCtx,
  edit: Edit,
  rules: readonly PriceRule[],
): Promise<WrittenStage<{ rules: PriceRule[] }>> {
  const written = await change(ctx, edit, () => [...rules]);
  return { ...written, content: { rules: written.content } };
}

/** Replaces the rule in its place, or adds it as the last. */
export async function putRule(ctx: StoreCtx, edit: RuleEdit, rule: PriceRule): Promise<WrittenStage<PriceRule>> {
  const written = await change(ctx, edit, (rules) => {
    if (rule.id !== edit.ruleId) throw otherRule(edit.ruleId);
    const isThere = rules.some(({ id }) => id === rule.id);
    return isThere ? rules.map((one) => (one.id === rule.id ? rule : one)) : [...rules, rule];
  });
  return { ...written, content: named(written.content, edit.ruleId) };
}

export async function deleteRule(ctx: StoreCtx, edit: RuleEdit): Promise<WrittenStage<null>> {
  const written = await change(ctx, edit, (rules) => {
    named(rules, edit.ruleId);
    return rules.filter(({ id }) => id !== edit.ruleId);
  });
  return { ...written, content: null };
}

/** Sets or removes the rows of many events and price codes at once. */
export async function fillRows(ctx: StoreCtx, edit: RuleEdit, fill: RowFill): Promise<WrittenStage<PriceRule>> {
  return changeRule(ctx, edit, (rule) => ({ ...rule, rows: filled(rule.rows, fill) }));
}

/** Replaces one rule by what `work` makes of it. */
export async function changeRule(
  ctx: StoreCtx,
  edit: RuleEdit,
  work: (rule: PriceRule) => PriceRule,
): Promise<WrittenStage<PriceRule>> {
  const written = await change(ctx, edit, (rules) => {
    const changed = work(named(rules, edit.ruleId));
    return rules.map((rule) => (rule.id === edit.ruleId ? changed : rule));
  });
  return { ...written, content: named(written.content, edit.ruleId) };
}

/** The rule of this id; `rule.not_found` when there is none. */
export function named(rules: readonly PriceRule[], ruleId: string): PriceRule {
  const rule = rules.find(({ id }) => id === ruleId);
  if (rule === undefined) throw problem('rule.not_found');
  return rule;
}

/** The same rules again make no version. */
async function change(
  ctx: StoreCtx,
  { programId, version }: Edit,
  work: (rules: readonly PriceRule[]) => PriceRule[],
): Promise<WrittenStage<PriceRule[]>> {
  requireStore(ctx, 'store.programs.edit');
  return transaction(ctx, async (ctx) => {
    const program = await holdForEdit(ctx, programId);
    await stored.lock(ctx.store.db, programId);
    const present = await readPricing(ctx, programId);
    const subject = { type: 'program.pricing', id: programId, name: program.name };
    const stale = () => audit.staleVersion(ctx, subject, version);
    if (present.version !== version) throw await stale();
    const { rules } = acceptStage('pricing', { rules: work(present.rules) }, present);
    if (isSame(present.rules, rules)) return unchanged(ctx, programId, present);
    const written = { at: ctx.clock.now(), by: actorName(ctx.actor) };
    if (!(await stored.advance(ctx.store.db, { programId, version, ...written }))) throw await stale();
    await store(ctx, programId, present.rules, rules);
    await audit.record(ctx, {
      action: 'pricing.edit',
      subject: { ...subject, version: version + 1 },
      ...ruleChanges(present.rules, rules),
    });
    await announce(ctx, { topic: 'program.changed', data: { programId, stage: 'pricing', version: version + 1 } });
    return { content: rules, version: version + 1, updatedAt: written.at, updatedBy: written.by };
  });
}

/** Rules that were never written are as old as the program. */
async function unchanged(ctx: StoreCtx, programId: string, { rules, version, updated }: Pricing) {
  const program = await findProgram(ctx, programId);
  const { at, by } = updated ?? { at: program.createdAt, by: program.createdBy };
  return { content: rules, version, updatedAt: at, updatedBy: by };
}

/** Writes only what is new or different: a rule may have twenty thousand rows. */
async function store(ctx: StoreCtx, programId: string, before: readonly PriceRule[], after: readonly PriceRule[]) {
  await stored.deleteOthers(ctx.store.db, { programId, keep: after.map(({ id }) => id) });
  const placed = after.map((rule, sortOrder) => ({ ...rule, sortOrder }));
  const rules = placed.filter(({ sortOrder, ...rule }) => !isSame(before[sortOrder], rule));
  await stored.upsert(ctx.store.db, { programId, rules });
}

function otherRule(ruleId: string) {
  const error = { at: '/body/id', code: 'other_rule', message: `The address says ${ruleId}; say the same here.` };
  return problem('request.invalid', {}, { errors: [error] });
}
