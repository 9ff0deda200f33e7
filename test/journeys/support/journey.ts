import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { browserArguments } from '../../../scripts/chromium.mjs';
import { openSession, sessionCookieName } from '../../../server/modules/identity/identity.sessions.service.ts';
import type { Staff } from '../../../server/modules/identity/identity.types.ts';
import { openTestApp, type TestApp } from '../../harness/app.ts';
import { makeVisitor, type Visitor, viewportHeight } from './visitor.ts';

/** The product as it is built, listening, and a browser in front of it. */
export type Journey = {
  app: TestApp;
  url: string;
  /**
   * A person with a browser of their own; signed in when `as` is given, and then, from the second visit on, in the browser they had
   * before when nobody sits at it.
   */
  visit: (options?: VisitOptions) => Promise<Visitor>;
  /** A new session for the person in their browser, as when they have just signed in. */
  signIn: (visitor: Visitor, as: Staff) => Promise<void>;
  /** Fails when a page of any visitor had an error, and closes them all. */
  endVisits: () => Promise<void>;
  close: () => Promise<void>;
};
export type VisitOptions = {
  as?: Staff;
  /** A phone is touched; a desk is what is meant when nothing is said. */
  device?: 'desk' | 'phone';
  /** What the browser is set to, such as `es-MX`. */
  locale?: string;
};

/** All pages in one process: to start another one costs as much as a page. */
const args = [...browserArguments, '--renderer-process-limit=1', '--in-process-gpu'];

/** As that of the tests: a busy machine is never the reason one fails. */
const patience = 60_000;

/** How many times slower the pages are made than this machine: what waits for the wrong thing fails then. */
const slowness = Number(process.env.FLEX_SLOW_BROWSER ?? 1);
/** Milliseconds by which answers of the API come later at most, each by a part of it drawn by chance. */
const lateness = Number(process.env.FLEX_LATE_ANSWERS ?? 0);

export async function openJourney(): Promise<Journey> {
  // Jobs are run by the test, when it wants them.
  const app = await openTestApp({ FLEX_ROLE: 'http' });
  await app.start();
  await app.http.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.http.server.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  const browser = await chromium.launch({ executablePath: inject('chromiumPath'), args });
  /** What they have loaded of the product is not loaded and compiled anew. */
  const free = new Map<string, BrowserContext>();
  let visits: { visitor: Visitor; ofWhom: string | null }[] = [];
  return {
    app,
    url,
    async visit(options = {}) {
      const { as = null } = options;
      const ofWhom = as === null ? null : JSON.stringify({ ...options, as: as.id });
      const context = free.get(ofWhom ?? '') ?? (await browser.newContext(settingsOf(url, options)));
      if (ofWhom !== null) free.delete(ofWhom);
      if (as !== null) await openSessionIn(context, { app, url }, as);
      context.setDefaultTimeout(patience);
      if (lateness > 0) await delayAnswers(context);
      const page = await context.newPage();
      if (slowness > 1) await slowDown(page);
      const visitor = makeVisitor(app, page);
      visits.push({ visitor, ofWhom });
      return visitor;
    },
    signIn: ({ page }, as) => openSessionIn(page.context(), { app, url }, as),
    async endVisits() {
      const ended = visits;
      visits = [];
      for (const { visitor, ofWhom } of ended) {
        const context = visitor.page.context();
        for (const page of context.pages()) await page.close();
        if (ofWhom === null || free.has(ofWhom)) await context.close();
        else free.set(ofWhom, context);
      }
      expect(ended.flatMap(({ visitor }) => visitor.faults)).toEqual([]);
    },
    async close() {
      await browser.close();
      await app.close();
    },
  };
}

async function delayAnswers(context: BrowserContext) {
  await context.unrouteAll();
  await context.route(/\/api\//, async (route) => {
    await sleep(Math.random() * lateness);
    await route.continue().catch(() => {}); // the page may be gone
  });
}

async function slowDown(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowness });
}

const screens: Record<'desk' | 'phone', BrowserContextOptions> = {
  desk: { viewport: { width: 1280, height: viewportHeight } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

function settingsOf(url: string, { device = 'desk', locale = 'en-US' }: VisitOptions): BrowserContextOptions {
  return {
    baseURL: url,
    ...screens[device],
    colorScheme: 'light',
    locale,
    timezoneId: 'America/Los_Angeles',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  };
}

async function openSessionIn(context: BrowserContext, { app, url }: Pick<Journey, 'app' | 'url'>, as: Staff) {
  const { token } = await openSession(app.ctx, as, 'link');
  const name = sessionCookieName(app.ctx);
  await context.addCookies([{ name, value: token, url, httpOnly: true, sameSite: 'Lax' }]);
}
