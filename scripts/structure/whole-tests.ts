import { isCode, isTest, offence, type Rule } from './facts/source.ts';
import { dottedName, nodesOf } from './facts/syntax.ts';

/** Every test that is written runs, always. */
export const wholeTests: Rule = (files) =>
  files
    .filter(({ path }) => isCode(path) && isTest(path))
    .flatMap((file) => [
      ...nodesOf(file, 'MemberExpression')
        .filter((node) => partial.test(dottedName(node) ?? ''))
        .map((node) => offence(file, node.start, `no ${dottedName(node)}: a test runs always, or it is not written`)),
      ...nodesOf(file, 'CallExpression')
        .filter(({ callee }) => callee.type === 'Identifier' && /^(x|f)(it|test|describe)$/.test(callee.name))
        .map((node) =>
          offence(file, node.start, 'no skipped or focused tests: a test runs always, or it is not written'),
        ),
    ]);

const partial = /^(it|test|describe|suite)(\.\w+)*\.(only|skip|todo|fails|skipIf|runIf)$/;
