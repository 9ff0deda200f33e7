import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { openApp } from './app.ts';
import type { Files } from './cli.commands.ts';
import { exitCodes, type Output, type Program, readCall, runCall, storeProgram } from './cli.run.ts';
import { staffCommands } from './cli.staff.ts';
import { calledFrom, readConfig } from './core/config.ts';
import type { Ctx } from './core/ctx.ts';
import { newId } from './core/ids.ts';
import { openLog } from './core/log.ts';
import { openMailer } from './core/mail-outbox.ts';
import { openDatabaseServer } from './core/postgres/open.ts';
import { withDemoKey } from './core/secrets.ts';
import { vendorAdapters } from './modules/vendors/vendors.adapters.service.ts';

/**
 * `npm run store -- …` and `npm run staff -- …`: services from the command line, with the product itself as the actor.
 * The first argument says which of the two.
 */
const programs: readonly Program[] = [storeProgram, { name: 'staff', commands: staffCommands }];
const output: Output = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
};

/** The first signal ends a long export properly; short commands are done before it matters. */
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => stopping.abort(new Error('stopped; nothing was written')));
}

async function main(): Promise<number> {
  const [name, ...argv] = process.argv.slice(2);
  const call = readCall(
    argv,
    output,
    programs.find((program) => program.name === name),
  );
  if ('exitCode' in call) return call.exitCode;
  try {
    return await withCtx((ctx) => runCall(ctx, call, output, { write: writeFile }));
  } catch (error) {
    output.err(`It failed: ${error instanceof Error ? error.message : String(error)}\n`);
    return exitCodes.failed;
  }
}

async function withCtx(work: (ctx: Ctx) => Promise<number>): Promise<number> {
  const config = await withDemoKey(readConfig());
  const log = openLog('silent');
  const database = await openDatabaseServer(config, () => {});
  try {
    const ports = { mail: openMailer(config, log), vendors: vendorAdapters };
    const app = await openApp({ config, databaseUrl: database.url, log, ports });
    try {
      for (const { schema, file, reason } of app.migrated.failures) output.err(`${schema}: ${file}: ${reason}\n`);
      return await work({ ...app.ctx, requestId: newId(), actor: { kind: 'system', name: `cli:${userName()}` } });
    } finally {
      await app.close();
    }
  } finally {
    await database.stop();
  }
}

/** A user that the machine has no name for goes by their number. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}

/** Under another name until it is whole and on the disk, and not over a file that is there. */
const writeFile: Files['write'] = async (path, lines) => {
  const file = resolve(calledFrom(), path);
  if (existsSync(file)) throw new Error(`${file} is there already; name another file`);
  const part = `${file}.${process.pid}.part`;
  const handle = await open(part, 'wx', 0o600);
  try {
    for await (const text of lines) {
      stopping.signal.throwIfAborted();
      await handle.appendFile(text);
    }
    await handle.sync();
    await rename(part, file);
    return file;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
};

process.exitCode = await main();
