import { lineAt, matches, type Offence, offence, type Rule, type SourceFile } from './facts/source.ts';
import { blankQuotes, tokensInQuotes, volatile } from './facts/sql.ts';

/** Migrations keep what a sharded database and the house's style ask of every table (docs/sql.md). */
export const migrations: Rule = (files) => {
  const all = files.filter(({ path }) => path.startsWith('server/migrations/') && !path.endsWith('.schema.sql'));
  return [
    ...all.flatMap(checkName),
    ...checkGaps(all, 'platform'),
    ...checkGaps(all, 'store'),
    ...all.flatMap((file) => [
      ...checkWords(file),
      ...checkTables(file),
      ...checkReferences(file),
      ...checkStatements(file),
    ]),
  ];
};

const fileName = /^server\/migrations\/(platform|store)\/(\d{4})_[a-z][a-z0-9_]*\.sql$/;

function checkName(file: SourceFile): Offence[] {
  if (fileName.test(file.path)) return [];
  return [offence(file, 0, 'name it server/migrations/{platform,store}/NNNN_name.sql')];
}

function checkGaps(files: readonly SourceFile[], scope: string): Offence[] {
  const own = files.filter(({ path }) => fileName.exec(path)?.[1] === scope).sort((a, b) => (a.path < b.path ? -1 : 1));
  return own.flatMap((file, index) => {
    const number = Number(fileName.exec(file.path)?.[2]);
    return number === index + 1
      ? []
      : [offence(file, 0, `number it ${String(index + 1).padStart(4, '0')}: numbers have no gaps and no twins`)];
  });
}

const refused: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [/\btrigger\b/g, 'no triggers: write it in the service, or as a constraint'],
  [/\b(?:function|procedure)\b/g, 'no functions in the database: compute in shared/rules or in the statement'],
  [/\bdo\s+(?=\$|language\b)|\$\w*\$/g, 'no anonymous blocks or dollar quotes: plain statements only'],
  [/\b(?:create|drop|alter)\s+schema\b/g, 'schemas are made by core/migrate.ts'],
  [/\bvarchar\b|\bcharacter varying\b|\bchar\s*\(/g, 'use text, with a check if the length matters'],
  [/\b(?:small|big)?serial\b/g, 'use uuid made by newId(), or bigint generated always as identity'],
  [
    /\b(?:small|int|integer)\s+(?:not null\s+)?generated\b/g,
    'an identity is bigint: a smaller one fails when tables are sharded',
  ],
  [/\btimestamptz\b(?!\s*\(3\))/g, 'say timestamptz(3): JavaScript keeps milliseconds'],
  [/\btimestamp\b/g, 'say timestamptz(3): instants are UTC'],
  [/\bjson\b/g, 'use jsonb'],
  [/\b(?:real|double precision|float\d?|money)\b/g, 'use integer cents for money and integer or numeric for the rest'],
  [/\b(?:SELECT|CREATE|TABLE|INSERT|NOT NULL|PRIMARY KEY|REFERENCES)\b/g, 'write SQL in lower case'],
  [/\bgrant\b|\brevoke\b/g, "roles of the database are the operator's: see docs/operations.md"],
  [volatile, 'no volatile function: the value is made in Node and passed as a parameter'],
];

function checkWords(file: SourceFile): Offence[] {
  const sql = blankQuotes(file.text);
  const other = scopeOf(file) === 'platform' ? 'store' : 'platform';
  const foreign = matches(sql, new RegExp(`\\b${other}\\.`, 'g')).map(({ at }) =>
    offence(file, at, `a ${scopeOf(file)} migration must not name the ${other} schema`),
  );
  const found = refused.flatMap(([pattern, advice]) =>
    matches(sql, pattern).map(({ at }) => offence(file, at, advice)),
  );
  const replaced = tokensInQuotes(file.text).map(({ at }) =>
    offence(file, at, 'no "store." inside quotes or comments: the runner would put the schema in there too'),
  );
  return [...foreign, ...found, ...replaced];
}

function checkTables(file: SourceFile): Offence[] {
  const sql = blankQuotes(file.text);
  return matches(sql, /\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?([\w."]+)/g).flatMap(({ found, at }) => {
    const [, name = ''] = found;
    const faults: Offence[] = [];
    const body = sql.slice(at, sql.indexOf(';', at) === -1 ? undefined : sql.indexOf(';', at));
    if (!name.startsWith(`${scopeOf(file)}.`)) faults.push(offence(file, at, `write ${scopeOf(file)}.${name}`));
    if (!/\bprimary\s+key\b/.test(body) && !/\bpartition\s+of\b/.test(body)) {
      faults.push(offence(file, at, `${name} needs a primary key`));
    }
    return faults;
  });
}

function checkReferences(file: SourceFile): Offence[] {
  const sql = blankQuotes(file.text);
  return matches(sql, /\breferences\s+([\w."]+)(?:\s*\([^)]*\))?([^,;]*)/g).flatMap(({ found, at }) => {
    const [, target = '', rest = ''] = found;
    const faults: Offence[] = [];
    if (!target.startsWith(`${scopeOf(file)}.`)) {
      faults.push(offence(file, at, `${target} is outside the schema: a foreign key stays inside ${scopeOf(file)}`));
    }
    if (!/\bon\s+delete\b/.test(rest)) faults.push(offence(file, at, 'say "on delete …" on each reference'));
    return faults;
  });
}

/** The runner splits at semicolons that end a line, and sends one statement a query. */
function checkStatements(file: SourceFile): Offence[] {
  const sql = blankQuotes(file.text);
  const inside = matches(sql, /;(?=[^\n]*\S)/g).map(({ at }) => offence(file, at, 'end the line after a semicolon'));
  const quoted = matches(file.text, /;[ \t]*$/gm)
    .filter(({ at }) => sql[at] !== ';')
    .map(({ at }) =>
      offence(file, at, 'no semicolon at the end of a line inside quotes or comments: the runner would split there'),
    );
  const isEnded = sql.trimEnd() === '' || sql.trimEnd().endsWith(';');
  const end = isEnded
    ? []
    : [
        {
          path: file.path,
          line: lineAt(file, file.text.trimEnd().length - 1),
          message: 'end the last statement with a semicolon',
        },
      ];
  return [...inside, ...quoted, ...end];
}

function scopeOf(file: SourceFile): 'platform' | 'store' {
  return file.path.startsWith('server/migrations/store/') ? 'store' : 'platform';
}
