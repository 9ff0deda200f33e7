import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorState, LoadingState } from './states.tsx';

type Query<T> = { data: T | undefined; isError: boolean; error: unknown; refetch: () => unknown };

type Props<T> = {
  query: Query<T>;
  /** The outline while nothing has arrived yet. */
  loading?: ReactNode;
  /** Beside "Try again" in the error look. */
  errorAction?: ReactNode;
  /** Without the data there is nothing else on the screen. */
  isScreen?: boolean;
  /** What stands around the loading and the error look, where the data brings its own surface. */
  frame?: (look: ReactNode) => ReactNode;
  children: (data: T) => ReactNode;
};

/** Loading, error or the data: what stands is kept while it is read again. */
export function QueryView<T>({ query, loading, errorAction, isScreen = false, frame, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  const look = query.isError ? (
    <ErrorState error={query.error} onRetry={() => void query.refetch()} action={errorAction} isScreen={isScreen} />
  ) : (
    (loading ?? <LoadingState />)
  );
  return frame === undefined ? look : frame(look);
}

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };

/** Under a list of which only the first pages are shown. */
export function MoreButton({ pages, shown }: { pages: Pages; shown: number }) {
  if (!pages.hasNextPage) return null;
  return (
    <Group justify="center" p="md">
      <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        Show more than these {shown}
      </Button>
    </Group>
  );
}
