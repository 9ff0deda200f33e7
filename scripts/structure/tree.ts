import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { SourceFile } from './facts/source.ts';

/** What git answers in the folder, or null when it cannot: not a checkout, no commit yet, or git is not installed. */
export type Git = (folder: string, command: readonly string[]) => string | null;

/** The text files of a folder: what git tracks or would track, or without git everything that is not built. */
export function readTree(folder = '.', git: Git = runGit): SourceFile[] {
  const paths = git(folder, ['ls-files', '-co', '--exclude-standard', '-z'])?.split('\0') ?? walk(folder, '');
  return [...new Set(paths)].sort().flatMap((name) => readText(folder, name) ?? []);
}

/** Lines of `git diff --name-status` for migrations of the last commit; none without git or before the first commit. */
export function migrationChanges(folder = '.', git: Git = runGit): string[] {
  const changes = git(folder, ['diff', '--name-status', '--no-renames', 'HEAD', '--', 'server/migrations']);
  return changes === null ? [] : changes.split('\n').filter((line) => line !== '');
}

const built = new Set(['node_modules', 'dist', '.git', '.data', '.cache', 'test-results']);

function walk(folder: string, inside: string): string[] {
  return readdirSync(path.join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    if (built.has(entry.name)) return [];
    const name = path.posix.join(inside, entry.name);
    return entry.isDirectory() ? walk(folder, name) : [name];
  });
}

/** Null for folders, pictures and files that are gone. */
function readText(folder: string, name: string): SourceFile | null {
  const file = path.join(folder, name);
  if (name === '' || !statSync(file, { throwIfNoEntry: false })?.isFile()) return null;
  const text = readFileSync(file, 'utf8');
  return text.includes('\0') ? null : { path: name, text };
}

function runGit(folder: string, command: readonly string[]): string | null {
  try {
    const options = { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
    return execFileSync('git', command, { ...options, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return null;
  }
}
