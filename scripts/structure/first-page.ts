import { importsOf, packageOf } from './facts/imports.ts';
import { lineAt, type Offence, type Rule, type SourceFile } from './facts/source.ts';

/** What Cortex loads before anybody chose anything: its script, and the screens where one arrives. */
const starts = [
  'web/cortex/main.tsx',
  'web/cortex/screens/identity/SignInScreen.tsx',
  'web/cortex/screens/stores/StoresScreen.tsx',
];
const heavyFolders = /^web\/(ui\/(charts|seat-map)|cortex\/screens\/(programs\/editor|insights|venues))\//;
const heavyPackages = ['@dnd-kit/core', '@dnd-kit/sortable'];

/** Charts, maps and editors are loaded when they are needed: the first page of Cortex imports none of them but by `import()`. */
export const firstPage: Rule = (files) => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const seen = new Set<SourceFile>();
  const found: Offence[] = [];
  const visit = (file: SourceFile, start: string) => {
    seen.add(file);
    for (const { specifier, target, isType, isLazy, at } of importsOf(file)) {
      if (isType || isLazy) continue;
      if (target === null ? heavyPackages.includes(packageOf(specifier)) : heavyFolders.test(target)) {
        const message = `${specifier} would be loaded with the first page, from ${start}; load it by import() when it is needed`;
        found.push({ path: file.path, line: lineAt(file, at), message });
        continue;
      }
      const next = target === null ? undefined : byPath.get(target);
      if (next !== undefined && !seen.has(next)) visit(next, start);
    }
  };
  for (const start of starts) {
    const file = byPath.get(start);
    if (file !== undefined && !seen.has(file)) visit(file, start);
  }
  return found;
};
