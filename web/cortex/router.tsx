import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  stringifySearchWith,
} from '@tanstack/react-router';
import { isProblem } from '../api/problem.ts';
import { makeScrollRule } from './scrollRule.ts';
import { auditSearch, exactly, listSearch, settingSearch, signInSearch, textsOf } from './search.ts';
import { editorSearch, programsSearch, whyPriceSearch } from './searchOfPrograms.ts';
import { fansSearch, insightsSearch, ordersSearch, webhooksSearch } from './searchOfSales.ts';
import { callsSearch, cursorSearch, eventsSearch, inventoryEventSearch, inventorySearch } from './searchOfSeason.ts';
import { switchboardSearch } from './searchOfSwitchboard.ts';
import { suitesSearch, venueMapSearch, venuesSearch } from './searchOfVenues.ts';
import { meQuery } from './session.ts';
import { AppShell } from './shell/AppShell.tsx';
import { FailedPage, FailedScreen, NotFoundScreen } from './shell/pages.tsx';
import { StoreFrame } from './shell/StoreFrame.tsx';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  errorComponent: FailedPage,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: exactly(signInSearch),
  component: lazyRouteComponent(() => import('./screens/identity/SignInScreen.tsx'), 'SignInScreen'),
  errorComponent: FailedPage,
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./screens/identity/InvitationScreen.tsx'), 'InvitationScreen'),
  errorComponent: FailedPage,
});

/** Everything behind the sign-in. */
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queries.query({ ...meQuery, staleTime: 'static' });
    } catch (error) {
      if (!isProblem(error, 'auth.required')) throw error;
      const isStart = location.pathname === '/';
      throw redirect({ to: '/sign-in', search: isStart ? {} : { to: location.href }, replace: true });
    }
  },
  component: AppShell,
  errorComponent: FailedPage,
});
/** An address that no screen has. */
const nowhere = createRoute({ getParentRoute: () => app, path: '$', component: NotFoundScreen });
const stores = createRoute({
  getParentRoute: () => app,
  path: '/',
  validateSearch: exactly(listSearch),
  component: lazyRouteComponent(() => import('./screens/stores/StoresScreen.tsx'), 'StoresScreen'),
});
const account = createRoute({
  getParentRoute: () => app,
  path: '/account',
  component: lazyRouteComponent(() => import('./screens/identity/AccountScreen.tsx'), 'AccountScreen'),
});
const platform = createRoute({
  getParentRoute: () => app,
  path: '/platform',
  validateSearch: exactly(listSearch),
  component: lazyRouteComponent(() => import('./screens/stores/PlatformScreen.tsx'), 'PlatformScreen'),
});
const platformAudit = createRoute({
  getParentRoute: () => app,
  path: '/platform/audit',
  validateSearch: exactly(auditSearch),
  component: lazyRouteComponent(() => import('./screens/audit/PlatformAuditScreen.tsx'), 'PlatformAuditScreen'),
});
const client = createRoute({
  getParentRoute: () => app,
  path: '/clients/$clientKey',
  validateSearch: exactly(listSearch),
  component: lazyRouteComponent(() => import('./screens/stores/ClientScreen.tsx'), 'ClientScreen'),
});
const clientAudit = createRoute({
  getParentRoute: () => app,
  path: '/clients/$clientKey/audit',
  validateSearch: exactly(auditSearch),
  component: lazyRouteComponent(() => import('./screens/audit/ClientAuditScreen.tsx'), 'ClientAuditScreen'),
});
const clientVendors = createRoute({
  getParentRoute: () => app,
  path: '/clients/$clientKey/vendor-accounts',
  component: lazyRouteComponent(() => import('./screens/vendors/VendorAccountsScreen.tsx'), 'VendorAccountsScreen'),
});

