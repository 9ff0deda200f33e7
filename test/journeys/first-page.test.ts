import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const folder = 'dist/web/cortex';
/** Of 1,000 bytes, as they are sent. */
const mostKilobytes = 350;

const read = (name: string) => readFileSync(path.join(folder, name));
const assets = readdirSync(path.join(folder, 'assets')).map((name) => `assets/${name}`);

/** What the document loads at once, the screen where one arrives, and all that these import. */
function scriptsOf(screen: string): Set<string> {
  const own = assets.filter((name) => new RegExp(`/${screen}-[\\w-]+\\.js$`).test(name));
  expect(own).toHaveLength(1);
  const named = [
    ...read('index.html')
      .toString()
      .matchAll(/(?:src|href)="\/cortex\/([^"]+\.js)"/g),
  ];
  const found = new Set<string>();
  const visit = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    for (const [, other = ''] of read(name)
      .toString()
      .matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) {
      visit(`assets/${other}`);
    }
  };
  for (const name of [...named.flatMap(([, one]) => one ?? []), ...own]) visit(name);
  return found;
}

it.each(['SignInScreen', 'StoresScreen'])(
  'the first page of Cortex, at its %s, loads less than 350 kB of scripts',
  (screen) => {
    const scripts = scriptsOf(screen);
    expect(scripts.size).toBeGreaterThan(2);
    const bytes = [...scripts].reduce((sum, name) => sum + gzipSync(read(name)).length, 0);
    expect(bytes / 1_000).toBeGreaterThan(100);
    expect(bytes / 1_000).toBeLessThan(mostKilobytes);
  },
);
