import type { FastifyInstance } from 'fastify';
import packageJson from '../package.json' with { type: 'json' };
import { routes } from '../shared/contract/routes.ts';
import { messageBodies } from '../shared/contract/webhooks.messages.ts';
import { type Clock, keepMeasuring, openClock } from './core/clock.ts';
import type { Config } from './core/config.ts';
import { type Ctx, type CtxParts, makeCtx, type Ports } from './core/ctx.ts';
import { type Database, databaseTime, openDatabase } from './core/db.ts';
import type { Controller } from './core/http/controller.ts';
import { faultFacts } from './core/http/errors.ts';
import { makeFront } from './core/http/front.ts';
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
import { cartsController } from './modules/carts/carts.controller.ts';
import { cartDeskController } from './modules/carts/carts.desk.controller.ts';
import { cartJobs } from './modules/carts/carts.jobs.ts';
import { catalogController } from './modules/catalog/catalog.controller.ts';
import { findQuickQuote } from './modules/catalog/catalog.quote.service.ts';
import { openCatalog } from './modules/catalog/catalog.service.ts';
import { checkoutController } from './modules/checkout/checkout.controller.ts';
import { deskController } from './modules/checkout/checkout.desk.controller.ts';
import { checkoutJobs, saleHandler } from './modules/checkout/checkout.jobs.ts';
import { resumeEverywhere } from './modules/checkout/checkout.resume.service.ts';
import { checksController } from './modules/checks/checks.controller.ts';
import { categoriesController, eventsController } from './modules/events/events.controller.ts';
import { eventImportController } from './modules/events/events.import.controller.ts';
import { fansController } from './modules/fans/fans.controller.ts';
import { fanDeskController } from './modules/fans/fans.desk.controller.ts';
import { fanGroupsController } from './modules/fans/fans.groups.controller.ts';
import { fanJobs } from './modules/fans/fans.jobs.ts';
import { resolveFan } from './modules/fans/fans.sessions.service.ts';
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
import { insightsController } from './modules/insights/insights.controller.ts';
import { insightJobs, triedHandler } from './modules/insights/insights.jobs.ts';
import { closeInsights } from './modules/insights/insights.seen.service.ts';
import { inventoryController } from './modules/inventory/inventory.controller.ts';
import { changedHandler } from './modules/inventory/inventory.copy.service.ts';
import { inventoryJobs } from './modules/inventory/inventory.jobs.ts';
import { syncOnNews } from './modules/inventory/inventory.news.service.ts';
import { seasonPricesController } from './modules/inventory/inventory.pricing.controller.ts';
import { seasonController } from './modules/inventory/inventory.season.controller.ts';
import { staleHandler } from './modules/inventory/inventory.stale.service.ts';
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
import { openStoreForFans } from './modules/stores/stores.doors.service.ts';
import { listEveryStore } from './modules/stores/stores.registry.service.ts';
import { resolveStore } from './modules/stores/stores.service.ts';
import { settingsController } from './modules/stores/stores.settings.controller.ts';
import { suitesController, suiteTypesController } from './modules/suites/suites.controller.ts';
import { vendorAccountsController } from './modules/vendors/vendors.accounts.controller.ts';
import { vendorController } from './modules/vendors/vendors.controller.ts';
import { vendorJobs } from './modules/vendors/vendors.jobs.ts';
import { closeVendors } from './modules/vendors/vendors.service.ts';
import { venuesController } from './modules/venues/venues.controller.ts';
import { webhooksController } from './modules/webhooks/webhooks.controller.ts';
import { webhookJobs } from './modules/webhooks/webhooks.jobs.ts';
import { orderNewsHandlers } from './modules/webhooks/webhooks.orders.service.ts';
import { stopSending } from './modules/webhooks/webhooks.sending.service.ts';
import { watchOnNews } from './modules/webhooks/webhooks.sweep.service.ts';
import { recurring } from './recurring.ts';
import { openStorefront } from './storefront.ts';

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
  vendorAccountsController,
  vendorController,
  fansController,
  fanGroupsController,
  fanDeskController,
  inventoryController,
  seasonController,
  seasonPricesController,
  programsController,
  pricingController,
  checksController,
  wholeProgramsController,
  releasesController,
  switchboardController,
  cartsController,
  cartDeskController,
  checkoutController,
  deskController,
  catalogController,
  insightsController,
  venuesController,
  eventsController,
  eventImportController,
  categoriesController,
  suitesController,
  suiteTypesController,
  webhooksController,
];
export const jobHandlers: readonly JobHandler[] = [
  ...upkeepJobs,
  ...identityJobs,
  ...invitationJobs,
  ...vendorJobs,
  ...fanJobs,
  ...cartJobs,
  ...checkoutJobs,
  ...inventoryJobs,
  ...programJobs,
  ...lifecycleJobs,
  ...insightJobs,
  ...webhookJobs,
];
/** Who hears the news that hot transactions write into the outbox of their store. */
export const outboxHandlers: readonly OutboxHandler[] = [
  staleHandler,
  changedHandler,
  saleHandler,
  triedHandler,
  ...orderNewsHandlers,
];

