import { importsOf } from './facts/imports.ts';
import { lineAt, type Offence, type Rule, type SourceFile } from './facts/source.ts';

/** No file needs itself to load. Type imports do not count: they are gone before anything runs. */
export const cycles: Rule = (files) => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const state = new Map<string, 'open' | 'done'>();
  const found: Offence[] = [];
  const visit = (file: SourceFile, trail: readonly string[]) => {
    state.set(file.path, 'open');
    for (const { target, isType, at } of importsOf(file)) {
      const next = target === null || isType ? undefined : byPath.get(target);
      if (next === undefined || state.get(next.path) === 'done') continue;
      const way = [...trail, file.path];
      if (state.get(next.path) === 'open') {
        const circle = [...way.slice(way.indexOf(next.path)), next.path].join(' -> ');
        const message = `these files import each other: ${circle}; move what they share into a file of its own`;
        found.push({ path: file.path, line: lineAt(file, at), message });
      } else {
        visit(next, way);
      }
    }
    state.set(file.path, 'done');
  };
  for (const file of files) if (!state.has(file.path)) visit(file, []);
  return found;
};
