import type { QueryClient } from '@tanstack/react-query';
import type { AppRouter } from './router.tsx';

/** Forgets what was read and asks to sign in, keeping where one was. */
export function leaveForSignIn(router: AppRouter, queries: QueryClient) {
  const { pathname, href } = router.state.location;
  if (pathname.startsWith('/sign-in') || pathname.startsWith('/invitation')) return;
  queries.clear();
  void router.navigate({ to: '/sign-in', search: { to: href }, replace: true });
}

/** A path of this application, or nothing: a link must not lead people elsewhere after they signed in. */
export function safePath(value: unknown): string | undefined {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined;
}