const store = createRoute({ getParentRoute: () => app, path: '/stores/$storeKey', component: StoreFrame });
const nowhereInStore = createRoute({ getParentRoute: () => store, path: '$', component: NotFoundScreen });
const home = createRoute({
  getParentRoute: () => store,
  path: '/',
  component: lazyRouteComponent(() => import('./screens/stores/HomeScreen.tsx'), 'HomeScreen'),
});
const programs = createRoute({
  getParentRoute: () => store,
  path: '/programs',
  validateSearch: exactly(programsSearch),
  component: lazyRouteComponent(() => import('./screens/programs/ProgramsScreen.tsx'), 'ProgramsScreen'),
});
const program = createRoute({
  getParentRoute: () => store,
  path: '/programs/$programId',
  beforeLoad: ({ params }) => {
    throw redirect({
      to: '/stores/$storeKey/programs/$programId/$stage',
      params: { ...params, stage: 'definition' },
      replace: true,
    });
  },
});
const programStage = createRoute({
  getParentRoute: () => store,
  path: '/programs/$programId/$stage',
  validateSearch: exactly(editorSearch),
  component: lazyRouteComponent(
    () => import('./screens/programs/editor/ProgramEditorScreen.tsx'),
    'ProgramEditorScreen',
  ),
});
const whyPrice = createRoute({
  getParentRoute: () => store,
  path: '/why-price',
  validateSearch: exactly(whyPriceSearch),
  component: lazyRouteComponent(() => import('./screens/programs/WhyPriceScreen.tsx'), 'WhyPriceScreen'),
});
const switchboard = createRoute({
  getParentRoute: () => store,
  path: '/switchboard',
  validateSearch: exactly(switchboardSearch),
  component: lazyRouteComponent(() => import('./screens/lifecycle/SwitchboardScreen.tsx'), 'SwitchboardScreen'),
});
const events = createRoute({
  getParentRoute: () => store,
  path: '/events',
  validateSearch: exactly(eventsSearch),
  component: lazyRouteComponent(() => import('./screens/events/EventsScreen.tsx'), 'EventsScreen'),
});
const event = createRoute({
  getParentRoute: () => store,
  path: '/events/$eventId',
  component: lazyRouteComponent(() => import('./screens/events/EventScreen.tsx'), 'EventScreen'),
});
const venues = createRoute({
  getParentRoute: () => store,
  path: '/venues',
  validateSearch: exactly(venuesSearch),
  component: lazyRouteComponent(() => import('./screens/venues/VenuesScreen.tsx'), 'VenuesScreen'),
});
const venue = createRoute({
  getParentRoute: () => store,
  path: '/venues/$venueId',
  component: lazyRouteComponent(() => import('./screens/venues/VenueScreen.tsx'), 'VenueScreen'),
});
const venueMap = createRoute({
  getParentRoute: () => store,
  path: '/venues/$venueId/maps/$mapId',
  validateSearch: exactly(venueMapSearch),
  component: lazyRouteComponent(() => import('./screens/venues/VenueMapScreen.tsx'), 'VenueMapScreen'),
});
const suites = createRoute({
  getParentRoute: () => store,
  path: '/suites',
  validateSearch: exactly(suitesSearch),
  component: lazyRouteComponent(() => import('./screens/suites/SuitesScreen.tsx'), 'SuitesScreen'),
});
const suite = createRoute({
  getParentRoute: () => store,
  path: '/suites/$suiteId',
  component: lazyRouteComponent(() => import('./screens/suites/SuiteScreen.tsx'), 'SuiteScreen'),
});
const inventory = createRoute({
  getParentRoute: () => store,
  path: '/inventory',
  validateSearch: exactly(inventorySearch),
  component: lazyRouteComponent(() => import('./screens/inventory/InventoryScreen.tsx'), 'InventoryScreen'),
});
const inventoryEvent = createRoute({
  getParentRoute: () => store,
  path: '/inventory/events/$eventCode',
  validateSearch: exactly(inventoryEventSearch),
  component: lazyRouteComponent(() => import('./screens/inventory/InventoryEventScreen.tsx'), 'InventoryEventScreen'),
});
const syncRun = createRoute({
  getParentRoute: () => store,
  path: '/inventory/runs/$runId',
  validateSearch: exactly(cursorSearch),
  component: lazyRouteComponent(() => import('./screens/inventory/SyncRunScreen.tsx'), 'SyncRunScreen'),
});
const vendor = createRoute({
  getParentRoute: () => store,
  path: '/vendor',
  validateSearch: exactly(callsSearch),
  component: lazyRouteComponent(() => import('./screens/vendors/VendorScreen.tsx'), 'VendorScreen'),
});
const orders = createRoute({
  getParentRoute: () => store,
  path: '/orders',
  validateSearch: exactly(ordersSearch),
  component: lazyRouteComponent(() => import('./screens/checkout/OrdersScreen.tsx'), 'OrdersScreen'),
});
const order = createRoute({
  getParentRoute: () => store,
  path: '/orders/$orderId',
  component: lazyRouteComponent(() => import('./screens/checkout/OrderScreen.tsx'), 'OrderScreen'),
});
const purchase = createRoute({
  getParentRoute: () => store,
  path: '/purchases/$purchaseId',
  component: lazyRouteComponent(() => import('./screens/checkout/PurchaseScreen.tsx'), 'PurchaseScreen'),
});
const fans = createRoute({
  getParentRoute: () => store,
  path: '/fans',
  validateSearch: exactly(fansSearch),
  component: lazyRouteComponent(() => import('./screens/fans/FansScreen.tsx'), 'FansScreen'),
});
const fan = createRoute({
  getParentRoute: () => store,
  path: '/fans/$fanId',
  validateSearch: exactly(cursorSearch),
  component: lazyRouteComponent(() => import('./screens/fans/FanScreen.tsx'), 'FanScreen'),
});
const insights = createRoute({
  getParentRoute: () => store,
  path: '/insights',
  validateSearch: exactly(insightsSearch),
  component: lazyRouteComponent(() => import('./screens/insights/InsightsScreen.tsx'), 'InsightsScreen'),
});
const webhooks = createRoute({
  getParentRoute: () => store,
  path: '/webhooks',
  validateSearch: exactly(webhooksSearch),
  component: lazyRouteComponent(() => import('./screens/webhooks/WebhooksScreen.tsx'), 'WebhooksScreen'),
});
const delivery = createRoute({
  getParentRoute: () => store,
  path: '/webhooks/deliveries/$deliveryId',
  component: lazyRouteComponent(() => import('./screens/webhooks/DeliveryScreen.tsx'), 'DeliveryScreen'),
});
const settings = createRoute({
  getParentRoute: () => store,
  path: '/settings',
  validateSearch: exactly(settingSearch),
  component: lazyRouteComponent(() => import('./screens/stores/SettingsScreen.tsx'), 'SettingsScreen'),
});
const people = createRoute({
  getParentRoute: () => store,
  path: '/people',
  validateSearch: exactly(listSearch),
  component: lazyRouteComponent(() => import('./screens/identity/PeopleScreen.tsx'), 'PeopleScreen'),
});
const keys = createRoute({
  getParentRoute: () => store,
  path: '/keys',
  validateSearch: exactly(listSearch),
  component: lazyRouteComponent(() => import('./screens/identity/KeysScreen.tsx'), 'KeysScreen'),
});
const audit = createRoute({
  getParentRoute: () => store,
  path: '/audit',
  validateSearch: exactly(auditSearch),
  component: lazyRouteComponent(() => import('./screens/audit/StoreAuditScreen.tsx'), 'StoreAuditScreen'),
});
const administration = createRoute({
  getParentRoute: () => store,
  path: '/administration',
  component: lazyRouteComponent(() => import('./screens/stores/AdministrationScreen.tsx'), 'AdministrationScreen'),
});

const tree = root.addChildren([
  signIn,
  invitation,
  app.addChildren([
    stores,
    account,
    platform,
    platformAudit,
    client,
    clientAudit,
    clientVendors,
    nowhere,
    store.addChildren([
      home,
      programs,
      switchboard,
      program,
      programStage,
      whyPrice,
      events,
      event,
      venues,
      venue,
      venueMap,
      suites,
      suite,
      inventory,
      inventoryEvent,
      syncRun,
      orders,
      order,
      purchase,
      fans,
      fan,
      insights,
      webhooks,
      delivery,
      vendor,
      settings,
      people,
      keys,
      audit,
      administration,
      nowhereInStore,
    ]),
  ]),
]);

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    basepath: '/cortex',
    context: { queries },
    defaultPreload: 'intent',
    defaultErrorComponent: FailedScreen,
    scrollRestoration: makeScrollRule(),
    parseSearch: textsOf,
    stringifySearch: stringifySearchWith(String),
  });
}
export type AppRouter = ReturnType<typeof makeRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
  interface HistoryState {
    /** Cursors of the pages before this one, so that "Previous" can step back. */
    trail?: string[];
  }
}
