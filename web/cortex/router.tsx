import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  parseSearchWith,
  redirect,
  stringifySearchWith,
} from '@tanstack/react-router';
import { isProblem } from '../api/problem.ts';
import { auditSearch, listSearch, settingSearch, signInSearch } from './search.ts';
import { meQuery } from './session.ts';
import { AppShell } from './shell/AppShell.tsx';
import { FailedPage, NotFoundPage } from './shell/pages.tsx';
import { StoreFrame } from './shell/StoreFrame.tsx';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: FailedPage,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('./screens/identity/SignInScreen.tsx'), 'SignInScreen'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./screens/identity/InvitationScreen.tsx'), 'InvitationScreen'),
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
});
const stores = createRoute({
  getParentRoute: () => app,
  path: '/',
  validateSearch: listSearch,
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
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./screens/stores/PlatformScreen.tsx'), 'PlatformScreen'),
});
const platformAudit = createRoute({
  getParentRoute: () => app,
  path: '/platform/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./screens/audit/PlatformAuditScreen.tsx'), 'PlatformAuditScreen'),
});
const client = createRoute({
  getParentRoute: () => app,
  path: '/clients/$clientKey',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./screens/stores/ClientScreen.tsx'), 'ClientScreen'),
});
const clientAudit = createRoute({
  getParentRoute: () => app,
  path: '/clients/$clientKey/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./screens/audit/ClientAuditScreen.tsx'), 'ClientAuditScreen'),
});

const store = createRoute({ getParentRoute: () => app, path: '/stores/$storeKey', component: StoreFrame });
const home = createRoute({
  getParentRoute: () => store,
  path: '/',
  component: lazyRouteComponent(() => import('./screens/stores/HomeScreen.tsx'), 'HomeScreen'),
});
const settings = createRoute({
  getParentRoute: () => store,
  path: '/settings',
  validateSearch: settingSearch,
  component: lazyRouteComponent(() => import('./screens/stores/SettingsScreen.tsx'), 'SettingsScreen'),
});
const people = createRoute({
  getParentRoute: () => store,
  path: '/people',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./screens/identity/PeopleScreen.tsx'), 'PeopleScreen'),
});
const keys = createRoute({
  getParentRoute: () => store,
  path: '/keys',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./screens/identity/KeysScreen.tsx'), 'KeysScreen'),
});
const audit = createRoute({
  getParentRoute: () => store,
  path: '/audit',
  validateSearch: auditSearch,
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
    store.addChildren([home, settings, people, keys, audit, administration]),
  ]),
]);

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    basepath: '/cortex',
    context: { queries },
    defaultPreload: 'intent',
    scrollRestoration: true,
    // Every value is text as it stands in the address; each screen reads its own.
    parseSearch: parseSearchWith((value) => value),
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
