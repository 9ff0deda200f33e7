import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeQueryClient } from '../../queryClient.ts';
import { makeRouter } from '../../router.tsx';

const store = {
  ...{ key: 'flex', name: 'Warriors Flex', client: { key: 'warriors', name: 'Warriors' }, state: 'active' },
  timeZone: 'America/Los_Angeles',
};
const editor = ['store.view', 'store.inventory.view', 'store.inventory.sync', 'store.catalogue.edit'];
const overview = {
  ...{ copiedCount: 0, staleCount: 0, failingCount: 0, goneCount: 0, seatCount: 0, oldestReadAt: null },
  ...{ runningRunId: null, waitingUntil: null, detailSeconds: 300 },
};
let answers: Record<string, unknown>;

beforeEach(() => {
  answers = {
    '/api/me': { id: 'edith', name: 'Edith Edwards', email: 'edith@warriors.test', roles: [] },
    '/api/stores/flex/vendor': { connection: null },
    '/api/stores/flex/inventory': overview,
    '/api/stores/flex/inventory/events': { items: [], next: null },
  };
  vi.stubGlobal('fetch', async (path: string) => {
    const [name = ''] = path.split('?');
    return Response.json(answers[name] ?? { title: 'None', status: 404, code: 'x' }, {
      status: name in answers ? 200 : 404,
    });
  });
  vi.stubGlobal(
    'EventSource',
    class extends EventTarget {
      close() {}
    },
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  history.replaceState(null, '', '/');
});

/** Where the empty screen leads whoever has the permissions. */
async function waysOf(permissions: readonly string[]) {
  answers['/api/stores/flex'] = { ...store, permissions };
  history.replaceState(null, '', '/cortex/stores/flex/inventory');
  const queries = makeQueryClient();
  render(
    <QueryClientProvider client={queries}>
      <MantineProvider env="test">
        <RouterProvider router={makeRouter(queries)} />
      </MantineProvider>
    </QueryClientProvider>,
  );
  await screen.findByText('Nothing is copied yet');
  await vi.waitFor(() => expect(queries.isFetching()).toBe(0));
  const links = within(screen.getByRole('main')).queryAllByRole('link');
  return links.map((link) => `${link.textContent}: ${link.getAttribute('href')}`);
}

describe('a screen that is empty before the first import', () => {
  it('leads to the vendor while none is connected', async () => {
    expect(await waysOf([...editor, 'store.vendors.view', 'store.vendors.edit'])).toEqual([
      'Connect the vendor: /cortex/stores/flex/vendor',
    ]);
  });

  it('leads to the import when one is, and whoever may not see whether', async () => {
    const imports = [
      'Import the season: /cortex/stores/flex/events?import=season',
      'Import some events: /cortex/stores/flex/events?import=events',
    ];
    expect(await waysOf(editor)).toEqual(imports);
    cleanup();
    answers['/api/stores/flex/vendor'] = { connection: { account: { vendor: 'sandbox' }, trouble: null } };
    expect(await waysOf([...editor, 'store.vendors.view', 'store.vendors.edit'])).toEqual(imports);
  });

  it('leads nowhere for those who may not import', async () => {
    expect(await waysOf(['store.view', 'store.inventory.view'])).toEqual([]);
  });
});