export type AppOptions = {
  config: Config;
  databaseUrl: string;
  log: Logger;
  ports: Ports;
  /** A clock that is set, in tests; else the database's. */
  clock?: Clock;
  /** Those of `server/migrations`, unless told. */
  migrations?: Migrations;
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
  const migrations = options.migrations ?? (await readMigrations('server/migrations'));
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
  const front = makeFront(config, metrics);
  const catalog = openCatalog(ctx);
  const worker = openWorker({
    ctx: () => ctx,
    onEnd: metrics.jobEnded,
    handlers: jobHandlers,
    recurring,
    resolveStore,
    concurrency: config.jobConcurrency,
  });
  const storefront = openStorefront(ctx, { folder: 'dist/web/storefront', resolveFan });
  const http = await openHttp({
    ...parts,
    controllers,
    metrics,
    front,
    missingPage: storefront.missingPage,
    about: {
      table: routes,
      version: packageJson.version,
      sessionCookie: sessionCookieName({ config }),
      messages: messageBodies,
    },
    resolveActor,
    resolveStore,
    resolveClient,
    resolveOpenStore: openStoreForFans,
    resolveFan,
  });
  addOutboxPage(http, config, ports.mail);
  addPages(http, { prefix: '/cortex', folder: 'dist/web/cortex' });
  storefront.addTo(http);
  front.serve({ ready: catalog.find, quick: findQuickQuote(ctx) });
  const stopMeasuring = keepMeasuring(clock);
  const app: App = {
    ctx,
    http,
    migrated,
    worker,
    start: () => begin(ctx, worker),
    async close() {
      try {
        await Promise.all([http.close(), worker.stop()]);
      } finally {
        stopMeasuring();
        catalog.stop();
        await stopSending(ctx);
        await closeVendors(ctx);
        await closeInsights(ctx);
        await relay.stop();
        await live.stop();
        await database.close();
      }
    },
  };
  return app;
}

/** What a process does besides answering. */
async function begin(ctx: Ctx, worker: Worker): Promise<void> {
  const { live, relay, log, config } = ctx;
  await live.start();
  relay.sweep().catch((error: unknown) => log.error({ err: faultFacts(error) }, 'outbox: the first sweep failed'));
  // every process, because none knows which one died with a purchase in hand
  resumeEverywhere(ctx).catch((error: unknown) => log.error({ err: faultFacts(error) }, 'purchases: not resumed'));
  if (config.role === 'http') return;
  recheckOnNews(ctx);
  syncOnNews(ctx);
  watchOnNews(ctx);
  await worker.start();
}

function systemCtx(parts: Omit<CtxParts, 'requestId' | 'actor' | 'request'>): Ctx {
  return makeCtx({ ...parts, requestId: 'system', actor: { kind: 'system', name: 'system' }, request: null });
}
