import { type App, openApp } from './app.ts';
import { type Config, readConfig } from './core/config.ts';
import { freePort } from './core/free-port.ts';
import { type Logger, openLog } from './core/log.ts';
import { openMailer } from './core/mail-outbox.ts';
import { openDatabaseServer } from './core/postgres/open.ts';
import { withDemoKey } from './core/secrets.ts';
import { demoSignInLink, prepareDemo } from './demo.ts';
import { vendorAdapters } from './modules/vendors/vendors.adapters.service.ts';

/**
 * The process: opens what the environment asks for, and stops it again in the reverse order. Run from the project's
 * folder; whoever starts it as a Node child is told when it is ready, and it ends with them.
 */
type Stoppable = { stop: () => Promise<void> };
type Running = { database: Promise<Stoppable> | null; app: App | null; log: Logger | null; isReady: boolean };

/** Milliseconds that requests in flight are given to finish. */
const patience = 15_000;
const running: Running = { database: null, app: null, log: null, isReady: false };
let signals = 0;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void onSignal());
process.on('disconnect', () => void onSignal()); // Whoever started this process is gone.
process.on('uncaughtException', (error) => void onFault(error));

const started = start();
await started.catch((error: unknown) => onFault(error));

async function start() {
  const config = await withDemoKey(await withPort(readConfig()));
  const log = openLog(config.logLevel);
  running.log = log;
  const database = openDatabaseServer(config, say);
  running.database = database;
  running.app = await openApp({
    config,
    databaseUrl: (await database).url,
    log,
    ports: { mail: openMailer(config, log), vendors: vendorAdapters },
    progress: (done, total) => {
      if (done % 20 === 0 || done === total) say(`Migrating stores: ${done} of ${total}`);
    },
  });
  await running.app.start();
  if (config.role !== 'worker') await listen(running.app, config);
  const isDemo = config.mode === 'demo' && config.role !== 'worker';
  const demo = isDemo ? await demoLines(running.app) : [];
  running.isReady = true;
  if (signals === 0) announce(config, demo, log);
}

/** Port 0 means any free one; links must say which. */
async function withPort(config: Config): Promise<Config> {
  if (config.port !== 0) return config;
  const port = await freePort(0, config.host);
  return { ...config, port, publicUrl: config.publicUrl.replace(/:0$/, `:${port}`) };
}

async function listen({ http }: App, { host, port }: Config) {
  try {
    await http.listen({ host, port });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    if (code === 'EADDRINUSE') {
      throw new Error(`Port ${port} is taken by another program. Choose another one: PORT=${port + 100} npm start`, {
        cause,
      });
    }
    throw new Error(`Cannot listen on ${host}, port ${port} (${String(code)}).`, { cause });
  }
}

async function demoLines({ ctx }: App): Promise<string[]> {
  const { addresses } = await prepareDemo(ctx);
  return [`Store     ${addresses.storefront}`, `Sign in   ${await demoSignInLink(ctx)}`];
}

/** To whoever started this process, and else to the log. */
function announce({ publicUrl, sandboxPort, mode }: Config, demo: readonly string[], log: Logger) {
  const lines = [`Cortex    ${publicUrl}/cortex/`, `API       ${publicUrl}/api/docs`];
  if (mode === 'demo') lines.push(`Mail      ${publicUrl}/demo/outbox`, `Sandbox   http://localhost:${sandboxPort}`);
  if (process.send === undefined) log.info({ address: publicUrl }, 'ready');
  else process.send({ address: publicUrl, lines: [...lines, ...demo] });
}

/** The first signal finishes what is in flight; the next one does not wait for it. The database always stops properly. */
async function onSignal() {
  signals += 1;
  if (signals === 1) {
    await started.catch(() => {});
    await closeApp();
  }
  await end(signals === 1 ? 0 : 1);
}

async function onFault(error: unknown) {
  const message = error instanceof Error ? error.message : String(error);
  if (!running.isReady) process.stderr.write(`Attend Flex could not start. ${message}\n`);
  running.log?.[running.isReady ? 'fatal' : 'debug']({ err: error }, 'the process ends');
  await closeApp();
  await end(1);
}

async function closeApp() {
  const tooLate = new Promise((resolve) => setTimeout(resolve, patience).unref());
  await Promise.race([running.app?.close(), tooLate]).catch((error: unknown) => running.log?.error({ err: error }));
}

async function end(code: number): Promise<never> {
  const database = await running.database?.catch(() => null);
  await database?.stop().catch((error: unknown) => running.log?.error({ err: error }));
  process.exit(code);
}

function say(line: string) {
  process.stdout.write(`${line}\n`);
}
