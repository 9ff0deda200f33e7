import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeQueryClient } from './queryClient.ts';
import { makeRouter } from './router.tsx';

const me = { id: 'edith', name: 'Edith Edwards', email: 'edith@warriors.test', roles: [] };
const store = {
  key: 'flex',
  name: 'Warriors Flex',
  client: { key: 'warriors', name: 'Warriors' },
  state: 'active',
  permissions: ['store.view', 'store.programs.view'],
};
const answers: Record<string, unknown> = { '/api/me': me, '/api/stores/flex': store };
const invalid = {
  title: 'The request is not valid',
  status: 400,
  detail: 'Correct the fields.',
  code: 'request.invalid',
  errors: [{ at: '/params/programId', code: 'invalid_format', message: 'Invalid UUID' }],
};
const unknown = { title: 'There is no such store', status: 404, detail: 'Check the key.', code: 'store.not_found' };

const refuse = (problem: { status: number }) => Response.json(problem, { status: problem.status });

beforeEach(() => {
  vi.stubGlobal('fetch', async (path: string) =>
    path in answers ? Response.json(answers[path]) : refuse(path.includes('nonsense') ? invalid : unknown),
  );
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

async function open(address: string) {
  history.replaceState(null, '', `/cortex${address}`);
  const queries = makeQueryClient();
  render(
    <QueryClientProvider client={queries}>
      <MantineProvider env="test">
        <RouterProvider router={makeRouter(queries)} />
      </MantineProvider>
    </QueryClientProvider>,
  );
  const heading = await screen.findByRole('heading', { level: 1 });
  const main = within(screen.getByRole('main'));
  expect(main.queryByRole('button', { name: 'Try again' })).toBeNull();
  return {
    title: heading.textContent,
    ways: main.getAllByRole('link').map((link) => link.getAttribute('href')),
    places: within(screen.getByRole('navigation', { name: 'Main' }))
      .getAllByRole('link')
      .map((link) => link.textContent),
  };
}

it('an address without a screen is told of inside the frame, of the store or of all stores, with the ways back', async () => {
  expect(await open('/stores/flex/nonsense/and/more')).toEqual({
    title: 'There is nothing at this address',
    ways: ['/cortex/stores/flex', '/cortex/'],
    places: ['Home', 'Programs', 'Switchboard', 'Administration', 'All stores'],
  });
  cleanup();
  expect(await open('/nonsense')).toEqual({
    title: 'There is nothing at this address',
    ways: ['/cortex/'],
    places: ['All stores'],
  });
});

it('what is switched on in an address stays in it', async () => {
  await open('/stores/flex/suites?archived=true');
  expect(location.search).toBe('?archived=true');
});

it('a store that is not there for this person is told of inside the frame', async () => {
  expect(await open('/stores/others/programs')).toEqual({
    title: 'There is no such store',
    ways: ['/cortex/'],
    places: ['All stores'],
  });
});

it('an address with a part that can name nothing is told of as one, and not as a form to correct', async () => {
  expect(await open('/stores/flex/programs/nonsense/packs')).toMatchObject({
    title: 'There is nothing at this address',
    ways: ['/cortex/stores/flex/programs'],
  });
});
