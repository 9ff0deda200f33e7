import { allow } from './allowances.ts';
import { isCode, isTest, type Offence, offence, type Rule, type SourceFile } from './facts/source.ts';
import { commentsOf, faultsOf, nodesOf } from './facts/syntax.ts';

/** The type checker is never switched off: no `any`, no casts, no `!`, no suppressed errors. */
export const types: Rule = (files, { allowances }) => {
  const code = files.filter(({ path }) => isCode(path));
  return [
    ...code.flatMap((file) => [...faultsIn(file), ...bangsIn(file), ...suppressionsIn(file), ...classesIn(file)]),
    ...allow(code.flatMap(anysIn), allowances.anys),
    ...allow(code.filter(({ path }) => !isTest(path)).flatMap(castsIn), allowances.casts),
  ];
};

function faultsIn(file: SourceFile): Offence[] {
  return faultsOf(file).map(({ message, at }) => offence(file, at, `the file cannot be read: ${message}`));
}

function anysIn(file: SourceFile): Offence[] {
  return nodesOf(file, 'TSAnyKeyword').map(({ start }) => offence(file, start, 'no any: use unknown and parse it'));
}

function bangsIn(file: SourceFile): Offence[] {
  return nodesOf(file, 'TSNonNullExpression').map(({ start }) =>
    offence(file, start, 'no "!": handle the missing value'),
  );
}

function castsIn(file: SourceFile): Offence[] {
  return nodesOf(file, 'TSAsExpression', 'TSTypeAssertion').flatMap((node) => {
    const to = node.typeAnnotation;
    const isConst = to.type === 'TSTypeReference' && to.typeName.type === 'Identifier' && to.typeName.name === 'const';
    return isConst ? [] : [offence(file, node.start, 'no cast: parse with zod, narrow with a guard, or use satisfies')];
  });
}

function suppressionsIn(file: SourceFile): Offence[] {
  return commentsOf(file).flatMap(({ value, start }) => {
    const [directive] = /@ts-(ignore|expect-error|nocheck)\b/.exec(value) ?? [];
    if (directive !== undefined) return [offence(file, start, `no ${directive}: correct the types`)];
    if (/^\s*(oxlint|eslint)-disable/.test(value) && !/ -- \S/.test(value)) {
      return [offence(file, start, 'a lint line switched off needs its reason: add " -- why"')];
    }
    return [];
  });
}

/** Errors are classes because `throw` wants them; everything else is functions. */
function classesIn(file: SourceFile): Offence[] {
  if (!/^(server|shared|sandbox)\//.test(file.path) || isTest(file.path)) return [];
  return nodesOf(file, 'ClassDeclaration', 'ClassExpression').flatMap((node) => {
    const base = node.superClass?.type === 'Identifier' ? node.superClass.name : '';
    return base.endsWith('Error') ? [] : [offence(file, node.start, 'no classes but errors: write functions')];
  });
}
