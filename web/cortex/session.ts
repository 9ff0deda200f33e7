import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { Me } from '../../shared/contract/identity.ts';
import { call } from '../api/client.ts';
import { apiQuery } from '../api/queries.ts';
import type { Holder } from '../ui/Can.tsx';

/** Who is signed in; read once, and again after what changes it. */
export const meQuery = { ...apiQuery('GET /api/me'), staleTime: 60_000 };

/** On screens behind the sign-in only: the route has read it before the screen opens. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** What the person may do on the deployment itself. */
export function platformHolder(me: Me): Holder {
  return { permissions: me.roles.filter((held) => held.scope === 'platform').flatMap((held) => held.permissions) };
}

/** Ends the session here and on the server; nothing of the person stays in this tab. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await call('POST /api/sign-out');
    queries.clear();
    location.assign('/cortex/sign-in');
  };
}
