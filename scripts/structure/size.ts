import { isCode, isTest, lineAt, lineCount, type Offence, type Rule, type SourceFile } from './facts/source.ts';
import { type Node, nodesOf } from './facts/syntax.ts';

const fileLimit = 400;
const functionLimit = 70;

/** 400 lines a file, 70 a function. A `describe` block is a chapter, not a function. */
export const size: Rule = (files) =>
  files
    .filter(({ path }) => isCode(path) && !path.endsWith('.gen.ts'))
    .flatMap((file) => [...checkFile(file), ...checkFunctions(file)]);

function checkFile(file: SourceFile): Offence[] {
  const lines = lineCount(file);
  if (lines <= fileLimit) return [];
  return [
    { path: file.path, line: 1, message: `${lines} lines: split the file, ${fileLimit} is the limit and 250 is long` },
  ];
}

function checkFunctions(file: SourceFile): Offence[] {
  return nodesOf(file, 'FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression').flatMap((node) => {
    const line = lineAt(file, node.start);
    const lines = lineAt(file, node.end) - line + 1;
    if (lines <= functionLimit || (isTest(file.path) && isDescribe(node))) return [];
    return [
      {
        path: file.path,
        line,
        message: `a function of ${lines} lines: split it, ${functionLimit} is the limit and 40 is long`,
      },
    ];
  });
}

/** `describe(…)`, `describe.each(…)(…)`. */
function isDescribe(node: Node): boolean {
  const call = node.parent;
  return (
    call?.type === 'CallExpression' &&
    call.arguments.some((argument) => argument === node) &&
    rootName(call) === 'describe'
  );
}

function rootName(node: Node): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'CallExpression') return rootName(node.callee);
  return node.type === 'MemberExpression' ? rootName(node.object) : null;
}
