import { clientAuditRoutes, platformAuditRoutes, storeAuditRoutes } from './audit.ts';
import { cartDeskRoutes } from './carts.desk.ts';
import { cartRoutes } from './carts.ts';
import { catalogRoutes } from './catalog.ts';
import { checkoutRoutes } from './checkout.ts';
import { checkRoutes } from './checks.ts';
import { eventImportRoutes } from './events.import.ts';
import { categoryRoutes, eventRoutes } from './events.ts';
import { fanDeskRoutes } from './fans.desk.ts';
import { fanGroupRoutes } from './fans.groups.ts';
import { fanRoutes } from './fans.ts';
import { invitationRoutes } from './identity.invitations.ts';
import { keyRoutes } from './identity.keys.ts';
import { identityOidcRoutes } from './identity.oidc.ts';
import { peopleRoutes } from './identity.people.ts';
import { storeCreationRoutes } from './identity.stores.ts';
import { identityRoutes } from './identity.ts';
import { insightRoutes } from './insights.ts';
import { seasonPriceRoutes } from './inventory.pricing.ts';
import { seasonRoutes } from './inventory.season.ts';
import { inventoryRoutes } from './inventory.ts';
import { wholeProgramRoutes } from './lifecycle.programs.ts';
import { releaseRoutes, switchboardRoutes } from './lifecycle.ts';
import { liveRoutes } from './live.ts';
import { orderRoutes } from './orders.ts';
import { pricingRoutes } from './pricing.ts';
import { programRoutes } from './programs.ts';
import type { Route } from './route.ts';
import { settingRoutes } from './settings.ts';
import { clientRoutes, storeRoutes } from './stores.ts';
import { suiteRoutes, suiteTypeRoutes } from './suites.ts';
import { vendorAccountRoutes, vendorRoutes } from './vendors.ts';
import { venueRoutes } from './venues.ts';
import { webhookRoutes } from './webhooks.ts';

export type RouteTable = Readonly<Record<string, Readonly<Record<string, Route>>>>;

/** Every route of the product, by module. `satisfies` keeps the literal types the browser's client is derived from. */
export const routes = {
  audit: { ...storeAuditRoutes, ...platformAuditRoutes, ...clientAuditRoutes },
  stores: { ...clientRoutes, ...storeRoutes, ...settingRoutes },
  identity: {
    ...identityRoutes,
    ...identityOidcRoutes,
    ...peopleRoutes,
    ...invitationRoutes,
    ...keyRoutes,
    ...storeCreationRoutes,
  },
  fans: { ...fanRoutes, ...fanGroupRoutes, ...fanDeskRoutes },
  vendors: { ...vendorAccountRoutes, ...vendorRoutes },
  venues: venueRoutes,
  events: { ...eventRoutes, ...eventImportRoutes, ...categoryRoutes },
  suites: { ...suiteRoutes, ...suiteTypeRoutes },
  inventory: { ...inventoryRoutes, ...seasonRoutes, ...seasonPriceRoutes },
  programs: programRoutes,
  pricing: pricingRoutes,
  checks: checkRoutes,
  lifecycle: { ...wholeProgramRoutes, ...releaseRoutes, ...switchboardRoutes },
  catalog: catalogRoutes,
  carts: { ...cartRoutes, ...cartDeskRoutes },
  checkout: { ...checkoutRoutes, ...orderRoutes },
  webhooks: webhookRoutes,
  insights: insightRoutes,
  live: liveRoutes,
} satisfies RouteTable;
