import { describe, expect, it } from 'vitest';
import { fansSearch, insightsSearch, ordersSearch, webhooksSearch } from './searchOfSales.ts';

const id = '01a20181-9293-76fe-a202-c0a468a61ea5';

describe('the address of the orders', () => {
  it('keeps what narrows the list, and drops what nobody could have meant', () => {
    const search = { text: 'ana', program: id, state: 'returned', attention: 'yes', from: '2026-11-01' } as const;
    expect(ordersSearch({ ...search, cursor: 'c', view: 'failed' })).toEqual({
      ...search,
      cursor: 'c',
      view: 'failed',
    });
    expect(ordersSearch({ text: '', program: 'x', state: 'lost', attention: 'no', from: 'now', view: 'all' })).toEqual(
      {},
    );
  });
});

describe('the addresses of fans, insights and webhooks', () => {
  it('keep what they know', () => {
    expect(fansSearch({ text: 'ana', group: 'MEMBERS', other: '1' })).toEqual({ text: 'ana', group: 'MEMBERS' });
    expect(insightsSearch({ view: 'comparison', one: id, other: 'no', until: '2026-11-30' })).toEqual({
      ...{ view: 'comparison', one: id },
      until: '2026-11-30',
    });
    expect(webhooksSearch({ view: 'deliveries', state: 'failed', endpoint: id, type: 'order.created' })).toEqual({
      ...{ view: 'deliveries', state: 'failed' },
      ...{ endpoint: id, type: 'order.created' },
    });
  });
});
