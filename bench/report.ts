import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

const results = fileURLToPath(new URL('RESULTS.md', import.meta.url));

/** Milliseconds that `work` takes. */
export async function took(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

export function seconds(milliseconds: number): string {
  return milliseconds < 1_000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}

/** When, with what and on what was measured, and how busy that was; not on whose machine. */
export async function machine(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
  await client.end();
  const today = new Date().toISOString().slice(0, 10);
  const memory = Math.round(totalmem() / 1024 ** 3);
  const versions = `Node ${process.versions.node}, PostgreSQL ${rows[0]?.version}`;
  return `${today}, ${versions}, ${cpus().length} cores under a load of ${loadavg()[2]?.toFixed(1)}, ${memory} GiB.`;
}

/** Prints the section and puts it in place of the one with the same heading in bench/RESULTS.md. */
export async function writeSection(heading: string, text: string): Promise<void> {
  console.log(`\n${text}\n`);
  const before = await readFile(results, 'utf8').catch(
    () => '# Measurements\n\nHow to run each again stands in its script.\n',
  );
  const kept = before.split(/^(?=## )/m).filter((section) => !section.startsWith(`## ${heading}\n`));
  await writeFile(results, `${kept.join('').trimEnd()}\n\n## ${heading}\n\n${text}\n`);
}
