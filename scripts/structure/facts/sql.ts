import { isCode, isTest, matches, type SourceFile } from './source.ts';
import { fieldOf, type Literal, literalOf, literalsOf, type NodeOf, nodesOf } from './syntax.ts';

/** One `platformSql({...})` or `storeSql({...})`. `text` is null when it is not a literal. */
export type Statement = { scope: 'platform' | 'store'; at: number; text: Literal | null };

/** All statements the file registers. */
export function statementsOf(file: SourceFile): Statement[] {
  return nodesOf(file, 'CallExpression').flatMap((call) => {
    const scope = scopeOf(call);
    if (scope === null) return [];
    const [definition] = call.arguments;
    const text = definition?.type === 'ObjectExpression' ? fieldOf(definition, 'text') : null;
    return [{ scope, at: call.start, text: text === null ? null : literalOf(file, text) }];
  });
}

/** Texts of SQL in a file: of its statements, and in core also those it hands to `pg` itself. */
export function sqlTextsOf(file: SourceFile): Literal[] {
  if (!isServerCode(file.path)) return [];
  if (file.path.startsWith('server/core/')) return literalsOf(file).filter(({ text }) => looksLikeSql(text));
  return statementsOf(file).flatMap(({ text }) => text ?? []);
}

/** Code of the server that runs in production. */
export function isServerCode(path: string): boolean {
  return path.startsWith('server/') && isCode(path) && !isTest(path);
}

/** True for text that begins as a statement does, or names a table of ours after a word of SQL. */
export function looksLikeSql(text: string): boolean {
  if (/^\s*[A-Z][a-z]/.test(text)) return false; // a sentence begins with one capital
  return beginning.test(text) || /\b(?:from|join|into|update|table)\s+(?:platform|store)\.[a-z_]/i.test(text);
}

const beginning =
  /^\s*(?:select|insert into|update \S+\s+set|delete from|with (?:recursive )?\w+ as|(?:create|alter|drop) (?:table|schema|index|unique index|database|extension)|truncate|merge into|lock table)\s/i;

/** The same text, equally long, with comments and quoted values blanked. */
export function blankQuotes(sql: string): string {
  return sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, (quoted) => quoted.replace(/[^\n]/g, ' '));
}

/** Where `store.` stands inside quotes or comments: the schema name would be put in there too. */
export function tokensInQuotes(sql: string): { at: number }[] {
  const blanked = blankQuotes(sql);
  return matches(sql, /\bstore\./g).filter(({ at }) => blanked[at] === ' ');
}

export type Mention = { table: string; isWrite: boolean; at: number };

/** Every table of ours that the text names. */
export function mentionsOf(sql: string): Mention[] {
  const text = blankQuotes(sql);
  const writes = new Set(matches(text, writing).map(({ found, at }) => at + found[0].length));
  return matches(text, /\b(?:platform|store)\.[a-z_]\w*/g).map(({ found, at }) => ({
    table: found[0],
    isWrite: writes.has(at),
    at,
  }));
}

const writing =
  /\b(?:insert\s+into|update(?:\s+only)?|delete\s+from(?:\s+only)?|truncate(?:\s+table)?(?:\s+only)?|merge\s+into|copy|(?:create|alter|drop)\s+table(?:\s+if(?:\s+not)?\s+exists)?|lock(?:\s+table)?)\s+(?=(?:platform|store)\.)/g;

/** Functions whose answer depends on the moment or on chance: such values are made in Node and passed as parameters. */
export const volatile =
  /\b(?:now|clock_timestamp|transaction_timestamp|statement_timestamp|timeofday|gen_random_uuid|uuidv[47]|uuid_generate_v\d\w*|random|nextval)\s*\(|\b(?:current_timestamp|current_time|current_date|localtimestamp|localtime)\b/g;

function scopeOf(call: NodeOf<'CallExpression'>): Statement['scope'] | null {
  if (call.callee.type !== 'Identifier') return null;
  if (call.callee.name === 'platformSql') return 'platform';
  return call.callee.name === 'storeSql' ? 'store' : null;
}
