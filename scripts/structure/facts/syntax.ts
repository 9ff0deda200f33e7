import { type Comment, type Node, parseSync, visitorKeys } from 'oxc-parser';
import type { SourceFile } from './source.ts';

export type { Node };
export type NodeOf<T extends Node['type']> = Node & { type: T };

/** The types of nodes that rules ask for; only these are kept, which makes a tree of 1,000 files a matter of a second. */
const kept = [
  'ArrowFunctionExpression',
  'CallExpression',
  'ClassDeclaration',
  'ClassExpression',
  'ExportAllDeclaration',
  'ExportNamedDeclaration',
  'FunctionDeclaration',
  'FunctionExpression',
  'Identifier',
  'ImportDeclaration',
  'ImportExpression',
  'ImportSpecifier',
  'Literal',
  'MemberExpression',
  'NewExpression',
  'TemplateLiteral',
  'TSAnyKeyword',
  'TSAsExpression',
  'TSImportType',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'VariableDeclarator',
] as const satisfies Node['type'][];

/** All nodes of these types, in the order of the source. Each knows its parent. */
export function nodesOf<T extends (typeof kept)[number]>(file: SourceFile, ...types: readonly T[]): NodeOf<T>[] {
  const { nodes } = syntaxOf(file);
  const found = types.flatMap((type) => (nodes.get(type) ?? []).filter((node) => isOf(node, type)));
  return types.length > 1 ? found.sort((a, b) => a.start - b.start) : found;
}

export function commentsOf(file: SourceFile): readonly Comment[] {
  return syntaxOf(file).comments;
}

/** What the parser has against the file. */
export function faultsOf(file: SourceFile): { message: string; at: number }[] {
  return syntaxOf(file).faults;
}

/** String and template literals, with the text as written between the quotes and where it begins. */
export function literalsOf(file: SourceFile): Literal[] {
  return nodesOf(file, 'Literal', 'TemplateLiteral').flatMap((node) => literalOf(file, node) ?? []);
}

export type Literal = { text: string; at: number; isInterpolated: boolean };

/** The literal, or null when the node is something else. */
export function literalOf(file: SourceFile, node: Node): Literal | null {
  const isText = node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string');
  if (!isText) return null;
  const isInterpolated = node.type === 'TemplateLiteral' && node.expressions.length > 0;
  return { text: file.text.slice(node.start + 1, node.end - 1), at: node.start + 1, isInterpolated };
}

/** `a.b.c` of an expression of plain names; null for anything else. `a['b']` counts as `a.b`. */
export function dottedName(node: Node): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ChainExpression') return dottedName(node.expression);
  if (node.type !== 'MemberExpression') return null;
  const object = dottedName(node.object);
  const property = propertyName(node);
  return object === null || property === null ? null : `${object}.${property}`;
}

/** The name behind the last dot. */
export function propertyName(node: NodeOf<'MemberExpression'>): string | null {
  if (!node.computed) return node.property.type === 'Identifier' ? node.property.name : null;
  return node.property.type === 'Literal' && typeof node.property.value === 'string' ? node.property.value : null;
}

/** The value of `name` in an object literal. */
export function fieldOf(object: NodeOf<'ObjectExpression'>, name: string): Node | null {
  for (const property of object.properties) {
    if (property.type === 'Property' && keyName(property) === name) return property.value;
  }
  return null;
}

export function keyName(property: NodeOf<'Property'>): string | null {
  if (property.key.type === 'Identifier' && !property.computed) return property.key.name;
  return property.key.type === 'Literal' ? String(property.key.value) : null;
}

type Syntax = { nodes: Map<string, Node[]>; comments: readonly Comment[]; faults: { message: string; at: number }[] };

const known = new WeakMap<SourceFile, Syntax>();

function syntaxOf(file: SourceFile): Syntax {
  const before = known.get(file);
  if (before !== undefined) return before;
  const parsed = parseSync(file.path, file.text, { preserveParens: false });
  const nodes = new Map<string, Node[]>();
  collect(parsed.program, null, nodes);
  const faults = parsed.errors.map(({ message, labels }) => ({ message, at: labels[0]?.start ?? 0 }));
  const syntax = { nodes, comments: parsed.comments, faults };
  known.set(file, syntax);
  return syntax;
}

const isKept: ReadonlySet<string> = new Set(kept);

function collect(node: Node, parent: Node | null, into: Map<string, Node[]>) {
  if (isKept.has(node.type)) {
    if (parent !== null) node.parent = parent;
    const list = into.get(node.type);
    if (list === undefined) into.set(node.type, [node]);
    else list.push(node);
  }
  for (const key of visitorKeys[node.type] ?? []) {
    const value: unknown = Reflect.get(node, key);
    if (Array.isArray(value)) {
      for (const child of value) if (isNode(child)) collect(child, node, into);
    } else if (isNode(value)) {
      collect(value, node, into);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function isOf<T extends Node['type']>(node: Node, type: T): node is NodeOf<T> {
  return node.type === type;
}
