import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Store } from '../../../../../../../shared/contract/stores.ts';
import { FanPart } from './FanPart.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const dev = { id: 'dev', name: 'Dev Desai', vendorAccountId: '100004', accountGroups: ['MEMBERS'] };
const store = { key: 'flex', permissions: ['store.orders.view'] } as unknown as Store;

function find(fans: readonly object[]) {
  vi.stubGlobal('fetch', async (path: string) => Response.json({ items: path.includes('/fans') ? fans : [] }));
  const onChange = vi.fn<(groups: string[]) => void>();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider env="test">
        <FanPart store={store} onChange={onChange} />
      </MantineProvider>
    </QueryClientProvider>,
  );
  fireEvent.click(screen.getByRole('radio', { name: 'A fan we know' }));
  fireEvent.change(screen.getByRole('textbox', { name: 'E-mail address' }), { target: { value: 'dev@example.com' } });
  fireEvent.click(screen.getByRole('button', { name: 'Find' }));
  return onChange;
}

describe('a fan who is found by address', () => {
  it('is the one it has to be when the address has one account', async () => {
    const onChange = find([dev]);
    await screen.findByText(/In MEMBERS/);
    expect(onChange).toHaveBeenLastCalledWith(['MEMBERS']);
  });

  it('is asked for when the address has several accounts', async () => {
    const onChange = find([dev, { ...dev, id: 'other', accountGroups: ['SEASON'] }]);
    await waitFor(() => expect(screen.getByPlaceholderText('Choose the account')).toBeDefined());
    expect(onChange).toHaveBeenLastCalledWith([]);
  });
});
