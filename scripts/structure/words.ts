import { isCode, matches, type Offence, offence, type Rule, type SourceFile } from './facts/source.ts';
import { commentsOf } from './facts/syntax.ts';

/** Nothing unfinished, and nothing of the machine it was written on, stands in a tracked file. */
export const words: Rule = (files) => files.flatMap((file) => [...leftoversIn(file), ...machineIn(file)]);

const leftover = /\b(TO[D]O|FIX[M]E|XX[X]|HAC[K])\b/g;

function leftoversIn(file: SourceFile): Offence[] {
  if (file.path === 'package-lock.json') return []; // its checksums spell anything
  const parts = isCode(file.path)
    ? commentsOf(file).map(({ value, start }) => ({ text: value, at: start + 2 }))
    : [{ text: file.text, at: 0 }];
  return parts.flatMap(({ text, at: start }) =>
    matches(text, leftover).map(({ found, at }) =>
      offence(file, start + at, `no ${found[0]}: do it now or leave it out`),
    ),
  );
}

/** Folders of a person or a job on a machine, and addresses of package registries. */
const machine = [
  {
    pattern: /(?<![\w.~/})\]-])\/(?:work|root|home\/\w+|Users\/\w+)(?=\/|$|["'`\s])/gm,
    advice: 'use a path relative to the repository',
  },
  {
    pattern: /https?:\/\/[\w.-]*(?:registry|npmjs|artifactory|verdaccio)[\w.-]*/g,
    advice: 'leave the registry to the machine',
  },
];

function machineIn(file: SourceFile): Offence[] {
  return machine.flatMap(({ pattern, advice }) =>
    matches(file.text, pattern).map(({ found, at }) =>
      offence(file, at, `no ${found[0]} in a tracked file: ${advice}`),
    ),
  );
}
