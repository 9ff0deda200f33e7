import { type StoreCtx, type StoreFacts, withStore } from '../../server/core/ctx.ts';
import { newId } from '../../server/core/ids.ts';
import { insert, listNewest } from '../../server/modules/lifecycle/lifecycle.releases.repository.ts';
import { hashContent } from '../../server/modules/lifecycle/lifecycle.releases.service.ts';
import type { TestApp } from '../harness/app.ts';
import { makeProgram, type ProgramParts } from './program.ts';

/** A published program with its first release, whatever checks would say of it. */
export async function makeReleased(app: Pick<TestApp, 'ctx'>, store: StoreFacts, parts: ProgramParts = {}) {
  const program = await makeProgram(app, store, { ...parts, state: 'published' });
  const { content } = program;
  await insert(withStore(app.ctx, store).store.db, {
    id: newId(),
    programId: program.id,
    number: 1,
    content,
    contentHash: hashContent(content),
    reports: [],
    accepted: [],
    publishedAt: app.ctx.clock.now(),
    publishedBy: 'factory',
  });
  return program;
}

/** The id of the program's newest release. */
export async function newestReleaseId(ctx: StoreCtx, programId: string): Promise<string> {
  const [release] = await listNewest(ctx.store.db, [programId]);
  if (release === undefined) throw new Error('the program has no release');
  return release.id;
}
