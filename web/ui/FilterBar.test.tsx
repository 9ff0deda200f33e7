import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { FilterChoice } from './FilterBar.tsx';

afterEach(cleanup);

const options = ['Draft', 'Published', 'Archived'].map((label) => ({ value: label, label }));

function Choice() {
  const [value, setValue] = useState<string | undefined>('Published');
  return (
    <MantineProvider env="test">
      <FilterChoice label="State" placeholder="Any state" options={options} value={value} onChange={setValue} />
    </MantineProvider>
  );
}

it('the first arrow key opens the list at what is chosen, the next goes on from there, and Enter takes it', () => {
  Element.prototype.scrollIntoView = () => undefined;
  render(<Choice />);
  const field = screen.getByRole<HTMLInputElement>('combobox', { name: 'State' });
  expect(screen.queryByRole('option', { hidden: true })).toBeNull();
  const press = (code: string) => fireEvent.keyDown(field, { key: code, code });
  const marked = () => document.querySelector('[data-combobox-selected]')?.textContent;
  press('ArrowDown');
  expect(marked()).toBe('Published');
  press('ArrowDown');
  expect(marked()).toBe('Archived');
  press('Enter');
  expect(field.value).toBe('Archived');
  expect(screen.queryByRole('option', { hidden: true })).toBeNull();
});
