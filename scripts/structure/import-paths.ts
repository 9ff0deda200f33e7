import path from 'node:path';
import { importsOf } from './facts/imports.ts';
import { offence, type Rule } from './facts/source.ts';

/** A relative import names the very file: with its ending, and the file exists. */
export const importPaths: Rule = (files) => {
  const paths = new Set(files.map((file) => file.path));
  return files.flatMap((file) =>
    importsOf(file).flatMap(({ specifier, target, at }) => {
      if (target === null)
        return isBare(specifier) ? [] : [offence(file, at, `import "${specifier}" by a relative path`)];
      if (paths.has(target)) return [];
      const ending =
        path.posix.extname(target) === '' ? ' with its ending, such as .ts' : '; there is none at this path';
      return [offence(file, at, `import "${specifier}" must name a file of the repository${ending}`)];
    }),
  );
};

/** A package, a Node module or one of Vite's virtual modules. */
function isBare(specifier: string): boolean {
  return /^(@?[a-z0-9]|node:|virtual:)/.test(specifier) && !specifier.startsWith('@/');
}
