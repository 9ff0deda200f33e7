import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { TestApp } from '../../harness/app.ts';
import { minute } from '../../harness/clock.ts';

export type Look = { scheme: 'light' | 'dark'; width: number };

/** These rules of axe only, or all but these. */
export type Rules = readonly string[] | { without: readonly string[] };

export type Visitor = {
  page: Page;
  /** What went wrong on the pages so far: script errors, console errors, refusals by the content security policy. */
  faults: string[];
  /** Opens an address, a minute after whatever was before, and waits for the screen. */
  open: (address: string) => Promise<void>;
  /** Shows the same screen in other colours or another width. */
  look: (look: Look) => Promise<void>;
  /** From here on an answer with this status is part of the journey and no fault. */
  expectStatus: (status: number) => void;
  /** Forgets what the console says of requests that the test itself cut off. */
  forgiveLostConnection: () => void;
  /** Fails when a rule of axe, or one of those meant, is broken by what is shown now, but for what the selector leaves out. */
  expectAccessible: (leftOut?: string, rules?: Rules) => Promise<void>;
  /** Keeps a picture when the tour is drawn anew: in a temporary folder, those of the tour in `docs/tour` too. */
  shoot: (name: string, options?: { isTour?: boolean }) => Promise<void>;
};

export const viewportHeight = 800;

export function makeVisitor(app: TestApp, page: Page): Visitor {
  const faults: string[] = [];
  const expected = new Set<number>();
  page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    const status = /status of (\d{3})/.exec(message.text())?.[1];
    if (status === undefined || !expected.has(Number(status)))
      faults.push(`console: ${message.text()} ${message.location().url}`);
  });
  return {
    page,
    faults,
    async open(address) {
      app.clock.advance(minute);
      await page.goto(address);
      await settle(page);
    },
    async look({ scheme, width }) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: viewportHeight });
    },
    expectStatus: (status) => expected.add(status),
    forgiveLostConnection() {
      const kept = faults.filter((fault) => !/net::ERR_(FAILED|INTERNET_DISCONNECTED)|connection\.failed/.test(fault));
      faults.splice(0, faults.length, ...kept);
    },
    expectAccessible: (leftOut, rules) => expectAccessible(page, leftOut, rules),
    shoot: (name, { isTour = false } = {}) => shoot(page, name, isTour),
  };
}

/** Waits until the screen has its heading, nothing is loading and the fonts are there. */
export async function settle(page: Page) {
  await page.getByRole('heading', { level: 1 }).or(page.getByRole('alert')).first().waitFor();
  await expect.poll(() => page.getByRole('status').filter({ hasText: 'Loading' }).count()).toBe(0);
  await page.evaluate('document.fonts.ready.then(() => undefined)');
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What is still fading is faint: a machine too busy to draw frames shows it so for a while. */
const animationsEnd = `Promise.all(document.getAnimations()
  .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
  .map((animation) => animation.finished.catch(() => {}))).then(() => undefined)`;

async function expectAccessible(page: Page, leftOut?: string, rules: Rules = { without: [] }) {
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(axeSource);
  await page.evaluate(animationsEnd);
  const context = { include: 'html', ...(leftOut !== undefined && { exclude: leftOut }) };
  const options = { ...ruleOptions(rules), resultTypes: ['violations'] };
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(${JSON.stringify(context)}, ${JSON.stringify(options)})`,
  );
  const told = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  );
  const where = `innerWidth + ' pixels, ' + (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')`;
  if (told.length > 0) told.unshift(await page.evaluate<string>(where));
  expect(told).toEqual([]);
}

function ruleOptions(rules: Rules) {
  if (!('without' in rules)) return { runOnly: { type: 'rule', values: rules } };
  const left = Object.fromEntries(rules.without.map((rule) => [rule, { enabled: false }]));
  return { runOnly: { type: 'tag', values: axeRules }, rules: left };
}

const pictures = path.join(tmpdir(), 'flex-journeys');
/** The pictures of the tour are drawn anew. */
export const isDrawing = process.env.FLEX_DRAW_TOUR === 'on';

async function shoot(page: Page, name: string, isTour: boolean) {
  if (!isDrawing) return;
  await settle(page);
  const folders = isTour ? [pictures, 'docs/tour'] : [pictures];
  for (const folder of folders) {
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
  }
}
