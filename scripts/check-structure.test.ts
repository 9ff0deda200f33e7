import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(path.join(tmpdir(), 'flex-structure-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('an offence is one line with its place, and the exit code is 1', () => {
  mkdirSync(path.join(folder, 'server'));
  writeFileSync(path.join(folder, 'server/late.ts'), 'export const at =\n  Date.now();\n');
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const run = spawnSync(process.execPath, ['--import', loader, path.resolve('scripts/check-structure.ts')], {
    cwd: folder,
  });
  expect(run.stderr.toString()).toBe('');
  const lines = run.stdout.toString().trim().split('\n');
  expect(lines).toContain(
    'server/late.ts:2 [outside-world] ask ctx.clock.now() (an instant) or monotonic() of server/core/clock.ts (a duration)',
  );
  expect(lines.at(-1)).toMatch(/^structure: \d+ offences in \d+ files$/);
  expect(run.status).toBe(1);
});
