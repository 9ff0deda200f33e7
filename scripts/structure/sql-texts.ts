import { allow } from './allowances.ts';
import { placeOf } from './facts/place.ts';
import { matches, type Offence, offence, type Rule, type SourceFile } from './facts/source.ts';
import {
  blankQuotes,
  isServerCode,
  looksLikeSql,
  type Statement,
  sqlTextsOf,
  statementsOf,
  tokensInQuotes,
  volatile,
} from './facts/sql.ts';
import { type Literal, literalsOf, nodesOf, propertyName } from './facts/syntax.ts';

/** SQL stands in repositories, readers and core only, as static text of one scope, in the house's style. */
export const sqlTexts: Rule = (files, { allowances }) => {
  const code = files.filter((file) => isServerCode(file.path));
  return [
    ...code.flatMap((file) => [
      ...(maySpeakSql(file.path) ? [] : strayIn(file)),
      ...(file.path.startsWith('server/core/') ? [] : sideDoorsIn(file)),
      ...statementsOf(file).flatMap((statement) => checkStatement(file, statement)),
      ...sqlTextsOf(file).flatMap((text) => checkStyle(file, text)),
    ]),
    ...allow(
      code.flatMap((file) => sqlTextsOf(file).flatMap((text) => momentsIn(file, text))),
      allowances.databaseClock,
    ),
  ];
};

function maySpeakSql(path: string): boolean {
  const { area, role } = placeOf(path);
  return area === 'core' || role === 'repository' || role === 'reader';
}

function strayIn(file: SourceFile): Offence[] {
  const statements = statementsOf(file);
  const texts = literalsOf(file).filter(
    ({ text, at }) => looksLikeSql(text) && !statements.some((one) => one.text?.at === at),
  );
  return [...statements, ...texts].map(({ at }) => offence(file, at, 'move this SQL into a repository or a reader'));
}

/** Ways around the registered statements. */
function sideDoorsIn(file: SourceFile): Offence[] {
  return nodesOf(file, 'MemberExpression').flatMap((node) => {
    const name = propertyName(node);
    const isCall = node.parent?.type === 'CallExpression' && node.parent.callee === node;
    if (name !== 'runner' && name !== 'pool' && !(name === 'query' && isCall)) return [];
    return [
      offence(file, node.start, `do not use .${name}: run a registered statement with rows, row, maybeRow or execute`),
    ];
  });
}

function checkStatement(file: SourceFile, { scope, at, text }: Statement): Offence[] {
  if (text === null) {
    return [offence(file, at, 'give the statement as an object with "text" as one template or string literal')];
  }
  const other = scope === 'platform' ? 'store' : 'platform';
  const sql = blankQuotes(text.text);
  const faults: Offence[] = [];
  if (text.isInterpolated)
    faults.push(offence(file, text.at, 'no interpolation in SQL: declare a parameter and write $name'));
  if (text.text.includes('$$')) faults.push(offence(file, text.at, 'no dollar quotes in SQL'));
  for (const { at: where } of matches(sql, new RegExp(`\\b${other}\\.`, 'g'))) {
    faults.push(
      offence(file, text.at + where, `a ${scope} statement must not name ${other} tables: make two statements`),
    );
  }
  for (const { at: where } of tokensInQuotes(text.text)) {
    faults.push(
      offence(
        file,
        text.at + where,
        'no "store." inside quotes or comments of SQL, where it would be replaced too: pass it as a parameter',
      ),
    );
  }
  for (const { at: where } of matches(sql, /;/g)) {
    faults.push(offence(file, text.at + where, 'one statement a text, without a semicolon'));
  }
  return faults;
}

function checkStyle(file: SourceFile, { text, at }: Literal): Offence[] {
  const sql = blankQuotes(text);
  const stars = matches(sql, /\b(?:select|distinct|returning)\s+\*|\w\.\*/g).map(({ at: where }) =>
    offence(file, at + where, 'list the columns instead of *'),
  );
  const shouted = matches(
    sql,
    /\b(?:SELECT|FROM|WHERE|INSERT|UPDATE|DELETE|VALUES|RETURNING|JOIN|SET|ORDER BY)\b/g,
  ).map(({ at: where }) => offence(file, at + where, 'write SQL in lower case'));
  return [...stars, ...shouted];
}

function momentsIn(file: SourceFile, { text, at }: Literal): Offence[] {
  return [...matches(blankQuotes(text), volatile), ...matches(text, /'now'/g)].map(({ found, at: where }) =>
    offence(
      file,
      at + where,
      `no ${found[0].replace(/\s*\($/, '()')} in SQL: pass ctx.clock.now() or newId() as a parameter`,
    ),
  );
}
