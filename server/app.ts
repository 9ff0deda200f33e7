import type { FastifyInstance } from 'fastify';
import packageJson from '../package.json' with { type: 'json' };
import { routes } from '../shared/contract/routes.ts';
import { type Clock, keepMeasuring, openClock } from './core/clock.ts';
import type { Config } from './core/config.ts';
import { type Ctx, type CtxParts, makeCtx, type Ports } from './core/ctx.ts';
import { type Database, databaseTime, openDatabase } from './core/db.ts';
import type { Controller } from './core/http/controller.ts';
import { faultFacts } from './core/http/errors.ts';
import { openMetrics } from './core/http/metrics.ts';
import { addOutboxPage } from './core/http/outbox-page.ts';
import { addPages } from './core/http/pages.ts';
import { openHttp } from './core/http/server.ts';
import type { JobHandler } from './core/jobs.ts';
import { liveController } from './core/live.controller.ts';
import { openLive } from './core/live.ts';
import type { Logger } from './core/log.ts';
import { type MigrationReport, type Migrations, migrateAll, type Progress, readMigrations } from './core/migrate.ts';
import { type OutboxHandler, openRelay } from './core/outbox.ts';
import { upkeepJobs } from './core/upkeep.ts';
import { openWorker, type Worker } from './core/worker.ts';
import { platformAuditController, storeAuditController } from './modules/audit/audit.controller.ts';
import { checksController } from './modules/checks/checks.controller.ts';
import { categoriesController, eventsController } from './modules/events/events.controller.ts';
import { resolveActor } from './modules/identity/identity.actors.service.ts';
import { identityController } from './modules/identity/identity.controller.ts';
import { invitationsController } from './modules/identity/identity.invitations.controller.ts';
import { invitationJobs } from './modules/identity/identity.invitations.jobs.ts';
import { identityJobs } from './modules/identity/identity.jobs.ts';
import { keysController } from './modules/identity/identity.keys.controller.ts';
import { oidcController } from './modules/identity/identity.oidc.controller.ts';
import { peopleController } from './modules/identity/identity.people.controller.ts';
import { sessionCookieName } from './modules/identity/identity.sessions.service.ts';
import { storeCreationController } from './modules/identity/identity.stores.controller.ts';
import { lifecycleJobs } from './modules/lifecycle/lifecycle.jobs.ts';
import { recheckOnNews } from './modules/lifecycle/lifecycle.news.service.ts';
import { wholeProgramsController } from './modules/lifecycle/lifecycle.programs.controller.ts';
import { releasesController } from './modules/lifecycle/lifecycle.releases.controller.ts';
import { switchboardController } from './modules/lifecycle/lifecycle.switchboard.controller.ts';
import { pricingController } from './modules/pricing/pricing.controller.ts';
import { programsController } from './modules/programs/programs.controller.ts';
import { programJobs } from './modules/programs/programs.jobs.ts';
import { clientAuditController, clientsController } from './modules/stores/stores.clients.controller.ts';
import { resolveClient } from './modules/stores/stores.clients.service.ts';
import { storesController } from './modules/stores/stores.controller.ts';
import { listEveryStore } from './modules/stores/stores.registry.service.ts';
import { resolveStore } from './modules/stores/stores.service.ts';
import { settingsController } from './modules/stores/stores.settings.controller.ts';
import { suitesController, suiteTypesController } from './modules/suites/suites.controller.ts';
import { venuesController } from './modules/venues/venues.controller.ts';
import { recurring } from './recurring.ts';
import { addStorefront } from './storefront.ts';

