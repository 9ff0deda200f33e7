import { z } from 'zod';
import type { ProgramContent } from '../../../shared/contract/program-content.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { listFacts } from '../suites/suites.service.ts';

/** Suites and suite price tiers as people write them. */
export type SuiteNames = {
  suiteName: (id: string) => string;
  tierName: (id: string) => string;
  /** The id of a name or id; null when there is none or more than one. */
  findSuite: (text: string) => string | null;
  findTier: (text: string) => string | null;
};

type Named = { id: string; name: string };

/** Of the store's suites, and of the program's tiers. */
export async function makeSuiteNames(ctx: StoreCtx, { tiers }: ProgramContent['suites']): Promise<SuiteNames> {
  const suites = await listFacts(ctx);
  const [suite, tier] = [makeBook([...suites.values()]), makeBook(tiers)];
  return { suiteName: suite.nameOf, findSuite: suite.find, tierName: tier.nameOf, findTier: tier.find };
}

/** A name that two have is of no use, so there the id stands in its place. */
function makeBook(all: readonly Named[]) {
  const idsOf = new Map<string, string[]>();
  for (const { id, name } of all) idsOf.set(name, [...(idsOf.get(name) ?? []), id]);
  const unique = (name: string) => (idsOf.get(name)?.length === 1 ? (idsOf.get(name)?.[0] ?? null) : null);
  const names = new Map(all.map(({ id, name }) => [id, name]));
  return {
    nameOf: (id: string) => {
      const name = names.get(id);
      return name !== undefined && unique(name) === id ? name : id;
    },
    find: (text: string) => unique(text) ?? (z.uuid().safeParse(text).success ? text : null),
  };
}
