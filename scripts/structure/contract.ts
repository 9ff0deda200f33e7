import { importsOf } from './facts/imports.ts';
import { placeOf } from './facts/place.ts';
import { isTest, type Offence, offence, type Rule, type SourceFile } from './facts/source.ts';
import { fieldOf, keyName, nodesOf } from './facts/syntax.ts';

/**
 * Every routes object of the contract is listed in shared/contract/routes.ts and bound by exactly one controller, every
 * route says who may call it, and every controller and job is wired by a file directly in server/.
 */
export const contract: Rule = (files) => {
  const code = files.filter(({ path }) => !isTest(path));
  const declared = code.filter(({ path }) => path.startsWith('shared/contract/')).flatMap(routesIn);
  const bindings = code.flatMap(bindingsIn);
  const listed = code.filter(({ path }) => path === routeList).flatMap((file) => importedFrom(file));
  return [
    ...declared.flatMap((routes) => checkRoutes(routes, bindings, listed)),
    ...checkControllers(code),
    ...bindings.flatMap(({ file, at, source }) =>
      file.path.endsWith('.controller.ts') && source !== null
        ? []
        : [
            offence(
              file,
              at,
              'call defineController in a *.controller.ts, with a routes object imported from shared/contract',
            ),
          ],
    ),
  ];
};

const routeList = 'shared/contract/routes.ts';

type Routes = { file: SourceFile; name: string; at: number; withoutAccess: readonly string[] };
type Binding = { file: SourceFile; at: number; source: Imported | null };
type Imported = { path: string; name: string };

/** `export const x = defineRoutes({…})`. */
function routesIn(file: SourceFile): Routes[] {
  return nodesOf(file, 'VariableDeclarator').flatMap(({ id, init, start }) => {
    if (id.type !== 'Identifier' || init?.type !== 'CallExpression') return [];
    const [table] = init.arguments;
    if (init.callee.type !== 'Identifier' || init.callee.name !== 'defineRoutes' || table?.type !== 'ObjectExpression')
      return [];
    const withoutAccess = table.properties.flatMap((route) => {
      if (route.type !== 'Property' || route.value.type !== 'ObjectExpression')
        return ['a route that is not an object literal'];
      return fieldOf(route.value, 'access') === null ? [keyName(route) ?? 'a route'] : [];
    });
    return [{ file, name: id.name, at: start, withoutAccess }];
  });
}

function bindingsIn(file: SourceFile): Binding[] {
  if (!file.path.startsWith('server/')) return [];
  const calls = nodesOf(file, 'CallExpression').filter(
    ({ callee }) => callee.type === 'Identifier' && callee.name === 'defineController',
  );
  if (calls.length === 0) return [];
  const names = new Map(importedFrom(file).map((one) => [one.local, one]));
  return calls.map((call) => {
    const [routes] = call.arguments;
    const source = routes?.type === 'Identifier' ? (names.get(routes.name) ?? null) : null;
    return { file, at: call.start, source };
  });
}

function importedFrom(file: SourceFile): (Imported & { local: string })[] {
  const targets = new Map(importsOf(file).map(({ specifier, target }) => [specifier, target]));
  return nodesOf(file, 'ImportSpecifier').flatMap(({ imported, local, parent }) => {
    const path = parent?.type === 'ImportDeclaration' ? targets.get(parent.source.value) : null;
    if (path == null) return [];
    return [{ path, name: imported.type === 'Identifier' ? imported.name : imported.value, local: local.name }];
  });
}

function checkRoutes(
  { file, name, at, withoutAccess }: Routes,
  bindings: readonly Binding[],
  listed: readonly Imported[],
) {
  const isThis = (one: Imported | null) => one?.path === file.path && one.name === name;
  const count = bindings.filter(({ source }) => isThis(source)).length;
  const faults = withoutAccess.map((route) => `${name}: ${route} does not say its access`);
  if (count === 0) faults.push(`${name} has no controller: bind it with defineController`);
  if (count > 1) faults.push(`${name} has ${count} controllers: leave one`);
  if (!listed.some(isThis))
    faults.push(`${name} is not in ${routeList}: add it, so that it is documented and tested for refusal`);
  return faults.map((fault) => offence(file, at, fault));
}

function checkControllers(files: readonly SourceFile[]): Offence[] {
  const wired = new Set(
    files
      .filter(({ path }) => placeOf(path).area === 'wiring')
      .flatMap((file) => importsOf(file).map(({ target }) => target)),
  );
  return files
    .filter(({ path }) => /^server\/.+\.(controller|jobs)\.ts$/.test(path) && !wired.has(path))
    .map(({ path }) => ({ path, line: 1, message: 'nothing runs this file: import it in server/app.ts' }));
}
