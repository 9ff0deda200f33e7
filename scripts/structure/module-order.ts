import { importsOf } from './facts/imports.ts';
import { placeOf } from './facts/place.ts';
import { type Offence, offence, type Rule } from './facts/source.ts';

/** A module imports only services and types of modules above it; whoever wires also imports controllers and jobs. */
export const moduleOrder: Rule = (files, { modules }) => {
  const rank = new Map(modules.map(({ name }, index) => [name, index]));
  return files.flatMap((file) => {
    const from = placeOf(file.path);
    if (from.area !== 'module' && from.area !== 'wiring') return [];
    return importsOf(file).flatMap(({ target, specifier, at }): Offence[] => {
      const to = target === null ? null : placeOf(target);
      if (to?.module == null || to.module === from.module) return [];
      const open = from.area === 'wiring' ? ['service', 'types', 'controller', 'jobs'] : ['service', 'types'];
      if (to.role === null || !open.includes(to.role)) {
        return [
          offence(file, at, `"${specifier}" is internal to ${to.module}: import its ${open.join(', ')} files only`),
        ];
      }
      if (from.module === null || from.isTest) return [];
      if ((rank.get(to.module) ?? Number.POSITIVE_INFINITY) < (rank.get(from.module) ?? -1)) return [];
      return [
        offence(
          file,
          at,
          `${from.module} must not import ${to.module}, which stands below it in server/modules.ts: send the news as a job`,
        ),
      ];
    });
  });
};
