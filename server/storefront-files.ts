import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { PageAssets, Storefront } from '../shared/contract/storefront.ts';
import { type Assets, readAssets } from './core/http/assets.ts';
import { problem } from './core/problem.ts';

/** The built storefront: what browsers load, and what the server makes pages with. */
export type StorefrontFiles = { assets: Assets; addresses: PageAssets; storefront: Storefront };

/** Where browsers find its files, whatever the address of the store. */
export const filesPrefix = '/storefront';

/** Read when they are first asked for; `page.not_built` until they are there. */
export function keepStorefrontFiles(folder: string): () => Promise<StorefrontFiles> {
  let kept: Promise<StorefrontFiles> | null = null;
  return () => {
    kept ??= readFiles(folder).catch((cause: unknown) => {
      kept = null;
      throw problem('page.not_built', {}, { cause });
    });
    return kept;
  };
}

async function readFiles(folder: string): Promise<StorefrontFiles> {
  const assets = await readAssets(path.join(folder, 'public'));
  const manifest = await readFile(path.join(folder, 'public', 'manifest.json'), 'utf8');
  const built: unknown = await import(pathToFileURL(path.resolve(folder, 'server', 'render.js')).href);
  if (!isBuilt(built)) throw new Error('the built storefront gives no pages');
  return { assets, addresses: addressesIn(Manifest.parse(JSON.parse(manifest))), storefront: built.storefront };
}

function isBuilt(built: unknown): built is { storefront: Storefront } {
  if (typeof built !== 'object' || built === null || !('storefront' in built)) return false;
  const { storefront } = built;
  return typeof storefront === 'object' && storefront !== null && 'renderPage' in storefront;
}

/** As Vite writes it; only what is used. */
const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    src: z.string().optional(),
    imports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
  }),
);
type Manifest = z.infer<typeof Manifest>;

/** For each source its own file first, then those it imports. */
function addressesIn(manifest: Manifest): PageAssets {
  return Object.fromEntries(
    Object.entries(manifest).flatMap(([name, { src }]) => {
      if (src === undefined) return [];
      const all = withImports(manifest, name, new Set());
      const chunks = [...all].flatMap((one) => manifest[one] ?? []);
      const scripts = chunks.map(({ file }) => `${filesPrefix}/${file}`).filter((file) => file.endsWith('.js'));
      const styles = chunks.toReversed().flatMap(({ css }) => css.map((file) => `${filesPrefix}/${file}`));
      return [[src, { scripts, styles }]];
    }),
  );
}

function withImports(manifest: Manifest, name: string, found: Set<string>): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const one of manifest[name]?.imports ?? []) withImports(manifest, one, found);
  return found;
}
