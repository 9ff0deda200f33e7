import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeQueryClient } from '../queryClient.ts';
import { makeRouter } from '../router.tsx';

const warriors = { key: 'flex', name: 'Warriors Flex', client: { key: 'warriors', name: 'Warriors' }, state: 'active' };
const academy = { ...warriors, key: 'academy', name: 'The Switch Academy' };
const me = {
  ...{ id: 'edith', name: 'Edith Edwards', email: 'edith@warriors.test' },
  roles: [{ scope: 'client', scopeId: 'c', key: 'switchers', name: 'Switch Arena', role: 'owner', permissions: [] }],
};
const answers: Record<string, unknown> = {
  '/api/me': me,
  '/api/stores/flex': { ...warriors, permissions: ['store.view', 'store.programs.view', 'store.programs.switch'] },
};

/** Answers to searches of stores by their text; they come when the test says so. */
let answer: Map<string, (stores: object[]) => void>;

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  answer = new Map();
  vi.stubGlobal('fetch', (path: string) => {
    const { pathname, searchParams } = new URL(path, 'http://cortex.test');
    if (pathname !== '/api/stores')
      return Promise.resolve(Response.json(answers[pathname] ?? { items: [], next: null }));
    return new Promise<Response>((resolve) => {
      answer.set(searchParams.get('text') ?? '', (items) => resolve(Response.json({ items, next: null })));
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
  vi.useRealTimers();
  vi.unstubAllGlobals();
  history.replaceState(null, '', '/');
});

async function openPalette() {
  history.replaceState(null, '', '/cortex/stores/flex/nothing');
  const queries = makeQueryClient();
  render(
    <QueryClientProvider client={queries}>
      <MantineProvider env="test">
        <RouterProvider router={makeRouter(queries)} />
      </MantineProvider>
    </QueryClientProvider>,
  );
  await screen.findByRole('heading', { level: 1 });
  fireEvent.keyDown(document.documentElement, { key: 'k', code: 'KeyK', ctrlKey: true });
  return screen.findByRole('combobox');
}

const chosen = () => screen.getByRole('option', { selected: true }).textContent;
const pause = () => act(() => vi.advanceTimersByTimeAsync(200));

async function hear(text: string, stores: object[]) {
  answer.get(text)?.(stores);
  await pause();
}

describe('what is chosen in the palette', () => {
  it('stays chosen when stores are found later', async () => {
    const input = await openPalette();
    await hear('', []);
    fireEvent.change(input, { target: { value: 'switch' } });
    await pause();
    fireEvent.keyDown(input, { key: 'ArrowDown' });
    expect(chosen()).toBe('Switch now');
    await hear('switch', [academy]);
    await screen.findByRole('option', { name: /The Switch Academy/ });
    expect(chosen()).toBe('Switch now');
    fireEvent.keyDown(input, { key: 'ArrowDown' });
    fireEvent.keyDown(input, { key: 'ArrowUp' });
    expect(chosen()).toBe('Switch now');
    fireEvent.keyDown(input, { key: 'Enter' });
    await vi.waitFor(() => expect(location.pathname).toBe('/cortex/stores/flex/switchboard'));
  });

  it('is never a store of another text while the answer to this one is awaited', async () => {
    const input = await openPalette();
    await hear('', [warriors, academy]);
    fireEvent.change(input, { target: { value: 'switch now' } });
    expect(chosen()).toBe('Switch now');
    await pause();
    expect(chosen()).toBe('Switch now');
    fireEvent.change(input, { target: { value: 'academy' } });
    expect(chosen()).toMatch(/^The Switch Academy/);
  });

  it('goes round from the first to the last', async () => {
    const input = await openPalette();
    await hear('', [warriors]);
    fireEvent.keyDown(input, { key: 'ArrowUp' });
    expect(chosen()).toBe('Sign out');
    fireEvent.keyDown(input, { key: 'ArrowDown' });
    expect(chosen()).toBe('Home');
  });
});
