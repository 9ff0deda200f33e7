import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { BudgetPanel } from './BudgetPanel.tsx';

afterEach(cleanup);

const budget = {
  perMinute: 80,
  perDay: null,
  checkoutShare: 20,
  holdShare: 30,
  usedMinute: 45,
  usedDay: 1_200,
  available: { checkout: 35, hold: 19, sync: 0 },
  waiting: { checkout: 0, hold: 0, sync: 2 },
};

function show(change: Partial<typeof budget> = {}) {
  render(
    <MantineProvider env="test">
      <BudgetPanel budget={{ ...budget, ...change }} />
    </MantineProvider>,
  );
}

describe('the quota of a vendor', () => {
  it('is a meter with its shares in words, and who is in line', () => {
    show();
    expect(screen.getByRole('meter', { name: 'Requests in the last minute' }).getAttribute('value')).toBe('45');
    expect(screen.getByText('45 of 80')).toBeDefined();
    expect(screen.getByText('sync up to 40')).toBeDefined();
    expect(screen.getByText(/May be sent now: checkouts 35 · holds and staff 19 · sync 0/)).toBeDefined();
    expect(screen.getByText('In line: 0 checkouts, 0 holds, 2 syncs')).toBeDefined();
  });

  it('that has no limit is a number', () => {
    show();
    expect(screen.queryByRole('meter', { name: 'Requests in the last 24 hours' })).toBeNull();
    expect(screen.getByText('1,200, without a limit')).toBeDefined();
  });

  it('that is used beyond its limit stays within the meter', () => {
    show({ usedMinute: 95 });
    expect(screen.getByRole('meter', { name: 'Requests in the last minute' }).getAttribute('value')).toBe('80');
    expect(screen.getByText('95 of 80')).toBeDefined();
  });
});
