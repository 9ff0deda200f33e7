import { type StoreFacts, withStore } from '../../server/core/ctx.ts';
import { addWithContent, loadContent } from '../../server/modules/pricing/pricing.service.ts';
import type { LoadedContent } from '../../server/modules/pricing/pricing.types.ts';
import { acceptStage, setState } from '../../server/modules/programs/programs.service.ts';
import type { ProgramRecord } from '../../server/modules/programs/programs.types.ts';
import type { TestApp } from '../harness/app.ts';
import { type ContentParts, makeContent } from './program-content.ts';

export type ProgramParts = ContentParts & {
  name?: string;
  /** The state alone: a program that is published for real has a release. */
  state?: ProgramRecord['state'];
  copiedFrom?: string | null;
};

let made = 0;

/** A program with its stages and rules, as the product itself stores them. */
export async function makeProgram(
  app: Pick<TestApp, 'ctx'>,
  store: StoreFacts,
  { name, state = 'draft', copiedFrom = null, ...parts }: ProgramParts = {},
): Promise<ProgramRecord & LoadedContent> {
  made += 1;
  const ctx = withStore(app.ctx, store);
  const given = makeContent(parts);
  const packs = acceptStage('packs', given.packs, { packs: [] });
  const program = await addWithContent(ctx, {
    name: name ?? `Program ${made}`,
    copiedFrom,
    content: { ...given, packs },
  });
  await setState(ctx, program.id, state);
  return { ...program, state, ...(await loadContent(ctx, program.id)) };
}
