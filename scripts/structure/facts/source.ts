import type { Module } from '../../../server/modules.ts';
import type { Allowances } from '../allowances.ts';

/** One file of the repository; `path` is relative to its root, with forward slashes. */
export type SourceFile = { readonly path: string; readonly text: string };

export type Offence = { path: string; line: number; message: string };

/** What the rules are measured against: the list of `server/modules.ts`, and what may break a rule. */
export type House = { modules: readonly Module[]; coreTables: readonly string[]; allowances: Allowances };

/** Judges the whole tree. Pure: a test plants an offence by handing in a list of files. */
export type Rule = (files: readonly SourceFile[], house: House) => Offence[];

/** An offence at a character of the file. The message says what to do. */
export function offence(file: SourceFile, at: number, message: string): Offence {
  return { path: file.path, line: lineAt(file, at), message };
}

/** The line, counted from 1, of a character. */
export function lineAt(file: SourceFile, at: number): number {
  const starts = lineStarts(file);
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  return low + 1;
}

export function lineCount(file: SourceFile): number {
  return lineStarts(file).length - (file.text.endsWith('\n') ? 1 : 0);
}

/** Tests, and all that only tests use. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('test/');
}

export function isCode(path: string): boolean {
  return /\.(ts|tsx|mts|mjs|js)$/.test(path);
}

/** Every match of a global pattern with where it stands. */
export function matches(text: string, pattern: RegExp): { found: RegExpExecArray; at: number }[] {
  return [...text.matchAll(pattern)].map((found) => ({ found, at: found.index }));
}

const startsOf = new WeakMap<SourceFile, readonly number[]>();

function lineStarts(file: SourceFile): readonly number[] {
  const known = startsOf.get(file);
  if (known !== undefined) return known;
  const starts = [0, ...matches(file.text, /\n/g).map(({ at }) => at + 1)];
  startsOf.set(file, starts);
  return starts;
}