/** The only place that wires: which controllers, jobs and outside ports the product runs with. */
const controllers: readonly Controller[] = [
  storeAuditController,
  platformAuditController,
  clientsController,
  clientAuditController,
  storesController,
  settingsController,
  liveController,
  identityController,
  oidcController,
  peopleController,
  invitationsController,
  keysController,
  storeCreationController,
  programsController,
  pricingController,
  checksController,
  wholeProgramsController,
  releasesController,
  switchboardController,
  venuesController,
  eventsController,
  categoriesController,
  suitesController,
  suiteTypesController,
];
export const jobHandlers: readonly JobHandler[] = [
  ...upkeepJobs,
  ...identityJobs,
  ...invitationJobs,
  ...programJobs,
  ...lifecycleJobs,
];
/** Who hears the news that hot transactions write into the outbox of their store. */
export const outboxHandlers: readonly OutboxHandler[] = [];

export type AppOptions = {
  config: Config;
  databaseUrl: string;
  migrationsFolder: string;
  log: Logger;
  ports: Ports;
  /** A clock that is set, in tests; else the database's. */
  clock?: Clock;
  progress?: Progress;
};
export type App = {
  /** For commands and jobs: the product itself as the actor. */
  ctx: Ctx;
  http: FastifyInstance;
  migrated: MigrationReport;
  /** Runs jobs; `start` starts it where the configuration says so. */
  worker: Worker;
  /** Begins what a process does besides answering: hearing news, handing news on, running jobs. */
  start: () => Promise<void>;
  /** Finishes requests in flight, then closes everything. */
  close: () => Promise<void>;
};

/** Migrates, then opens everything but the listening socket. */
export async function openApp(options: AppOptions): Promise<App> {
  const { config, databaseUrl, log } = options;
  const migrations = await readMigrations(options.migrationsFolder);
  const migrated = await migrateAll(databaseUrl, migrations, options.progress);
  for (const failure of migrated.failures) log.error(failure, 'a store could not be migrated');
  const database = await openDatabase({
    url: databaseUrl,
    maxConnections: config.databaseConnections,
    namedStatements: config.namedStatements,
    checksRows: config.mode === 'test',
    statementTimeout: 30_000,
  });
  try {
    return await wire(options, database, migrations, migrated);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function wire(options: AppOptions, database: Database, migrations: Migrations, migrated: MigrationReport) {
  const { config, databaseUrl, log, ports } = options;
  const clock = options.clock ?? (await openClock(() => databaseTime(database)));
  const schemasBehind = new Set(migrated.failures.map((failure) => failure.schema));
  const live = openLive({ database, url: databaseUrl, log });
  const relay = openRelay({ ctx: () => ctx, handlers: outboxHandlers, listStores: listEveryStore, log });
  const parts = { clock, ports, config, log, database, migrations, schemasBehind, live, relay };
  const ctx = systemCtx(parts);
  const metrics = openMetrics(database, schemasBehind);
  const worker = openWorker({
    ctx: () => ctx,
    onEnd: metrics.jobEnded,
    handlers: jobHandlers,
    recurring,
    resolveStore,
    concurrency: config.jobConcurrency,
  });
  const http = await openHttp({
    ...parts,
    controllers,
    metrics,
    about: { table: routes, version: packageJson.version, sessionCookie: sessionCookieName({ config }) },
    resolveActor,
    resolveStore,
    resolveClient,
  });
  addOutboxPage(http, config, ports.mail);
  addPages(http, { prefix: '/cortex', folder: 'dist/web/cortex' });
  addStorefront(http, ctx);
  const stopMeasuring = keepMeasuring(clock);
  const app: App = {
    ctx,
    http,
    migrated,
    worker,
    async start() {
      await live.start();
      relay.sweep().catch((error: unknown) => log.error({ err: faultFacts(error) }, 'outbox: the first sweep failed'));
      if (config.role === 'http') return;
      recheckOnNews(ctx);
      await worker.start();
    },
    async close() {
      try {
        await Promise.all([http.close(), worker.stop()]);
      } finally {
        stopMeasuring();
        await relay.stop();
        await live.stop();
        await database.close();
      }
    },
  };
  return app;
}

function systemCtx(parts: Omit<CtxParts, 'requestId' | 'actor' | 'request'>): Ctx {
  return makeCtx({ ...parts, requestId: 'system', actor: { kind: 'system', name: 'system' }, request: null });
}
