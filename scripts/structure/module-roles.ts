import { type Import, importsOf } from './facts/imports.ts';
import { type Place, placeOf, type Role } from './facts/place.ts';
import { offence, type Rule } from './facts/source.ts';

type Reach = {
  /** Files of the own module. */
  own: readonly Role[];
  /** Files of modules above. */
  others: readonly Role[];
  /** What of server/core. */
  core: 'everything' | 'all but the database' | 'of the database types' | 'only the database';
};

const database = ['server/core/db.ts', 'server/core/sql.ts'];

const reach: Record<Role, Reach> = {
  controller: { own: ['service', 'types'], others: [], core: 'all but the database' },
  jobs: { own: ['service', 'types'], others: [], core: 'all but the database' },
  service: {
    own: ['service', 'repository', 'reader', 'types', 'adapter'],
    others: ['service', 'types'],
    core: 'of the database types',
  },
  repository: { own: ['repository', 'types'], others: ['types'], core: 'only the database' },
  reader: { own: ['reader', 'types'], others: ['types'], core: 'only the database' },
  types: { own: ['types'], others: ['types'], core: 'everything' },
  adapter: { own: ['adapter', 'types'], others: ['types'], core: 'all but the database' },
};

/** Controllers and jobs call their own service; a service calls its own repository; a repository only runs SQL. */
export const moduleRoles: Rule = (files) =>
  files.flatMap((file) => {
    const from = placeOf(file.path);
    if (from.role === null) return [];
    const { role } = from;
    return importsOf(file).flatMap((one) => {
      const fault = faultOf(from, role, one);
      return fault === null ? [] : [offence(file, one.at, fault)];
    });
  });

function faultOf(from: Place, role: Role, one: Import): string | null {
  if (one.target === null) return null;
  const to = placeOf(one.target);
  if (to.area === 'core') return coreFaultOf(role, one, database.includes(one.target));
  if (to.role === null) return null;
  const isOwn = to.module === from.module;
  const allowed = isOwn ? reach[role].own : reach[role].others;
  if (allowed.includes(to.role)) return null;
  const advice = allowed.length === 0 ? 'nothing' : `${allowed.join(', ')} files only`;
  const whose = isOwn ? 'their own module' : 'another module';
  return `${role} files must not import "${one.specifier}": of ${whose} they may import ${advice}`;
}

function coreFaultOf(role: Role, { specifier, isType }: Import, isDatabase: boolean): string | null {
  const { core } = reach[role];
  if (core === 'only the database' && !isDatabase) {
    return `${role} files only run SQL: of core they import db.ts and sql.ts, not "${specifier}"`;
  }
  const isClosed = core === 'all but the database' || (core === 'of the database types' && !isType);
  if (!isDatabase || !isClosed) return null;
  const whom = role === 'service' ? 'a repository' : 'the service';
  return `${role} files must not reach the database: call a function of ${whom}`;
}
