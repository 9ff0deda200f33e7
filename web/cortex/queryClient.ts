import { QueryClient } from '@tanstack/react-query';
import { isProblem } from '../api/problem.ts';

/** Reads again what may have changed, and tries again only when another try may help. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 1 && isProblem(error, 'connection.failed', 'server.unavailable'),
        throwOnError: false,
      },
      mutations: { retry: false },
    },
  });
}
