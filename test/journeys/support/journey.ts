import type { AddressInfo } from 'node:net';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { expect } from 'vitest';
import { findChromium } from '../../../scripts/chromium.mjs';
import { openSession, sessionCookieName } from '../../../server/modules/identity/identity.sessions.service.ts';
import type { Staff } from '../../../server/modules/identity/identity.types.ts';
import { openTestApp, type TestApp } from '../../harness/app.ts';
import { makeVisitor, type Visitor, viewportHeight } from './visitor.ts';

/** The product as it is built, listening, and a browser in front of it. */
export type Journey = {
  app: TestApp;
  url: string;
  /** A person with a browser of their own; signed in when `as` is given. */
  visit: (options?: VisitOptions) => Promise<Visitor>;
  /** Fails when a page of any visitor had an error, and closes them all. */
  endVisits: () => Promise<void>;
  close: () => Promise<void>;
};
export type VisitOptions = { as?: Staff };

const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openJourney(): Promise<Journey> {
  const executablePath = await findChromium();
  // Jobs are run by the test, when it wants them.
  const app = await openTestApp({ FLEX_ROLE: 'http' });
  await app.start();
  await app.http.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.http.server.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  let visitors: Visitor[] = [];
  return {
    app,
    url,
    async visit(options = {}) {
      const visitor = await openVisitor(browser, { app, url }, options);
      visitors.push(visitor);
      return visitor;
    },
    async endVisits() {
      const ended = visitors;
      visitors = [];
      for (const { page } of ended) await page.context().close();
      expect(ended.flatMap(({ faults }) => faults)).toEqual([]);
    },
    async close() {
      await browser.close();
      await app.close();
    },
  };
}

async function openVisitor(
  browser: Browser,
  { app, url }: Pick<Journey, 'app' | 'url'>,
  { as }: VisitOptions,
): Promise<Visitor> {
  const settings: BrowserContextOptions = {
    baseURL: url,
    viewport: { width: 1280, height: viewportHeight },
    colorScheme: 'light',
    locale: 'en-US',
    timezoneId: 'America/Los_Angeles',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  };
  const context = await browser.newContext(settings);
  if (as !== undefined) {
    const { token } = await openSession(app.ctx, as, 'link');
    await context.addCookies([
      { name: sessionCookieName(app.ctx), value: token, url, httpOnly: true, sameSite: 'Lax' },
    ]);
  }
  return makeVisitor(app, await context.newPage());
}
