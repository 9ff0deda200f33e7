import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** One file of SQL: its statements are sent one a query, so that a sharded database can run them too. */
export type Migration = { file: string; sha256: string; statements: readonly string[] };
export type Migrations = { platform: readonly Migration[]; store: readonly Migration[] };

/** Reads both folders below `folder`; file names are `NNNN_name.sql`, without a gap. */
export async function readMigrations(folder: string): Promise<Migrations> {
  const [platform, store] = await Promise.all([readFolder(folder, 'platform'), readFolder(folder, 'store')]);
  return { platform, store };
}

/**
 * Statements end with a semicolon; one in quotes or in a comment ends nothing.
 *
 * @throws for dollar quotes: there are no functions in this database.
 */
export function splitStatements(text: string): string[] {
  const statements: string[] = [];
  let start = 0;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token.startsWith('$')) throw new Error('a migration has no dollar quotes');
    if (token !== ';') continue;
    statements.push(text.slice(start, index));
    start = index + 1;
  }
  statements.push(text.slice(start));
  return statements.map((statement) => statement.trim()).filter(saysSomething);
}

const comment = /--[^\n]*|\/\*[\s\S]*?\*\//;
const tokens = new RegExp(`'(?:[^']|'')*'|"[^"]*"|${comment.source}|\\$\\w*\\$|;`, 'g');

function saysSomething(statement: string): boolean {
  return statement.replace(new RegExp(comment.source, 'g'), '').trim() !== '';
}

async function readFolder(folder: string, scope: string): Promise<Migration[]> {
  const files = (await readdir(path.join(folder, scope))).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file, index) => {
      if (!file.startsWith(`${String(index + 1).padStart(4, '0')}_`))
        throw new Error(`${scope}/${file} is out of order`);
      const text = await readFile(path.join(folder, scope, file), 'utf8');
      return { file, sha256: createHash('sha256').update(text).digest('hex'), statements: splitStatements(text) };
    }),
  );
}
