import { allow } from './allowances.ts';
import { isCode, isTest, type Offence, offence, type Rule, type SourceFile } from './facts/source.ts';
import { dottedName, type NodeOf, nodesOf } from './facts/syntax.ts';

/** The environment, the wall clock and chance are read in one place each. */
export const outsideWorld: Rule = (files, { allowances }) => {
  const code = files.filter(({ path }) => isCode(path) && !isTest(path));
  return [
    ...allow(code.filter(isHouse).flatMap(environmentIn), allowances.environment),
    ...code.filter(readsNoClock).flatMap(clocksIn),
    ...files.filter(({ path }) => isCode(path) && /^(server|shared)\//.test(path)).flatMap(chanceIn),
    ...code.filter(({ path }) => path.startsWith('shared/')).flatMap(effectsIn),
  ];
};

function isHouse({ path }: SourceFile): boolean {
  return /^(server|shared|web|sandbox)\//.test(path) && path !== 'server/core/config.ts';
}

function readsNoClock({ path }: SourceFile): boolean {
  if (path.startsWith('shared/')) return true;
  return path.startsWith('server/') && path !== 'server/core/clock.ts' && path !== 'server/core/ids.ts';
}

const environmentAdvice =
  'only server/core/config.ts reads the environment: add a setting there and take it from ctx.config';

function environmentIn(file: SourceFile): Offence[] {
  const members = nodesOf(file, 'MemberExpression')
    .filter((node) => isNamed(node, 'process.env'))
    .map((node) => node.start);
  const destructured = nodesOf(file, 'VariableDeclarator')
    .filter(({ id, init }) => id.type === 'ObjectPattern' && init !== null && isNamed(init, 'process'))
    .map((node) => node.start);
  const imported = nodesOf(file, 'ImportSpecifier')
    .filter(({ imported, parent }) => {
      const name = imported.type === 'Identifier' ? imported.name : imported.value;
      return name === 'env' && parent?.type === 'ImportDeclaration' && /^(node:)?process$/.test(parent.source.value);
    })
    .map((node) => node.start);
  return [...members, ...destructured, ...imported].map((at) => offence(file, at, environmentAdvice));
}

const clockAdvice = 'ask ctx.clock.now() (an instant) or monotonic() of server/core/clock.ts (a duration)';
const clocks = ['Date.now', 'performance.now', 'process.hrtime', 'process.uptime'];

function clocksIn(file: SourceFile): Offence[] {
  const advice = file.path.startsWith('shared/')
    ? 'shared reads no clock: take the instant as an argument'
    : clockAdvice;
  const members = nodesOf(file, 'MemberExpression').filter((node) => clocks.some((name) => isNamed(node, name)));
  const dates = nodesOf(file, 'NewExpression', 'CallExpression').filter(({ type, callee, arguments: given }) => {
    return isNamed(callee, 'Date') && (type === 'CallExpression' || given.length === 0);
  });
  return [...members, ...dates].map((node) => offence(file, node.start, advice));
}

function chanceIn(file: SourceFile): Offence[] {
  return nodesOf(file, 'MemberExpression')
    .filter((node) => isNamed(node, 'Math.random'))
    .map((node) =>
      offence(
        file,
        node.start,
        'no Math.random: use newId() or newSecret() of server/core/ids.ts, or a seeded generator',
      ),
    );
}

const effects = new Set([
  'console',
  'fetch',
  'process',
  'localStorage',
  'document',
  'window',
  'setTimeout',
  'setInterval',
]);

/** Shared code runs in browser and server and only computes. */
function effectsIn(file: SourceFile): Offence[] {
  return nodesOf(file, 'Identifier')
    .filter((node) => effects.has(node.name) && !isOnlyAName(node))
    .map((node) => offence(file, node.start, `shared only computes: do not use ${node.name} there`));
}

/** A field, property or binding that merely has such a name. */
function isOnlyAName(node: NodeOf<'Identifier'>): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.property === node && !parent.computed;
    case 'Property':
      return parent.key === node && !parent.shorthand;
    case 'CallExpression':
    case 'NewExpression':
    case 'TemplateLiteral':
    case 'AwaitExpression':
      return false;
    default:
      return true;
  }
}

/** `process.env`, also behind `globalThis.`. */
function isNamed(node: Parameters<typeof dottedName>[0], name: string): boolean {
  const found = dottedName(node);
  return found === name || found === `globalThis.${name}`;
}
