import path from 'node:path';
import { isCode, type SourceFile } from './source.ts';
import { literalOf, type Node, nodesOf } from './syntax.ts';

/** `target` is the path of the imported file, or null for a package; `isLazy` when it is loaded by `import()`. */
export type Import = { specifier: string; target: string | null; isType: boolean; isLazy: boolean; at: number };

/** Everything the file imports or exports from elsewhere, also `import()` and types by `import('…')`. */
export function importsOf(file: SourceFile): readonly Import[] {
  if (!isCode(file.path)) return [];
  const before = known.get(file);
  if (before !== undefined) return before;
  const nodes = nodesOf(
    file,
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
    'TSImportType',
  );
  const found = nodes.flatMap((node) => {
    const source = node.source === null ? null : literalOf(file, node.source);
    if (source === null) return [];
    const { text: specifier, at } = source;
    const isLazy = node.type === 'ImportExpression';
    return [{ specifier, target: targetOf(file.path, specifier), isType: isTypeOnly(node), isLazy, at }];
  });
  known.set(file, found);
  return found;
}

/** The package of a specifier: `@scope/name/deep` is of `@scope/name`. */
export function packageOf(specifier: string): string {
  return specifier.startsWith('node:') ? specifier : specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

const known = new WeakMap<SourceFile, readonly Import[]>();

function targetOf(from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  return path.posix.join(path.posix.dirname(from), specifier.replace(/\?.*$/, ''));
}

function isTypeOnly(node: Node): boolean {
  switch (node.type) {
    case 'TSImportType':
      return true;
    case 'ImportDeclaration':
      return (
        node.importKind === 'type' ||
        (node.specifiers.length > 0 &&
          node.specifiers.every((one) => one.type === 'ImportSpecifier' && one.importKind === 'type'))
      );
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return node.exportKind === 'type';
    default:
      return false;
  }
}
