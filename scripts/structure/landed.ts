import type { Offence } from './facts/source.ts';

/**
 * Migrations that are part of the last commit stay as they are. `changes` is what `git diff --name-status` says of
 * their folder: a letter, a tab, the path.
 */
export function landedMigrations(changes: readonly string[]): Offence[] {
  return changes.flatMap((change) => {
    const [kind = '', path = ''] = change.split('\t');
    if (kind.startsWith('A') || path.endsWith('.schema.sql')) return [];
    return [{ path, line: 1, message: 'this migration has landed: restore it, and add a new file with the change' }];
  });
}
