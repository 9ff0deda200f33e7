import { clientAuditRoutes, platformAuditRoutes, storeAuditRoutes } from './audit.ts';
import { checkRoutes } from './checks.ts';
import { categoryRoutes, eventRoutes } from './events.ts';
import { invitationRoutes } from './identity.invitations.ts';
import { keyRoutes } from './identity.keys.ts';
import { identityOidcRoutes } from './identity.oidc.ts';
import { peopleRoutes } from './identity.people.ts';
import { storeCreationRoutes } from './identity.stores.ts';
import { identityRoutes } from './identity.ts';
import { wholeProgramRoutes } from './lifecycle.programs.ts';
import { releaseRoutes, switchboardRoutes } from './lifecycle.ts';
import { liveRoutes } from './live.ts';
import { pricingRoutes } from './pricing.ts';
import { programRoutes } from './programs.ts';
import type { Route } from './route.ts';
import { settingRoutes } from './settings.ts';
import { clientRoutes, storeRoutes } from './stores.ts';
import { suiteRoutes, suiteTypeRoutes } from './suites.ts';
import { venueRoutes } from './venues.ts';

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
  venues: venueRoutes,
  events: { ...eventRoutes, ...categoryRoutes },
  suites: { ...suiteRoutes, ...suiteTypeRoutes },
  programs: programRoutes,
  pricing: pricingRoutes,
  checks: checkRoutes,
  lifecycle: { ...wholeProgramRoutes, ...releaseRoutes, ...switchboardRoutes },
  live: liveRoutes,
} satisfies RouteTable;
