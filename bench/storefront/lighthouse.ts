import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { runNpm } from '../../scripts/bootstrap.mjs';
import { browserArguments } from '../../scripts/chromium.mjs';
import { median } from '../report.ts';
import { firstPages } from './phone.ts';

const rounds = 3;
const own = fileURLToPath(new URL('../lighthouse', import.meta.url));
const folder = path.resolve('.cache/lighthouse');

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const metrics = {
  'first-contentful-paint': 'first paint',
  'largest-contentful-paint': 'largest paint',
  'total-blocking-time': 'blocked',
  'cumulative-layout-shift': 'shift',
  'speed-index': 'speed index',
} as const;

const Report = z.object({
  categories: z.record(z.string(), z.object({ score: z.number().nullable() })),
  audits: z.record(z.string(), z.object({ numericValue: z.number().optional(), score: z.number().nullable() })),
});
type Report = z.infer<typeof Report>;

/**
 * Lighthouse's own phone on a slow line, median of three. It has two hundred packages of its own, so it stands beside the
 * product's, at the versions of bench/lighthouse, and is installed when it is first asked for.
 */
export async function measureLighthouse(url: string, chromePath: string) {
  await install();
  const lines: string[] = [];
  const missed: string[] = [];
  for (const { name, address } of firstPages(url)) {
    const reports: Report[] = [];
    for (let round = 0; round < rounds; round += 1) reports.push(await run(address, chromePath));
    const scores = categories.map((one) =>
      Math.round(median(reports.map((it) => it.categories[one]?.score ?? 0)) * 100),
    );
    const values = Object.keys(metrics).map((one) =>
      median(reports.map((it) => it.audits[one]?.numericValue ?? Number.NaN)),
    );
    const told = values.map((value, place) => (place === 3 ? value.toFixed(3) : `${Math.round(value)} ms`));
    lines.push(`| ${name} | ${scores.join(' | ')} | ${told.join(' | ')} |`);
    if (scores.some((score) => score < 95)) missed.push(`Lighthouse of ${name}`);
  }
  const head = [...categories, ...Object.values(metrics)];
  const text = [`| | ${head.join(' | ')} |`, `|---|${'---|'.repeat(head.length)}`, ...lines].join('\n');
  return { text, missed };
}

async function install(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const isThere = await Promise.all(
    ['package-lock.json', 'node_modules/.package-lock.json'].map((name) =>
      readFile(path.join(folder, name)).catch(() => null),
    ),
  );
  const wanted = await readFile(path.join(own, 'package-lock.json'));
  if (isThere[1] !== null && isThere[0]?.equals(wanted)) return;
  for (const name of ['package.json', 'package-lock.json'])
    await copyFile(path.join(own, name), path.join(folder, name));
  await runNpm('installing Lighthouse', ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund']);
}

async function run(url: string, chromePath: string): Promise<Report> {
  const command = path.join(folder, 'node_modules/lighthouse/cli/index.js');
  const flags = ['--headless=new', ...browserArguments].join(' ');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [command, url, '--quiet', '--output=json', '--no-enable-error-reporting', `--chrome-flags=${flags}`],
    { env: { ...process.env, CHROME_PATH: chromePath }, maxBuffer: 64 * 1024 * 1024, timeout: 120_000 },
  );
  return Report.parse(JSON.parse(stdout));
}
