import type { InsightsFunnel } from '../../../shared/contract/insights.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { listChoices } from './insights.facts.reader.ts';
import { type AskedDays, daysOf, figuresOf, type Line } from './insights.figures.service.ts';
import { gather, zero } from './insights.tally.service.ts';
import type { Days, Views } from './insights.types.ts';
import * as views from './insights.views.repository.ts';
import { addViews, headOf, noViews, programsOf, textOf, toFigures } from './insights.words.service.ts';

type ChoiceRow = Awaited<ReturnType<typeof listChoices>>[number];

/** From what was seen to what was bought, by program, pack or package, and tier. */
export async function funnel(ctx: StoreCtx, asked: AskedDays): Promise<InsightsFunnel> {
  requireStore(ctx, 'store.insights.view');
  const days = daysOf(ctx, asked);
  const { lines, fresh } = await figuresOf(ctx, { days, scopes: ['choice', 'tier'] });
  const seen = await seenOf(ctx, days);
  const active = new Set([...lines.map(({ programId }) => programId), ...seen.keys()]);
  const programs = (await programsOf(ctx)).filter(({ id }) => active.has(id));
  const choices = await listChoices(ctx.store.db, [...active]);
  return {
    ...headOf(ctx, days, fresh),
    programs: programs.map((program) => {
      const own = lines.filter(({ programId }) => programId === program.id);
      const parts = seen.get(program.id) ?? new Map<string, Views>();
      return {
        program,
        seen: [...parts.values()].reduce(addViews, noViews),
        ...toFigures(gather(own.filter(isOfChoice), () => '').get('') ?? zero),
        choices: choicesOf(ctx, { programId: program.id, own, parts, choices }),
      };
    }),
  };
}

/** Views by program and part; a part is a pack, a package, or the program itself. */
async function seenOf(ctx: StoreCtx, days: Days): Promise<Map<string, Map<string, Views>>> {
  const seen = new Map<string, Map<string, Views>>();
  for (const { programId, partId, step, viewCount } of await views.sum(ctx.store.db, days)) {
    const parts = seen.get(programId) ?? new Map<string, Views>();
    parts.set(partId, { ...(parts.get(partId) ?? noViews), [step]: Number(viewCount) });
    seen.set(programId, parts);
  }
  return seen;
}

type OfProgram = { programId: string; own: Line[]; parts: Map<string, Views>; choices: ChoiceRow[] };

/** Those with figures or views, in the order of their names. */
function choicesOf(ctx: StoreCtx, { programId, own, parts, choices }: OfProgram) {
  const ids = new Set<string | null>([
    ...own.map(({ choiceId }) => choiceId),
    ...[...parts.keys()].map((id) => (id === programId ? null : id)),
  ]);
  const found = [...ids].map((id) => {
    const known = choices.find((choice) => choice.programId === programId && choice.id === id);
    const lines = own.filter(({ choiceId }) => choiceId === id);
    return {
      id,
      kind: id === null ? ('none' as const) : (known?.kind ?? ('pack' as const)),
      name: known === undefined || known.isHidden ? null : textOf(ctx, known.name),
      seen: parts.get(id ?? programId) ?? noViews,
      ...toFigures(gather(lines.filter(isOfChoice), () => '').get('') ?? zero),
      tiers: tiersOf(ctx, known, lines),
    };
  });
  return found.sort(
    (a, b) => (a.name ?? '').localeCompare(b.name ?? '', 'en') || ((a.id ?? '') < (b.id ?? '') ? -1 : 1),
  );
}

/** In the order staff gave them. */
function tiersOf(ctx: StoreCtx, choice: ChoiceRow | undefined, lines: readonly Line[]) {
  const tallies = gather(
    lines.filter(({ scope }) => scope === 'tier'),
    ({ tierId }) => tierId ?? '',
  );
  const named = choice?.tiers ?? [];
  const places = new Map(named.map(({ id }, place) => [id, place]));
  return [...tallies]
    .sort(([a], [b]) => (places.get(a) ?? named.length) - (places.get(b) ?? named.length) || (a < b ? -1 : 1))
    .map(([id, tally]) => {
      const tier = named.find((one) => one.id === id);
      return { id, name: tier === undefined ? null : textOf(ctx, tier.name), ...toFigures(tally) };
    });
}

function isOfChoice({ scope }: Line): boolean {
  return scope === 'choice';
}
