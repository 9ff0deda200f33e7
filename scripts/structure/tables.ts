import { allow } from './allowances.ts';
import { placeOf } from './facts/place.ts';
import { type House, matches, type Offence, offence, type Rule, type SourceFile } from './facts/source.ts';
import { type Mention, mentionsOf, sqlTextsOf } from './facts/sql.ts';

/** A table is written by its owner only, and read by others only where the list says so; every table has one owner. */
export const tables: Rule = (files, house) => {
  const owners = ownersOf(house);
  return [
    ...files.flatMap((file) => checkMentions(file, owners, house)),
    ...allow(
      files.flatMap((file) => checkCoreReads(file, owners)),
      house.allowances.coreReads,
    ),
    ...checkList(owners, tablesMade(files)),
  ];
};

type Owners = ReadonlyMap<string, readonly string[]>;
type Made = ReadonlyMap<string, { file: SourceFile; at: number }>;

function ownersOf({ modules, coreTables }: House): Owners {
  const owners = new Map<string, string[]>();
  const add = (table: string, owner: string) => owners.set(table, [...(owners.get(table) ?? []), owner]);
  for (const table of coreTables) add(table, 'core');
  for (const { name, owns } of modules) for (const table of owns) add(table, name);
  return owners;
}

function checkMentions(file: SourceFile, owners: Owners, house: House): Offence[] {
  return foreignIn(file, owners).flatMap(({ at, table, isWrite, owner }) => {
    if (owner === undefined)
      return [offence(file, at, `${table} has no owner: correct the name, or list it in server/modules.ts`)];
    const ask = owner === 'core' ? 'use a function of server/core' : `call a service of ${owner}`;
    if (isWrite) return [offence(file, at, `${table} is written by ${owner} only: ${ask}`)];
    const { module, role } = placeOf(file.path);
    if (module === null) return [];
    const isOpen = house.modules.find(({ name }) => name === module)?.reads?.includes(owner) ?? false;
    if (role === 'reader' && isOpen) return [];
    const reader = isOpen
      ? `read it in a ${module} reader`
      : `add ${owner} to "reads" of ${module} and read it in a reader`;
    return [offence(file, at, `${table} is a table of ${owner}: ${ask}, or ${reader}`)];
  });
}

function checkCoreReads(file: SourceFile, owners: Owners): Offence[] {
  if (placeOf(file.path).area !== 'core') return [];
  return foreignIn(file, owners).flatMap(({ at, table, isWrite, owner }) =>
    isWrite || owner === undefined
      ? []
      : [offence(file, at, `core must not know ${table}, a table of ${owner}: take what it needs as an argument`)],
  );
}

/** Tables the file names that are not its own. */
function foreignIn(file: SourceFile, owners: Owners): (Mention & { owner: string | undefined })[] {
  const self = placeOf(file.path).module ?? 'core';
  return sqlTextsOf(file)
    .flatMap(({ text, at }) => mentionsOf(text).map((mention) => ({ ...mention, at: at + mention.at })))
    .map((mention) => ({ ...mention, owner: owners.get(mention.table)?.[0] }))
    .filter(({ owner }) => owner !== self);
}

/** Tables that migrations make, and the ledgers that core makes before any migration. */
function tablesMade(files: readonly SourceFile[]): Made {
  const made = new Map<string, { file: SourceFile; at: number }>();
  for (const file of files) {
    const isMigration = /^server\/migrations\/(platform|store)\/[^/]+\.sql$/.test(file.path);
    const texts = isMigration ? [{ text: file.text, at: 0 }] : sqlTextsOf(file);
    for (const { text, at } of texts) {
      for (const { found, at: where } of matches(text, creating)) {
        if (found[1] !== undefined) made.set(found[1], { file, at: at + where });
      }
    }
    if (isMigration)
      for (const [, dropped] of file.text.matchAll(dropping)) if (dropped !== undefined) made.delete(dropped);
  }
  return made;
}

const creating = /\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?((?:platform|store)\.[a-z_]\w*)/g;
const dropping = /\bdrop\s+table\s+(?:if\s+exists\s+)?((?:platform|store)\.[a-z_]\w*)/g;

function checkList(owners: Owners, made: Made): Offence[] {
  const orphans = [...made].flatMap(([table, { file, at }]) =>
    owners.has(table) ? [] : [offence(file, at, `${table} has no owner: add it to its module in server/modules.ts`)],
  );
  const rest = [...owners].flatMap(([table, names]) => [
    ...(names.length > 1 ? [`${table} is owned by ${names.join(' and ')}: leave it to one`] : []),
    ...(made.has(table) ? [] : [`${table} is listed under ${names.join(' and ')}, but no migration makes it`]),
  ]);
  return [...orphans, ...rest.map((message) => ({ path: 'server/modules.ts', line: 1, message }))];
}
