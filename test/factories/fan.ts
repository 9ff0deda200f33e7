import { type StoreFacts, withStore } from '../../server/core/ctx.ts';
import { keepFan } from '../../server/modules/fans/fans.service.ts';
import type { FanAccount } from '../../server/modules/fans/fans.types.ts';
import type { TestApp } from '../harness/app.ts';

let made = 0;

/** A fan the store knows, with their account groups; answers the id. */
export async function makeFan(
  app: Pick<TestApp, 'ctx'>,
  store: StoreFacts,
  overrides: Partial<FanAccount> = {},
): Promise<string> {
  made += 1;
  const account = {
    vendorAccountId: `A${made}`,
    email: `fan-${made}@example.test`,
    name: `Fan ${made}`,
    accountGroups: [],
  };
  return keepFan(withStore(app.ctx, store), { ...account, ...overrides });
}
