import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SearchField } from './SearchField.tsx';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it('what is typed while what was typed before is still on its way to the address is kept, and told too', () => {
  const onChange = vi.fn<(value: string) => void>();
  const shown = (value: string) => (
    <MantineProvider env="test">
      <SearchField label="Search" value={value} onChange={onChange} />
    </MantineProvider>
  );
  const { rerender } = render(shown(''));
  const field = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search' });
  const rest = () =>
    act(() => {
      vi.advanceTimersByTime(1_000);
    });
  fireEvent.change(field, { target: { value: 'la' } });
  rest();
  fireEvent.change(field, { target: { value: 'lak' } });
  rerender(shown('la'));
  expect(field.value).toBe('lak');
  rest();
  expect(onChange.mock.calls).toEqual([['la'], ['lak']]);
  rerender(shown('lak'));
  rerender(shown(''));
  expect(field.value).toBe('');
});
