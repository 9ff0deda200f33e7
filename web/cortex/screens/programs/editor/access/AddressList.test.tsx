import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { AddressList } from './AddressList.tsx';

function List({ start, canEdit = true }: { start: readonly string[]; canEdit?: boolean }) {
  const [addresses, setAddresses] = useState(start);
  return (
    <MantineProvider env="test">
      <AddressList label="Blocked" empty="Nobody is." value={addresses} onChange={setAddresses} canEdit={canEdit} />
    </MantineProvider>
  );
}

afterEach(cleanup);

const shown = () =>
  within(screen.getByRole('list', { name: 'Blocked' }))
    .getAllByRole('listitem')
    .map((item) => item.textContent);
const paste = (text: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: 'Addresses' }), { target: { value: text } });

describe('a list of addresses', () => {
  it('says what a paste brings before it is added', () => {
    render(<List start={['a@team.com']} />);
    fireEvent.click(screen.getByRole('button', { name: 'Add addresses' }));
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Add 0' }).disabled).toBe(true);
    paste('A@team.com; b@team.com\nc@team.com, nobody');
    expect(screen.getByText('2 new · 1 in the list already · 1 no addresses')).toBeDefined();
    expect(screen.getByText('Left out: nobody')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Add 2' }));
    expect(shown()).toEqual(['a@team.com', 'b@team.com', 'c@team.com']);
  });

  it('loses one by its button, and many by a paste', () => {
    render(<List start={['a@team.com', 'b@team.com', 'c@team.com']} />);
    fireEvent.click(screen.getByRole('button', { name: 'Remove b@team.com' }));
    expect(shown()).toEqual(['a@team.com', 'c@team.com']);
    fireEvent.click(screen.getByRole('button', { name: 'Remove many…' }));
    paste('c@team.com x@team.com');
    fireEvent.click(screen.getByRole('button', { name: 'Remove 1' }));
    expect(shown()).toEqual(['a@team.com']);
  });

  it('takes no more than 20,000', () => {
    render(<List start={Array.from({ length: 20_000 }, (_, index) => `fan${index}@team.com`)} />);
    fireEvent.click(screen.getByRole('button', { name: 'Add addresses' }));
    paste('one@more.com');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Add 1' }).disabled).toBe(true);
    expect(screen.getByText('A list holds at most 20,000 addresses.')).toBeDefined();
  });

  it('is read only for viewers', () => {
    render(<List start={['a@team.com']} canEdit={false} />);
    expect(shown()).toEqual(['a@team.com']);
    expect(screen.queryAllByRole('button')).toEqual([]);
  });
});
