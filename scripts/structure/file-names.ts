import { roles } from './facts/place.ts';
import { isCode, type Offence, type Rule } from './facts/source.ts';

/** The closed set of file names in a module, and of folders in the server. Adapters speak to what is outside. */
export const fileNames: Rule = (files, { modules }) => {
  const names = modules.map(({ name }) => name);
  return files.flatMap(({ path }): Offence[] => {
    const fault = isCode(path) ? faultOf(path, names) : null;
    return fault === null ? [] : [{ path, line: 1, message: fault }];
  });
};

const roleList = roles.join('|');

function faultOf(path: string, modules: readonly string[]): string | null {
  const [area, folder, module = '', ...inside] = path.split('/');
  const isAtRoot = module === '';
  if (area !== 'server' || isAtRoot || folder === 'core') return null;
  if (folder !== 'modules') return 'the server has the folders core, migrations and modules: put the file into one';
  if (!modules.includes(module)) return `${module} is not in server/modules.ts: list it, or move the file`;
  const name = inside.join('/');
  if (/^adapters\/([a-z0-9-]+\/)?[a-z0-9.-]+\.ts$/.test(name)) return null;
  if (inside.length > 1) return 'a module is one level deep: put the file directly into its folder';
  const isKnown = new RegExp(`^${module}(\\.[a-z][a-z0-9-]*)?(\\.(${roleList})(\\.test)?|\\.test)\\.ts$`).test(name);
  return isKnown ? null : `name it ${module}[.<noun>].{${roles.join(',')}}.ts, or the same with .test.ts`;
}
