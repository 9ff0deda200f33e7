import { type StoreFacts, withStore } from '../../server/core/ctx.ts';
import { switchNow } from '../../server/modules/lifecycle/lifecycle.switch.service.ts';
import type { TestApp } from '../harness/app.ts';
import type { ProgramParts } from './program.ts';
import { makeReleased } from './release.ts';

/** Makes the program active from now on, whatever checks would say. */
export async function activate(app: Pick<TestApp, 'ctx'>, store: StoreFacts, programId: string): Promise<void> {
  await switchNow(withStore(app.ctx, store), { programId, reason: null, override: true });
}

/** A program that is published and active. */
export async function makeActive(app: Pick<TestApp, 'ctx'>, store: StoreFacts, parts: ProgramParts = {}) {
  const program = await makeReleased(app, store, parts);
  await activate(app, store, program.id);
  return program;
}
