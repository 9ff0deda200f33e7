import { openSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox, SandboxOptions } from '../../sandbox/types.ts';
import { type StoreCtx, type StoreFacts, withStore } from '../../server/core/ctx.ts';
import type { ProgramContent } from '../../shared/contract/program-content.ts';
import type { TestApp } from '../harness/app.ts';
import type { Answer, TestClient } from '../harness/client.ts';
import { runJobs } from '../harness/jobs.ts';
import type { ProgramParts } from './program.ts';
import { makeRule } from './program-content.ts';
import { makeReleased } from './release.ts';
import { makeStaff, onClient, signIn } from './staff.ts';
import { makeStore } from './store.ts';
import { atSandbox, connectVendor } from './vendor.ts';

/** A store that sells: connected to a sandbox of its own, its season imported and read, its games published. */
export type Shop = {
  store: StoreFacts;
  ctx: StoreCtx;
  sandbox: Sandbox;
  /** An owner, signed in. */
  staff: TestClient;
  /** `/api/stores/{key}`. */
  base: string;
  /** Games ahead with a set start, the first first. */
  games: string[];
  /** Makes, publishes and activates a program; answers its id. */
  activate: (parts?: ProgramParts) => Promise<string>;
  /** A browser; with an address, signed in by the mailed code. */
  fan: (email?: string) => Promise<TestClient>;
};

/** Rules for the sandbox's price codes of the lower and upper bowl. */
export function makeShopRule(name: string, ticketTypeCode: string, rest: Parameters<typeof makeRule>[1] = {}) {
  const codes = ['C', 'D', 'E', 'F', 'J', 'K', 'L', 'M'];
  return makeRule(name, { rows: codes.map((priceCode) => ({ eventCode: null, priceCode, ticketTypeCode })), ...rest });
}

/** What a shop is opened in: a test's product, or that of a measurement. */
export type ShopApp = Pick<TestApp, 'ctx' | 'worker' | 'client' | 'mails'>;

export async function openShop(app: ShopApp, options: Partial<SandboxOptions> = {}): Promise<Shop> {
  const sandbox = await openSandbox({
    size: 'small',
    now: () => app.ctx.clock.now().getTime(),
    quota: null,
    ...options,
  });
  const store = await makeStore(app);
  await connectVendor(app, store, atSandbox(sandbox));
  const staff = await signIn(app, await makeStaff(app, { grants: [onClient({ id: store.clientId }, 'owner')] }));
  const base = `/api/stores/${store.key}`;
  await importSeason(staff, base);
  await runJobs(app);
  const games = await publishGames(staff, base);
  await runJobs(app);
  return {
    ...{ store, sandbox, staff, base, games },
    ctx: withStore(app.ctx, store),
    activate: (parts) => activate(app, { store, staff, base, games }, parts),
    fan: (email) => openBrowser(app, base, email),
  };
}

/** Asked again when the vendor did not answer, as staff are told to. */
async function importSeason(staff: TestClient, base: string): Promise<void> {
  let answer = await staff.post(`${base}/season-import`, {});
  for (let tries = 1; answer.status === 503 && tries < 5; tries += 1) {
    answer = await staff.post(`${base}/season-import`, {});
  }
  done(answer);
}

async function publishGames(staff: TestClient, base: string): Promise<string[]> {
  const { items } = done(await staff.get(`${base}/events?limit=200`));
  done(await staff.post(`${base}/events/publish`, { eventIds: items.map(({ id }: { id: string }) => id) }));
  return items
    .filter(
      ({ code, startsAt }: { code: string; startsAt: string | null }) => code.startsWith('GSW') && startsAt !== null,
    )
    .map(({ code }: { code: string }) => code);
}

async function activate(
  app: ShopApp,
  { store, staff, base, games }: Pick<Shop, 'store' | 'staff' | 'base' | 'games'>,
  parts: ProgramParts = {},
): Promise<string> {
  const definition: Partial<ProgramContent['definition']> = { classNames: ['FLEX'], ...parts.definition };
  const rules = parts.rules ?? [makeShopRule('Everybody', 'ADULT')];
  const { id } = await makeReleased(app, store, { eventCodes: games, ...parts, definition, rules });
  done(await staff.post(`${base}/switchboard/switch`, { programId: id, reason: 'The shop opens', override: true }));
  return id;
}

async function openBrowser(app: ShopApp, base: string, email?: string): Promise<TestClient> {
  const browser = app.client();
  if (email === undefined) return browser;
  done(await browser.post(`${base}/fan/codes`, { email }));
  await runJobs(app);
  const mail = app.mails.findLast(({ to }) => to === email);
  const code = /\b\d{6}\b/.exec(mail?.subject ?? '')?.[0];
  const name = { first: 'Fan', last: 'Of The Team' };
  done(await browser.post(`${base}/fan/sessions`, { email, code, name }));
  return browser;
}

/** The body of an answer that must not be a refusal. */
export function done(answer: Answer): Answer['body'] {
  if (answer.status >= 400) throw new Error(`${answer.status} ${answer.text}`);
  return answer.body;
}
