import { parseArgs } from 'node:util';
import { z } from 'zod';
import { problems } from '../shared/contract/problems.ts';
import { type Command, commands, type Files, type Outcome } from './cli.commands.ts';
import type { Ctx } from './core/ctx.ts';
import { ProblemError, problemDetail } from './core/problem.ts';

/** Where a command writes to: what it answers, and what went wrong. */
export type Output = { out: (text: string) => void; err: (text: string) => void };

/** Done, refused, called wrongly, failed. */
export const exitCodes = { done: 0, refused: 1, usage: 2, failed: 3 } as const;

/** `npm run <name> -- <command>`. */
export type Program = { name: string; commands: Readonly<Record<string, Command>> };
export const storeProgram: Program = { name: 'store', commands };

export type Call = { name: string; command: Command; args: Record<string, unknown>; isJson: boolean };

/** What the command line asks for; an exit code after it was told what is wrong with it, or how it is called. */
export function readCall(
  argv: readonly string[],
  output: Output,
  program: Program = storeProgram,
): Call | { exitCode: number } {
  const [name = '--help', ...rest] = argv;
  if (name === '--help' || name === 'help') {
    output.out(usage(program));
    return { exitCode: argv.length === 0 ? exitCodes.usage : exitCodes.done };
  }
  const command = Object.hasOwn(program.commands, name) ? program.commands[name] : undefined;
  if (command === undefined) return wrong(output, `There is no command "${name}".\n\n${usage(program)}`);
  try {
    const { args, isJson, wantsHelp } = parse(command, rest);
    if (wantsHelp) {
      output.out(usageOf(program, name, command));
      return { exitCode: exitCodes.done };
    }
    return { name, command, args, isJson };
  } catch (error) {
    if (!(error instanceof WrongCallError)) throw error;
    return wrong(output, `${error.message}\n\n${usageOf(program, name, command)}`);
  }
}

/** Runs the command; what goes wrong is told in sentences. */
export async function runCall(ctx: Ctx, call: Call, output: Output, files: Files): Promise<number> {
  try {
    output.out(show(await call.command.run(ctx, call.args, files), call.isJson));
    return exitCodes.done;
  } catch (error) {
    const isRefused = error instanceof ProblemError && error.status < 500;
    output.err(`${sentences(error)}\n`);
    return isRefused ? exitCodes.refused : exitCodes.failed;
  }
}

class WrongCallError extends Error {}

function wrong(output: Output, text: string) {
  output.err(`${text}\n`);
  return { exitCode: exitCodes.usage };
}

function parse({ places, args }: Command, argv: readonly string[]) {
  const optional = Object.keys(args.shape).filter((name) => !places.includes(name));
  const flags = optional.map((name) => [hyphened(name), { type: 'string' }] as const);
  const { values, positionals } = parseStrictly(argv, Object.fromEntries(flags));
  if (values.help === true) return { args: {}, isJson: false, wantsHelp: true };
  if (positionals.length > places.length) {
    throw new WrongCallError(`"${positionals[places.length]}" is too much; put text with spaces in quotes.`);
  }
  const given: Record<string, unknown> = {};
  for (const [index, name] of places.entries()) if (index < positionals.length) given[name] = positionals[index];
  for (const name of optional) if (values[hyphened(name)] !== undefined) given[name] = values[hyphened(name)];
  const faults = args.safeParse(given).error?.issues.map((issue) => faultOf(places, given, issue)) ?? [];
  if (faults.length > 0) throw new WrongCallError(faults.join('\n'));
  return { args: given, isJson: values.json === true, wantsHelp: false };
}

type Flags = Record<string, { type: 'string' | 'boolean' }>;

function parseStrictly(argv: readonly string[], flags: Flags) {
  const options: Flags = { ...flags, json: { type: 'boolean' }, help: { type: 'boolean' } };
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new WrongCallError(error instanceof Error ? error.message : String(error));
  }
}

function faultOf(places: readonly string[], given: Record<string, unknown>, issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0] ?? '');
  const label = places.includes(name) ? name.toUpperCase() : `--${hyphened(name)}`;
  return given[name] === undefined ? `${label} is missing.` : `${label}: ${issue.message}`;
}

function hyphened(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function usage({ name: program, commands }: Program): string {
  const lines = Object.entries(commands).map(([name, command]) => `  ${line(name, command)}\n      ${command.about}`);
  return `Usage: npm run ${program} -- <command> …

${lines.join('\n')}

Every command also takes --json and --help.
It works on the database of DATABASE_URL, else on the one in FLEX_DATA_DIR.
Exit codes: 0 done, 1 refused, 2 called wrongly, 3 failed.
`;
}

function usageOf(program: Program, name: string, command: Command): string {
  return `${command.about}.\nUsage: npm run ${program.name} -- ${line(name, command)}\n`;
}

function line(name: string, { places, args }: Command): string {
  const options = Object.entries(args.shape).flatMap(([option, schema]) => {
    if (places.includes(option)) return [];
    const text = `--${hyphened(option)} ${option.replace(/[a-z]*([A-Z])/, '$1').toUpperCase()}`;
    return [z.safeParse(schema, undefined).success ? `[${text}]` : text];
  });
  return [name, ...places.map((place) => place.toUpperCase()), ...options].join(' ');
}

function show(outcome: Outcome, isJson: boolean): string {
  if ('said' in outcome) return `${isJson ? JSON.stringify(outcome) : outcome.said}\n`;
  if (isJson) return `${JSON.stringify(outcome.value, null, 2)}\n`;
  const { value } = outcome;
  if (!Array.isArray(value)) return fieldsOf(value).join('');
  return value.length === 0 ? 'None.\n' : value.map((item) => fieldsOf(item).join('')).join('\n');
}

/** One line a field: `client.key: warriors`. What is absent or empty is left out. */
function fieldsOf(value: unknown, name = ''): string[] {
  if (!hasFields(value)) return isNothing(value) ? [] : [`${name}: ${textOf(value)}\n`];
  return Object.entries(withoutPermissions(value)).flatMap(([field, inner]) =>
    fieldsOf(inner, name === '' ? field : `${name}.${field}`),
  );
}

function hasFields(value: unknown): value is object {
  if (Array.isArray(value)) return value.some(hasFields);
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value).replace(/^"|"$/g, '');
}

/** Whoever can run commands may do everything; as text it would only be noise. */
function withoutPermissions(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'permissions'));
}

function sentences(error: unknown): string {
  if (!(error instanceof ProblemError)) return `It failed: ${error instanceof Error ? error.message : String(error)}`;
  const { code, params, errors } = error;
  const fields = errors.map(({ at, message }) => `\n  ${at}: ${message}`);
  return `${problems[code][1]}. ${problemDetail(code, params)}${fields.join('')} (${code})`;
}
